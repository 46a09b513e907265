"""The one shape of every answer of the API, and the one table from code to status."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest

from aitronos_site.lib.instants import instant


@dataclass(frozen=True)
class Kind:
    """What a code means in HTTP."""

    status: int
    type: str


CLIENT, VALIDATION, SERVER = "client_error", "validation_error", "server_error"
AUTHENTICATION, AUTHORIZATION = "authentication_error", "authorization_error"

KINDS: Mapping[str, Kind] = {
    "MALFORMED_REQUEST": Kind(400, CLIENT),
    "UNSUPPORTED_FORMAT": Kind(400, CLIENT),
    "AUTHENTICATION_REQUIRED": Kind(401, AUTHENTICATION),
    "INVALID_API_KEY": Kind(401, AUTHENTICATION),
    "API_KEY_EXPIRED": Kind(401, AUTHENTICATION),
    "API_KEY_DEACTIVATED": Kind(401, AUTHENTICATION),
    "INSUFFICIENT_SYNAPSES": Kind(402, CLIENT),
    "ORGANIZATION_ACCESS_DENIED": Kind(403, AUTHORIZATION),
    "INSUFFICIENT_PERMISSIONS": Kind(403, AUTHORIZATION),
    "RESOURCE_NOT_FOUND": Kind(404, CLIENT),
    "METHOD_NOT_ALLOWED": Kind(405, CLIENT),
    "NOT_ACCEPTABLE": Kind(406, CLIENT),
    "TRANSCRIPTION_NOT_READY": Kind(409, CLIENT),
    "TRANSCRIPTION_FAILED": Kind(409, CLIENT),
    "INVALID_STATE": Kind(409, CLIENT),
    "IDEMPOTENCY_CONFLICT": Kind(409, CLIENT),
    "PAYLOAD_TOO_LARGE": Kind(413, CLIENT),
    "UNSUPPORTED_MEDIA_TYPE": Kind(415, CLIENT),
    "INVALID_AUDIO_URL": Kind(422, VALIDATION),
    "UNSUPPORTED_AUDIO": Kind(422, VALIDATION),
    "CORRUPT_AUDIO": Kind(422, VALIDATION),
    "VALIDATION_ERROR": Kind(422, VALIDATION),
    "IDEMPOTENCY_KEY_REUSED": Kind(422, VALIDATION),
    "RATE_LIMIT_EXCEEDED": Kind(429, "rate_limit_error"),
    "INTERNAL_ERROR": Kind(500, SERVER),
    "SERVICE_UNAVAILABLE": Kind(503, SERVER),
}


def kind_of(code: str) -> Kind:
    """A code that is in no table is a fault of the service, not of the caller."""
    return KINDS.get(code, KINDS["INTERNAL_ERROR"])


def timestamp() -> str:
    return instant(datetime.now(UTC))


def success_body(
    content: Mapping[str, Any], request: HttpRequest | None
) -> dict[str, Any]:
    """Wrap `{data, billing?, metadata?, actions?}` as the contract orders them."""
    body = {"success": True, "data": content.get("data")}
    if "billing" in content:
        body["billing"] = content["billing"]
    body["metadata"] = {**_metadata(request), **content.get("metadata", {})}
    if "actions" in content:
        body["actions"] = content["actions"]
    return body


def error_body(
    *,
    code: str,
    message: str,
    system_message: str,
    details: Mapping[str, Any],
    request_id: str,
) -> dict[str, Any]:
    kind = kind_of(code)
    return {
        "success": False,
        "error": {
            "code": code,
            "message": message,
            "system_message": system_message,
            "type": kind.type,
            "status": kind.status,
            "details": dict(details),
            "trace_id": request_id,
            "timestamp": timestamp(),
        },
    }


def _metadata(request: HttpRequest | None) -> dict[str, Any]:
    started = getattr(request, "started", None)
    elapsed = 0.0 if started is None else time.monotonic() - started
    return {
        "request_id": getattr(request, "request_id", ""),
        "timestamp": timestamp(),
        "processing_time_ms": round(1000 * elapsed),
    }
