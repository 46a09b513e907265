"""What can be wrong with who is calling."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from aitronos_site.lib.errors import DomainError

if TYPE_CHECKING:
    from organizations.rate_limits import State


class AuthenticationRequired(DomainError):
    """Sign in, or send an API key in the X-API-Key or the Authorization header."""

    code = "AUTHENTICATION_REQUIRED"


class InvalidApiKey(DomainError):
    """This API key is not valid."""

    code = "INVALID_API_KEY"


class ApiKeyExpired(DomainError):
    """This API key has expired. Create a new one."""

    code = "API_KEY_EXPIRED"


class ApiKeyDeactivated(DomainError):
    """This API key has been revoked. Create a new one."""

    code = "API_KEY_DEACTIVATED"


class OrganizationAccessDenied(DomainError):
    """You don't have access to this organization."""

    code = "ORGANIZATION_ACCESS_DENIED"


class InsufficientPermissions(DomainError):
    """Your role or the scopes of your API key do not allow this."""

    code = "INSUFFICIENT_PERMISSIONS"


class ResourceNotFound(DomainError):
    """There is no such resource."""

    code = "RESOURCE_NOT_FOUND"


class RateLimitExceeded(DomainError):
    """Too many requests in a short time. Wait a moment."""

    code = "RATE_LIMIT_EXCEEDED"

    def __init__(self, state: State) -> None:
        seconds = max(1, math.ceil(state.wait.total_seconds()))
        super().__init__(
            system_message=f"No call is left; the next one comes in {seconds} s.",
            details={"limit": state.limit, "retry_after_seconds": seconds},
        )
        self.headers = {"Retry-After": str(seconds)}


class InvitationInvalid(DomainError):
    """This invitation is not valid. Ask for a new one."""

    code = "INVITATION_INVALID"


class InvitationExpired(DomainError):
    """This invitation has expired. Ask for a new one."""

    code = "INVITATION_EXPIRED"


class InvitationWithdrawn(DomainError):
    """This invitation was withdrawn. Ask for a new one."""

    code = "INVITATION_WITHDRAWN"


class InvitationUsed(DomainError):
    """This invitation was used already. Sign in to go on."""

    code = "INVITATION_USED"


class InvitationForSomebodyElse(DomainError):
    """This invitation is for another e-mail address than the one you signed in with."""

    code = "INVITATION_FOR_SOMEBODY_ELSE"


class AlreadyMember(DomainError):
    """This person is a member of the organization already."""

    code = "ALREADY_MEMBER"


class LastOwner(DomainError):
    """An organization needs an owner. Make somebody else an owner first."""

    code = "LAST_OWNER"
