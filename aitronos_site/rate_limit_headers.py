"""The rate limit around DRF: its headers on every answer of the API, and its reach.

DRF applies the limit only to callers that it lets in. What is refused before, such as
a wrong key or an unknown address, is limited here, so that guessing is limited too.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import Error
from django.http import HttpRequest, HttpResponse

from aitronos_site.api import json_error
from aitronos_site.error_pages import API_PREFIX
from organizations import throttling
from organizations.errors import RateLimitExceeded
from organizations.rate_limits import State


class RateLimitMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.path.startswith(API_PREFIX):
            return response
        state = getattr(request, "rate_limit", None) or _charge(request)
        if state is None:
            return response
        if not state.granted and 400 <= response.status_code < 500:
            response = json_error(request, RateLimitExceeded(state))
        for name, value in state.headers.items():
            response[name] = value
        return response


def _charge(request: HttpRequest) -> State | None:
    """None if the database is away: the answer says so already."""
    try:
        return throttling.charge(request, getattr(request, "auth", None))
    except Error:
        return None
