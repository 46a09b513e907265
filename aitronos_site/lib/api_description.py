"""The words in which the apps describe their operations and answers for OpenAPI.

Each app's `api/schema.py` uses them; `aitronos_site.openapi` adds what all have in
common, such as the envelope, and reads `ERROR_CODES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers

from aitronos_site.lib.paging import DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

#: The extension in which an operation names the error codes that are its own.
ERROR_CODES = "x-error-codes"


class Shape(serializers.Serializer[Any]):
    """Of an answer: never filled with data."""


class PageQuery(serializers.Serializer[Any]):
    """What `aitronos_site.lib.paging.page_of` reads."""

    limit = serializers.IntegerField(
        min_value=1, max_value=MAX_LIMIT, default=DEFAULT_LIMIT
    )
    offset = serializers.IntegerField(min_value=0, max_value=MAX_OFFSET, default=0)


class Links(Shape):
    first = serializers.URLField()
    current = serializers.URLField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)


class Pagination(Shape):
    total_count = serializers.IntegerField(min_value=0)
    returned_count = serializers.IntegerField(min_value=0)
    limit = serializers.IntegerField(min_value=1)
    has_more = serializers.BooleanField()
    links = Links()


class Multipliers(Shape):
    base = serializers.FloatField()
    organization = serializers.FloatField()
    priority = serializers.FloatField()


def public_id(prefix: str, **options: Any) -> serializers.RegexField:
    return serializers.RegexField(rf"^{prefix}_[0-9a-f]{{32}}$", **options)


def answer(
    name: str, data: serializers.Serializer[Any], **more: Any
) -> serializers.Serializer[Any]:
    """What a view gives to its response: `{data, billing?, metadata?, actions?}`."""
    return inline_serializer(f"{name}Answer", {"data": data, **more})


def header(
    name: str, description: str, *statuses: int, pattern: str | None = None
) -> OpenApiParameter:
    """A header of the answers with these statuses; without any, of the request."""
    return OpenApiParameter(
        name,
        location=OpenApiParameter.HEADER,
        description=description,
        response=list(statuses) or False,
        pattern=pattern,
    )


def operation(
    id: str,
    summary: str,
    *,
    tag: str,
    responses: Mapping[Any, Any],
    errors: Sequence[str] = (),
    **more: Any,
) -> Callable[[Decorated], Decorated]:
    """A decorator for a view's method; `more` is what `extend_schema` takes."""
    return extend_schema(
        operation_id=id,
        summary=summary,
        tags=[tag],
        responses=dict(responses),
        extensions={ERROR_CODES: tuple(errors)},
        **more,
    )
