"""One id for each request: in its log lines, its answer's header and its body."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from aitronos_site.lib import request_context
from aitronos_site.lib.client_address import client_address
from aitronos_site.lib.ids import new_id


class RequestIdMiddleware:
    """Sets `request.request_id` and `request.started` (monotonic seconds)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = new_id("req")  # type: ignore[attr-defined]
        request.started = time.monotonic()  # type: ignore[attr-defined]
        # Not reset, as the address is: Django logs an error answer after the last middleware has returned,
        # and the next request has a context of its own.
        request_context.request_id.set(request.request_id)  # type: ignore[attr-defined]
        caller = client_address(request.META, behind_proxy=settings.BEHIND_PROXY)
        known = request_context.address.set(str(caller or ""))
        try:
            response = self.get_response(request)
        finally:
            request_context.address.reset(known)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class RequestIdFilter(logging.Filter):
    """Gives every log record the id of the request it was written in, or `-`."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_context.request_id.get()
        return True
