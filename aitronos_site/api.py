"""What all of the API has in common: the envelope, and every error as one of its codes."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, JsonResponse
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from aitronos_site.envelope import error_body, kind_of, success_body
from aitronos_site.lib.errors import DomainError

log = logging.getLogger(__name__)

#: DRF's and Django's errors → our code and text; the first that fits counts.
FOREIGN: Sequence[tuple[type[Exception], str, str]] = (
    (exceptions.ParseError, "MALFORMED_REQUEST", "The request body can't be read."),
    (
        exceptions.NotAuthenticated,
        "AUTHENTICATION_REQUIRED",
        "Sign in, or send an API key.",
    ),
    (exceptions.AuthenticationFailed, "INVALID_API_KEY", "This API key is not valid."),
    (
        exceptions.PermissionDenied,
        "INSUFFICIENT_PERMISSIONS",
        "You are not allowed to do this.",
    ),
    (PermissionDenied, "INSUFFICIENT_PERMISSIONS", "You are not allowed to do this."),
    (exceptions.NotFound, "RESOURCE_NOT_FOUND", "There is no such resource."),
    (Http404, "RESOURCE_NOT_FOUND", "There is no such resource."),
    (
        exceptions.MethodNotAllowed,
        "METHOD_NOT_ALLOWED",
        "This address does not know this method.",
    ),
    (
        exceptions.NotAcceptable,
        "NOT_ACCEPTABLE",
        "The answer can't be given in the format asked for.",
    ),
    (
        exceptions.UnsupportedMediaType,
        "UNSUPPORTED_MEDIA_TYPE",
        "The request body has a media type that is not taken here.",
    ),
    (
        exceptions.ValidationError,
        "VALIDATION_ERROR",
        "The request has fields that are not valid.",
    ),
    (
        OperationalError,
        "SERVICE_UNAVAILABLE",
        "The service is not available right now. Try again in a moment.",
    ),
    (
        InterfaceError,
        "SERVICE_UNAVAILABLE",
        "The service is not available right now. Try again in a moment.",
    ),
)


class EnvelopeRenderer(JSONRenderer):
    """Renders `{data, …}` of a view as a success, and leaves error bodies as they are."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> Any:
        if data is not None and not (isinstance(data, dict) and "error" in data):
            request = (renderer_context or {}).get("request")
            data = success_body(data, getattr(request, "_request", None))
        return super().render(data, accepted_media_type, renderer_context)


def handle_exception(error: Exception, context: Mapping[str, Any]) -> Response:
    """DRF's exception handler: no error of a view leaves in any other shape."""
    request = context["request"]._request
    body = body_of(error, request)
    code = body["error"]["code"]
    response = Response(body, status=kind_of(code).status)
    if code == "SERVICE_UNAVAILABLE":
        response["Retry-After"] = "5"
    if kind_of(code).status == 401:
        response["WWW-Authenticate"] = "Bearer"
    for name, value in getattr(error, "headers", {}).items():
        response[name] = value
    return response


def body_of(error: Exception, request: HttpRequest) -> dict[str, Any]:
    request_id = getattr(request, "request_id", "")
    if isinstance(error, DomainError):
        return error_body(
            code=error.code,
            message=error.message,
            system_message=error.system_message,
            details=error.details,
            request_id=request_id,
        )
    for kind, code, message in FOREIGN:
        if isinstance(error, kind):
            return error_body(
                code=code,
                message=message,
                system_message=_system_message(error, message),
                details=_details(error),
                request_id=request_id,
            )
    log.error("Unhandled: %r", error, exc_info=error)
    return error_body(
        code="INTERNAL_ERROR",
        message="Something went wrong on our side. The error has been logged.",
        system_message="Unhandled exception; see the log under the trace id.",
        details={},
        request_id=request_id,
    )


def json_error(request: HttpRequest, error: Exception) -> JsonResponse:
    """An error outside of DRF's views, e.g. of an address that does not exist."""
    body = body_of(error, request)
    headers = getattr(error, "headers", None)
    return JsonResponse(body, status=body["error"]["status"], headers=headers)


def _system_message(error: Exception, default: str) -> str:
    if isinstance(error, exceptions.ValidationError) or not isinstance(
        error, exceptions.APIException
    ):
        return default
    return str(error.detail)


def _details(error: Exception) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {"fields": dict(_flat(error.detail, ""))}
    if isinstance(error, exceptions.MethodNotAllowed):
        return {"method": error.args[0] if error.args else ""}
    return {}


def _flat(detail: Any, path: str) -> list[tuple[str, list[str]]]:
    """Nested messages → `[(dotted.path, messages), …]`."""
    if isinstance(detail, Mapping):
        items = [(str(key), value) for key, value in detail.items()]
    elif any(isinstance(item, Mapping) for item in detail):
        items = [(str(index), value) for index, value in enumerate(detail) if value]
    else:
        return [(path or "non_field_errors", [str(message) for message in detail])]
    pairs = []
    for key, value in items:
        inner = path if key == "non_field_errors" and path else _join(path, key)
        pairs += _flat(value, inner)
    return pairs


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
