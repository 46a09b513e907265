"""The page of an organization's people, for its owners and admins."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from aitronos_site.lib.errors import DomainError
from organizations import access, invitation_links, members
from organizations.errors import OrganizationAccessDenied
from organizations.models import Invitation, Membership, Organization, Role
from organizations.web import workspace
from organizations.web.forms import InviteForm


@method_decorator([login_required, never_cache], name="dispatch")
class Members(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        here = workspace.of(request)
        workspace.require_manager(request, here.organization)
        return _page(request, here.organization)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Invite, to the organization that the form's page was about."""
        organization = _named(request)
        user = workspace.require_manager(request, organization)
        form = InviteForm(request.POST)
        if not form.is_valid():
            return _page(request, organization, form=form, status=422)
        try:
            members.invite(
                organization,
                form.cleaned_data["email"],
                form.cleaned_data["role"],
                user,
                link_to=invitation_links.links(request),
            )
        except DomainError as error:
            form.add_error(None, error.message)
            return _page(request, organization, form=form, status=422)
        return _back(organization)


@require_POST
@login_required
def withdraw(request: HttpRequest, invitation_id: str) -> HttpResponse:
    mine = access.visible(access.caller(request.user), Invitation.objects.all())
    rows = mine.select_related("organization")
    invitation = get_object_or_404(rows, public_id=invitation_id)
    user = workspace.require_manager(request, invitation.organization)
    try:
        members.withdraw(invitation, user)
    except DomainError as error:
        return _page(request, invitation.organization, problem=error.message)
    return _back(invitation.organization)


@require_POST
@login_required
def change_role(request: HttpRequest) -> HttpResponse:
    membership = _membership(request)
    user = workspace.require_manager(request, membership.organization)
    role = request.POST.get("role", "")
    if role not in Role.values:
        raise Http404
    try:
        members.change_role(membership, role, user)
    except DomainError as error:
        return _page(request, membership.organization, problem=error.message)
    return _back(membership.organization)


@require_POST
@login_required
def remove(request: HttpRequest) -> HttpResponse:
    membership = _membership(request)
    user = workspace.require_manager(request, membership.organization)
    try:
        members.remove(membership, user)
    except DomainError as error:
        return _page(request, membership.organization, problem=error.message)
    if membership.user_id == user.pk:
        return redirect("transcriptions:dashboard")
    return _back(membership.organization)


def _membership(request: HttpRequest) -> Membership:
    number = request.POST.get("membership", "")
    if not number.isdecimal() or len(number) > 18:
        raise Http404
    mine = access.visible(access.caller(request.user), Membership.objects.all())
    return get_object_or_404(mine.select_related("organization"), pk=int(number))


def _named(request: HttpRequest) -> Organization:
    caller = access.caller(request.user)
    try:
        return access.organization(caller, request.POST.get("organization", ""))
    except OrganizationAccessDenied as denied:
        raise Http404 from denied


def _back(organization: Organization) -> HttpResponse:
    page = reverse("organizations:members")
    return redirect(f"{page}?organization={organization.public_id}")


def _page(
    request: HttpRequest,
    organization: Organization,
    *,
    form: InviteForm | None = None,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    shown: dict[str, Any] = {
        "workspace": workspace.around(request, organization),
        "memberships": organization.memberships.select_related("user").order_by("pk"),
        "invitations": members.pending(organization).order_by("pk"),
        "form": form or InviteForm(),
        "problem": problem,
        "roles": Role.choices,
    }
    status = 422 if problem else status
    return render(request, "organizations/members.html", shown, status=status)
