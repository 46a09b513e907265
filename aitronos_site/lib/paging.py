"""Pages of a list by `limit` and `offset`: what a client asks, and where it can go on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from aitronos_site.lib.errors import DomainError

DEFAULT_LIMIT = 20
MAX_LIMIT = 100
MAX_OFFSET = 10**9


class InvalidPage(DomainError):
    """The page that is asked for can't be given."""

    code = "VALIDATION_ERROR"


@dataclass(frozen=True)
class Page:
    limit: int
    offset: int

    @property
    def slice(self) -> slice:
        return slice(self.offset, self.offset + self.limit)


def page_of(
    query: Mapping[str, str], *, default: int = DEFAULT_LIMIT, most: int = MAX_LIMIT
) -> Page:
    """Read `limit` and `offset` of a query string. Raises InvalidPage naming each."""
    bounds = {"limit": (1, most, default), "offset": (0, MAX_OFFSET, 0)}
    values, wrong = {}, {}
    for name, (least, greatest, absent) in bounds.items():
        text = query.get(name)
        value = absent if text is None else _whole(text)
        if value is None or not least <= value <= greatest:
            wrong[name] = [f"Must be a whole number from {least} to {greatest}."]
        else:
            values[name] = value
    if wrong:
        raise InvalidPage(details={"fields": wrong})
    return Page(**values)


def pagination(page: Page, url: str, *, returned: int, total: int) -> dict[str, Any]:
    """The `pagination` of an answer; `url` is the absolute one that was asked."""
    has_more = page.offset + returned < total
    before = max(0, page.offset - page.limit)
    after = page.offset + page.limit
    return {
        "total_count": total,
        "returned_count": returned,
        "limit": page.limit,
        "has_more": has_more,
        "links": {
            "first": _link(url, page, 0),
            "current": _link(url, page, page.offset),
            "next": _link(url, page, after) if has_more else None,
            "previous": _link(url, page, before) if page.offset else None,
        },
    }


def _whole(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,10}", text) else None


def _link(url: str, page: Page, offset: int) -> str:
    """The same question with another offset."""
    parts = urlsplit(url)
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [pair for pair in asked if pair[0] not in ("limit", "offset")]
    query = urlencode([*kept, ("limit", page.limit), ("offset", offset)])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
