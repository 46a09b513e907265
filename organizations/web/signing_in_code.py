"""The second step of signing in, for who has a second factor.

Until it is done nobody is signed in: the session only says whose password was right.
"""

from __future__ import annotations

import time

import django_otp
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from organizations import second_factor, sign_in_limits
from organizations.models import User
from organizations.models_audit import Action
from organizations.web.sign_in_record import note, too_many

PENDING = "second_step"
LIFETIME_S = 300


def ask(request: HttpRequest, user: User, address: str) -> HttpResponse:
    """Remember who gave the right password, and where to lead when the code is right."""
    request.session.cycle_key()
    request.session[PENDING] = [user.pk, time.time(), address]
    return redirect("organizations:sign_in_code")


@method_decorator(never_cache, name="dispatch")
class CodePage(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        if _pending(request) is None:
            return redirect("organizations:sign_in")
        return render(request, "organizations/sign_in_code.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        pending = _pending(request)
        if pending is None:
            return redirect("organizations:sign_in")
        user, address = pending
        state = sign_in_limits.take(request, user.email)
        if not state.granted:
            return too_many(request, state)
        code = request.POST.get("code", "").replace(" ", "")
        device = second_factor.verify(user, code)
        if device is None:
            note(Action.SIGN_IN_FAILED, user.email)
            wrong = {"wrong": True}
            return render(request, "organizations/sign_in_code.html", wrong, status=422)
        sign_in_limits.give_back(request, user.email)
        del request.session[PENDING]
        login(request, user)
        django_otp.login(request, device)
        note(Action.SIGNED_IN, user.email)
        return redirect(address)


def _pending(request: HttpRequest) -> tuple[User, str] | None:
    key, at, address = request.session.get(PENDING, (None, 0, ""))
    if time.time() - at > LIFETIME_S:
        return None
    user = User.objects.filter(pk=key, is_active=True).first()
    return None if user is None else (user, address)
