"""The organization that a page is about, and those that its reader can switch to.

A person who belongs to several works in one at a time: the one in the address
(`?organization=`), else the one last chosen, else the first.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest

from organizations import access
from organizations.models import MANAGERS, Organization

SESSION_KEY = "organization"


@dataclass(frozen=True)
class Workspace:
    """`manages`: the reader is an owner or admin of the organization."""

    organization: Organization
    organizations: list[Organization]
    manages: bool = False


def of(request: HttpRequest) -> Workspace:
    """Raises PermissionDenied for a person who belongs to no organization."""
    mine = _organizations(request)
    wanted = request.GET.get("organization") or request.session.get(SESSION_KEY)
    chosen = [each for each in mine if each.public_id == wanted]
    return _workspace([*chosen, *mine][0], mine)


def around(request: HttpRequest, organization: Organization) -> Workspace:
    """The workspace of a page about something that belongs to `organization`."""
    return _workspace(organization, _organizations(request))


def choose(request: HttpRequest, public_id: str) -> None:
    """Remember the choice; raises OrganizationAccessDenied."""
    chosen = access.organization(access.caller(request.user), public_id)
    request.session[SESSION_KEY] = chosen.public_id


def _workspace(organization: Organization, mine: list[Organization]) -> Workspace:
    roles = {each.pk: getattr(each, "role", "") for each in mine}
    return Workspace(organization, mine, roles.get(organization.pk) in MANAGERS)


def _organizations(request: HttpRequest) -> list[Organization]:
    """Each with the reader's `role` in it."""
    found = access.caller(request.user).organizations()
    mine: list[Organization] = [*found.annotate(role=F("memberships__role"))]
    if not mine:
        raise PermissionDenied("You are not a member of an organization yet.")
    return mine
