"""What can be wrong with who is calling."""

from __future__ import annotations

from aitronos_site.lib.errors import DomainError


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
