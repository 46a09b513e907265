"""The API's rate limit as DRF applies it: by key and organization, person or address.

A key has its own bucket and shares one, five times as large, with the other keys of
its organization. A person in the browser has one. Everybody else, such as who sends a
wrong key, has one for each address; a right key is not limited by its address, because
many customers may stand behind one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from aitronos_site.lib.client_address import block_of, client_address
from organizations import rate_limits
from organizations.errors import RateLimitExceeded
from organizations.models import ApiKey, User
from organizations.rate_limits import State, collective, personal

if TYPE_CHECKING:
    # DRF's views import this module by its name in the settings.
    from rest_framework.views import APIView


class RateLimit(BaseThrottle):
    """Raises RateLimitExceeded; notes the state as `rate_limit` of Django's request."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        plain: Any = request._request
        plain.rate_limit = state = charge(plain, request.auth, request.user)
        if not state.granted:
            raise RateLimitExceeded(state)
        return True


def charge(request: HttpRequest, auth: object, user: object = None) -> State:
    """Take a token for a call; `auth` and `user` are what authentication found."""
    if isinstance(auth, ApiKey):
        return rate_limits.take(
            personal(f"key:{auth.pk}"),
            collective(f"organization:{auth.organization_id}"),
        )
    if isinstance(user, User):
        return rate_limits.take(personal(f"person:{user.pk}"))
    address = client_address(request.META, behind_proxy=settings.BEHIND_PROXY)
    return rate_limits.take(personal(f"address:{block_of(address)}"))
