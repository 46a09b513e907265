"""Signing in: limited in how often it may fail, and on record."""

from __future__ import annotations

import math
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from organizations import audit, sign_in_limits
from organizations.models import Organization
from organizations.models_audit import Action
from organizations.rate_limits import State
from organizations.web.forms import SignInForm


class SignIn(LoginView):
    template_name = "organizations/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = sign_in_limits.take(request, self.email)
        if not state.granted:
            return too_many(request, state)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        sign_in_limits.give_back(self.request, self.email)
        note(Action.SIGNED_IN, self.email)
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        note(Action.SIGN_IN_FAILED, self.email)
        return super().form_invalid(form)

    @property
    def email(self) -> str:
        return self.request.POST.get("username", "").strip().lower().replace("\0", "")


def note(action: Action, email: str) -> None:
    """Record it once for each organization of the person; without one, for none."""
    mine = Organization.objects.filter(memberships__user__email=email)
    found: list[Organization | None] = [*mine]
    for organization in found or [None]:
        audit.record(action, organization=organization, actor=email)


def too_many(request: HttpRequest, state: State) -> HttpResponse:
    seconds = max(1, math.ceil(state.wait.total_seconds()))
    shown = {"seconds": seconds}
    answer = render(request, "organizations/too_many_tries.html", shown, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
