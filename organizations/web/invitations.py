"""The page that an invitation's link opens: join, with an account or with a new one."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache

from aitronos_site.lib.errors import DomainError
from organizations import members
from organizations.errors import (
    AlreadyMember,
    InvitationForSomebodyElse,
    InvitationInvalid,
)
from organizations.models import Invitation, User
from organizations.web.forms import RegistrationForm


@method_decorator(never_cache, name="dispatch")
class InvitationPage(View):
    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            return _page(request, members.opened(token))
        except DomainError as error:
            return _refusal(request, error)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            invitation = members.opened(token)
            if not isinstance(request.user, User):
                return _register(request, invitation, token)
            members.accept(token, request.user)
        except DomainError as error:
            return _refusal(request, error)
        return _inside(request, invitation)


def _register(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    form = RegistrationForm(request.POST, email=invitation.email)
    if not form.is_valid():
        return _page(request, invitation, form=form, status=422)
    name, password = form.cleaned_data["name"], form.cleaned_data["password"]
    user = members.register(token, name, password)
    login(request, user, "django.contrib.auth.backends.ModelBackend")
    return _inside(request, invitation)


def _inside(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    request.session["organization"] = invitation.organization.public_id
    return redirect("transcriptions:dashboard")


def _page(
    request: HttpRequest,
    invitation: Invitation,
    *,
    form: RegistrationForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = request.user
    if isinstance(user, User) and user.email != invitation.email:
        raise InvitationForSomebodyElse
    shown: dict[str, Any] = {
        "invitation": invitation,
        "form": form or RegistrationForm(email=invitation.email),
        "has_account": User.objects.filter(email=invitation.email).exists(),
    }
    return render(request, "organizations/invitation.html", shown, status=status)


def _refusal(request: HttpRequest, error: DomainError) -> HttpResponse:
    status = 410
    if isinstance(error, InvitationInvalid):
        status = 404
    elif isinstance(error, InvitationForSomebodyElse | AlreadyMember):
        status = 403
    shown = {"problem": error.message}
    return render(request, "organizations/invitation.html", shown, status=status)
