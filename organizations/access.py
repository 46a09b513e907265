"""The only door to tenant data: who calls, and which organizations that opens.

A `Caller` is a person with memberships or an API key of one organization. Rows of
other organizations do not exist for it: they are filtered out, never refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, QuerySet

from organizations.errors import (
    AuthenticationRequired,
    InsufficientPermissions,
    OrganizationAccessDenied,
    ResourceNotFound,
)
from organizations.models import (
    MANAGERS,
    ApiKey,
    Membership,
    Organization,
    User,
)

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True)
class Caller:
    """Exactly one of the two is set; neither, for the machine's own command line."""

    user: User | None = None
    api_key: ApiKey | None = None

    def organizations(self) -> QuerySet[Organization]:
        """All that the caller may act for, the oldest first."""
        if self.api_key is not None:
            return Organization.objects.filter(pk=self.api_key.organization_id)
        assert self.user is not None
        return Organization.objects.filter(memberships__user=self.user).order_by("pk")

    def name(self) -> str:
        """Who it is, for the record: an e-mail address, or a key's name and prefix."""
        return str(self.api_key or self.user or "")

    def has_scope(self, scope: str) -> bool:
        return self.api_key is None or scope in self.api_key.scopes


def caller(user: User | AnonymousUser | None, api_key: ApiKey | None = None) -> Caller:
    """Name the caller of a request; raise AuthenticationRequired if it is nobody."""
    if api_key is not None:
        return Caller(api_key=api_key)
    if isinstance(user, User) and user.is_authenticated:
        return Caller(user=user)
    raise AuthenticationRequired


def organization(caller: Caller, public_id: str | None) -> Organization:
    """The caller's organization of that id; without one, the first it belongs to.

    An id that does not exist is answered like another's, so that ids can't be tried.
    """
    mine = caller.organizations()
    found = (mine if public_id is None else mine.filter(public_id=public_id)).first()
    if found is None:
        raise OrganizationAccessDenied(
            system_message="The caller has no access to the named organization.",
            details={"organization_id": public_id},
        )
    return found


def visible(caller: Caller, rows: QuerySet[AnyModel]) -> QuerySet[AnyModel]:
    """Only the rows whose `organization` the caller may act for."""
    return rows.filter(organization__in=caller.organizations())


def find(rows: QuerySet[AnyModel], public_id: str) -> AnyModel:
    """The row of that id. Raises ResourceNotFound, whatever the reason is."""
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise ResourceNotFound
    return found


def require_scope(caller: Caller, scope: str) -> None:
    if not caller.has_scope(scope):
        raise InsufficientPermissions(details={"required_scope": scope})


def managed(user: User | AnonymousUser) -> QuerySet[Organization]:
    """The organizations whose owner or admin the person is, the oldest first."""
    if not isinstance(user, User) or not user.is_active:
        return Organization.objects.none()
    return Organization.objects.filter(
        memberships__user=user, memberships__role__in=MANAGERS
    ).order_by("pk")


def role(user: User, organization: Organization) -> str | None:
    """The person's role there, or None for who is no member."""
    found = Membership.objects.filter(user=user, organization=organization)
    return found.values_list("role", flat=True).first()


def require_role(user: User, organization: Organization, *roles: str) -> None:
    """Raise InsufficientPermissions unless the person has one of the roles there."""
    if role(user, organization) not in roles:
        raise InsufficientPermissions(
            f"Only {' and '.join(f'{role}s' for role in roles)} of the organization "
            "may do this.",
            details={"required_roles": list(roles)},
        )
