"""How a request of the API says who calls: an API key, or the browser's session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rest_framework.authentication import BaseAuthentication, SessionAuthentication
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from organizations import access, keys
from organizations.errors import InvalidApiKey
from organizations.models import ApiKey, Scope

if TYPE_CHECKING:
    # DRF's views import this module by its name in the settings.
    from rest_framework.views import APIView


class ApiKeyAuthentication(BaseAuthentication):
    """`X-API-Key: <key>` or `Authorization: Bearer <key>`; the first wins.

    A request with a key is never a session's: its cookies are not looked at.
    """

    def authenticate(self, request: Request) -> tuple[None, ApiKey] | None:
        secret = _secret(request)
        return None if secret is None else (None, keys.verify(secret))

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class BrowserSessionAuthentication(SessionAuthentication):
    """The signed-in person of a same-origin call; CSRF is enforced."""


class HasScope(BasePermission):
    """Reading wants `transcriptions:read`, all else `transcriptions:write`.

    A view can name another scope for its methods that change things (`write_scope`).
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        caller = caller_of(request)
        reads = request.method in SAFE_METHODS or getattr(view, "only_reads", False)
        access.require_scope(caller, Scope.READ if reads else Scope.WRITE)
        return True


def caller_of(request: Request) -> access.Caller:
    auth: Any = request.auth
    return access.caller(request.user, auth)


def _secret(request: Request) -> str | None:
    headers: Any = request.headers
    if "X-API-Key" in headers:
        return str(headers["X-API-Key"]).strip()
    scheme, _, secret = str(headers.get("Authorization", "")).partition(" ")
    if not scheme:
        return None
    if scheme.lower() != "bearer" or not secret.strip():
        raise InvalidApiKey("The Authorization header must be: Bearer <key>.")
    return secret.strip()
