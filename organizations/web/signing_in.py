"""Signing in: limited in how often it may fail, and on record."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from organizations import second_factor, sign_in_limits
from organizations.models import User
from organizations.models_audit import Action
from organizations.web import signing_in_code
from organizations.web.forms import SignInForm
from organizations.web.sign_in_record import note, too_many


class SignIn(LoginView):
    template_name = "organizations/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True
    #: Whose password was right; nobody is signed in by that yet.
    person: User | None = None

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        state = sign_in_limits.take(request, self.email)
        if not state.granted:
            return too_many(request, state)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        sign_in_limits.give_back(self.request, self.email)
        user = form.get_user()
        assert isinstance(user, User)
        self.person = user
        if second_factor.is_on(user):
            return signing_in_code.ask(self.request, user, self.get_success_url())
        note(Action.SIGNED_IN, self.email)
        return super().form_valid(form)

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        note(Action.SIGN_IN_FAILED, self.email)
        return super().form_invalid(form)

    def get_default_redirect_url(self) -> str:
        """Who runs the house and belongs to no organization has no dashboard."""
        user = self.person or self.request.user
        if (
            isinstance(user, User)
            and user.is_superuser
            and not user.memberships.exists()
        ):
            return reverse("admin:index")
        return super().get_default_redirect_url()

    @property
    def email(self) -> str:
        return self.request.POST.get("username", "").strip().lower().replace("\0", "")
