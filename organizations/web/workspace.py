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
from organizations.errors import InsufficientPermissions
from organizations.models import MANAGERS, Organization, User

SESSION_KEY = "organization"


@dataclass(frozen=True)
class Workspace:
    """`role` is the reader's in `organization`."""

    organization: Organization
    organizations: list[Organization]
    role: str

    @property
    def manages(self) -> bool:
        """Whether the reader is an owner or admin of the organization."""
        return self.role in MANAGERS


def of(request: HttpRequest) -> Workspace:
    """Raises PermissionDenied for a person who belongs to no organization."""
    roles = _roles(request)
    wanted = request.GET.get("organization") or request.session.get(SESSION_KEY)
    chosen = [each for each in roles if each.public_id == wanted]
    organization = [*chosen, *roles][0]
    return Workspace(organization, list(roles), roles[organization])


def around(request: HttpRequest, organization: Organization) -> Workspace:
    """The workspace of a page about something that belongs to `organization`."""
    roles = _roles(request)
    return Workspace(organization, list(roles), roles.get(organization, ""))


def require_manager(
    request: HttpRequest, organization: Organization, *, refusal: str = ""
) -> User:
    """The reader, who is an owner or admin there.

    Raises PermissionDenied, which is answered by a page, with `refusal` if given.
    """
    assert isinstance(request.user, User)
    try:
        access.require_role(request.user, organization, *MANAGERS)
    except InsufficientPermissions as denied:
        raise PermissionDenied(refusal or denied.message) from denied
    return request.user


def choose(request: HttpRequest, public_id: str) -> None:
    """Remember the choice; raises OrganizationAccessDenied."""
    chosen = access.organization(access.caller(request.user), public_id)
    request.session[SESSION_KEY] = chosen.public_id


def _roles(request: HttpRequest) -> dict[Organization, str]:
    mine = access.caller(request.user).organizations()
    # The join is that of the filter by user, so the role is the reader's own.
    roled = mine.annotate(role=F("memberships__role"))
    roles: dict[Organization, str] = {each: each.role for each in roled}
    if not roles:
        raise PermissionDenied("You are not a member of an organization yet.")
    return roles
