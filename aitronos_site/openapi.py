"""How the API describes itself: each answer in its envelope, each error with its codes.

`EnvelopeSchema` is DRF's schema class by its name in the settings. A view says what is
its own (`api/schema.py` of its app); what all answers have in common is added here,
from the same table of codes that the answers are made with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from http import HTTPStatus
from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from aitronos_site import openapi_components
from aitronos_site.envelope import kind_of
from aitronos_site.lib.api_description import ERROR_CODES

Schema = dict[str, Any]

JSON = "application/json"

ALWAYS = ("RATE_LIMIT_EXCEEDED", "INTERNAL_ERROR", "SERVICE_UNAVAILABLE")
WITH_CALLER = (
    "AUTHENTICATION_REQUIRED",
    "INVALID_API_KEY",
    "API_KEY_EXPIRED",
    "API_KEY_DEACTIVATED",
    "INSUFFICIENT_PERMISSIONS",
)
WITH_BODY = (
    "MALFORMED_REQUEST",
    "PAYLOAD_TOO_LARGE",
    "UNSUPPORTED_MEDIA_TYPE",
    "VALIDATION_ERROR",
)
COMMON = frozenset(
    {*ALWAYS, *WITH_CALLER, *WITH_BODY, "RESOURCE_NOT_FOUND", "NOT_ACCEPTABLE"}
)


@cache
def document() -> Schema:
    """The whole description; it is the same for every caller."""
    found: Schema = SchemaGenerator().get_schema(request=None, public=True)
    return found


def add_components(result: Schema, generator: Any, **context: Any) -> Schema:
    """A hook of drf-spectacular: what answers of all views refer to."""
    # The generator lists the components before it comes to the webhooks.
    components = generator.registry.build({})
    result["components"] = components
    _strip(result, "x-spec-enum-id")
    components["headers"] = openapi_components.HEADERS
    components["schemas"] |= openapi_components.SCHEMAS
    components["schemas"] = dict(sorted(components["schemas"].items()))
    return result


class EnvelopeSchema(AutoSchema):
    def get_operation(self, *args: Any) -> Schema | None:
        operation: Schema | None = super().get_operation(*args)
        if operation is not None:
            operation.pop(ERROR_CODES, None)
        return operation

    def _get_response_bodies(self, direction: Any = "response") -> Schema:
        bodies: Schema = super()._get_response_bodies(direction)
        if direction != "response":
            return bodies  # a webhook's, which customers give
        for status, body in bodies.items():
            body["description"] = body["description"] or HTTPStatus(int(status)).phrase
            body["headers"] = openapi_components.header_refs() | body.get("headers", {})
        for status, codes in _by_status(self._error_codes()).items():
            bodies[status] = self._error(status, codes)
        return dict(sorted(bodies.items()))

    def _get_response_for_code(
        self,
        serializer: Any,
        status_code: str,
        media_types: Any = None,
        direction: Any = "response",
    ) -> Schema:
        body: Schema = super()._get_response_for_code(  # type: ignore[no-untyped-call]
            serializer, status_code, media_types, direction
        )
        content = body.get("content", {}).get(JSON)
        if content and direction == "response":
            envelope = openapi_components.ref("schemas", "Success")
            content["schema"] = {"allOf": [envelope, content["schema"]]}
        return body

    def _error_codes(self) -> set[str]:
        codes = {*ALWAYS, *self.get_extensions().get(ERROR_CODES, ())}
        if {} not in self.get_auth():
            codes |= {*WITH_CALLER}
        if "{" in self.path:
            codes |= {"RESOURCE_NOT_FOUND"}
        if self._get_request_body():  # type: ignore[no-untyped-call]
            codes |= {*WITH_BODY}
        if any(parameter["in"] == "query" for parameter in self._get_parameters()):
            codes |= {"VALIDATION_ERROR"}
        return codes | {"NOT_ACCEPTABLE"}

    def _error(self, status: str, codes: list[str]) -> Schema:
        """Answers that many operations share are one component."""
        body = self._error_body(status, codes)
        if not COMMON.issuperset(codes):
            return body
        component = ResolvedComponent(
            HTTPStatus(int(status)).phrase.replace(" ", ""),
            ResolvedComponent.RESPONSE,
            schema=body,
            object=status,
        )
        self.registry.register_on_missing(component)
        return dict(component.ref)

    def _error_body(self, status: str, codes: list[str]) -> Schema:
        narrowed = {"code": {"enum": codes}, "status": {"const": int(status)}}
        content: Schema = {
            "schema": {
                "allOf": [
                    openapi_components.ref("schemas", "Failure"),
                    {"properties": {"error": {"properties": narrowed}}},
                ]
            }
        }
        examples = self._get_examples(None, "response", JSON, status)  # type: ignore[no-untyped-call]
        if examples:
            content["examples"] = examples
        named = ", ".join(f"`{code}`" for code in codes)
        return {
            "description": f"{HTTPStatus(int(status)).phrase}: {named}",
            "headers": openapi_components.header_refs(int(status)),
            "content": {JSON: content},
        }


class ApiKeyScheme(OpenApiAuthenticationExtension):
    target_class = "organizations.authentication.ApiKeyAuthentication"
    name = ["apiKey", "bearer"]

    def get_security_requirement(self, auto_schema: Any) -> list[dict[str, list[Any]]]:
        return [{"apiKey": []}, {"bearer": []}]

    def get_security_definition(self, auto_schema: Any) -> list[Schema]:
        return [
            {"type": "apiKey", "in": "header", "name": "X-API-Key"},
            {
                "type": "http",
                "scheme": "bearer",
                "description": "The same API key as in `X-API-Key`.",
            },
        ]


class SessionScheme(OpenApiAuthenticationExtension):
    target_class = "organizations.authentication.BrowserSessionAuthentication"
    name = "session"

    def get_security_definition(self, auto_schema: Any) -> Schema:
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": "The signed-in browser's own calls. What changes things "
            "needs the `X-CSRFToken` header too.",
        }


def _by_status(codes: Iterable[str]) -> dict[str, list[str]]:
    found = defaultdict(list)
    for code in sorted(codes):
        found[str(kind_of(code).status)].append(code)
    return found


def _strip(node: Any, key: str) -> None:
    """Remove a key from all objects of the document, in place."""
    if isinstance(node, dict):
        node.pop(key, None)
    for inner in node.values() if isinstance(node, dict) else node:
        if isinstance(inner, dict | list):
            _strip(inner, key)
