"""The envelope, the errors and the headers of all answers, as OpenAPI components.

They describe what `aitronos_site.envelope` and the middleware do; `aitronos_site.openapi`
refers to them.
"""

from __future__ import annotations

from typing import Any

from aitronos_site.envelope import KINDS

Schema = dict[str, Any]

EVERY_ANSWER = (
    "X-Request-ID",
    "X-RateLimit-Limit",
    "X-RateLimit-Remaining",
    "X-RateLimit-Reset",
)
#: Headers of one status only.
OF_STATUS = {
    401: ("WWW-Authenticate",),
    429: ("Retry-After",),
    503: ("Retry-After",),
}


def ref(kind: str, name: str) -> Schema:
    return {"$ref": f"#/components/{kind}/{name}"}


def header_refs(status: int = 200) -> Schema:
    names = (*EVERY_ANSWER, *OF_STATUS.get(status, ()))
    return {name: ref("headers", name) for name in names}


def _header(type: str, description: str) -> Schema:
    return {"schema": {"type": type}, "description": description}


HEADERS: Schema = {
    "X-Request-ID": _header("string", "The `request_id` of the answer's metadata."),
    "X-RateLimit-Limit": _header("integer", "Calls that can be made at once."),
    "X-RateLimit-Remaining": _header("integer", "Calls that are left now."),
    "X-RateLimit-Reset": _header(
        "integer", "When all calls are there again, in seconds since 1970."
    ),
    "Retry-After": _header("integer", "Seconds to wait before the next try."),
    "WWW-Authenticate": _header("string", "`Bearer`"),
}

SCHEMAS: Schema = {
    "Success": {
        "type": "object",
        "description": "The envelope of every success.",
        "required": ["success", "data", "metadata"],
        "properties": {
            "success": {"const": True},
            "metadata": ref("schemas", "Metadata"),
        },
    },
    "Metadata": {
        "type": "object",
        "required": ["request_id", "timestamp", "processing_time_ms"],
        "properties": {
            "request_id": {"type": "string", "pattern": "^req_[0-9a-f]{32}$"},
            "timestamp": {"type": "string", "format": "date-time"},
            "processing_time_ms": {"type": "integer", "minimum": 0},
        },
    },
    "Failure": {
        "type": "object",
        "description": "The envelope of every error.",
        "required": ["success", "error"],
        "properties": {
            "success": {"const": False},
            "error": ref("schemas", "Error"),
        },
    },
    "Error": {
        "type": "object",
        "required": [
            "code",
            "message",
            "system_message",
            "type",
            "status",
            "details",
            "trace_id",
            "timestamp",
        ],
        "properties": {
            "code": {"type": "string", "enum": sorted(KINDS)},
            "message": {"type": "string", "description": "For the person."},
            "system_message": {"type": "string", "description": "For the engineer."},
            "type": {
                "type": "string",
                "enum": sorted({kind.type for kind in KINDS.values()}),
            },
            "status": {"type": "integer", "description": "The HTTP status."},
            "details": {
                "type": "object",
                "description": "What is wrong in particular; of `VALIDATION_ERROR`: "
                "`fields`, the messages by the dotted path of the field.",
            },
            "trace_id": {"type": "string", "description": "The request's id."},
            "timestamp": {"type": "string", "format": "date-time"},
        },
    },
}
