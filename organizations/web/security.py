"""The page on which a person turns the second factor on and off."""

from __future__ import annotations

from typing import Any

import django_otp
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from organizations import second_factor
from organizations.models import User

WRONG = "This code is not right. Take the one that is shown now."


@method_decorator([login_required, never_cache], name="dispatch")
class Security(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        return _page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        act = {"begin": _begin, "confirm": _confirm, "off": _turn_off}
        return act.get(request.POST.get("do", ""), _page)(request)


def _begin(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    user = _reader(request)
    if second_factor.is_on(user):
        return _page(request)
    device = second_factor.begin(user)
    return _page(
        request,
        status=status,
        picture=second_factor.picture(device),
        secret=second_factor.secret(device),
        error=error,
    )


def _confirm(request: HttpRequest) -> HttpResponse:
    turned_on = second_factor.confirm(_reader(request), _code(request))
    if turned_on is None:
        return _begin(request, error=WRONG, status=422)
    device, codes = turned_on
    django_otp.login(request, device)
    return _page(request, codes=codes)


def _turn_off(request: HttpRequest) -> HttpResponse:
    if not second_factor.turn_off(_reader(request), _code(request)):
        return _page(request, status=422, error=WRONG)
    return redirect("organizations:security")


def _page(request: HttpRequest, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {
        "is_on": second_factor.is_on(_reader(request)),
        "is_required": settings.REQUIRE_STAFF_TOTP,
        **shown,
    }
    return render(request, "organizations/security.html", context, status=status)


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _code(request: HttpRequest) -> str:
    """As it is typed: people leave a gap in the middle."""
    return request.POST.get("code", "").replace(" ", "")
