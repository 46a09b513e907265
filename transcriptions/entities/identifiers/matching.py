"""Finds what a pattern describes in the texts of a reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.reading import Reading, View


def views(reading: Reading) -> tuple[View, ...]:
    """As it was written, and as it was said put together."""
    return reading.written, reading.joined


def matches(
    pattern: re.Pattern[str], reading: Reading, kind: str, score: float, group: int = 0
) -> Iterator[Entity]:
    for view in views(reading):
        for match in pattern.finditer(view.text):
            first, end = view.words_of(*match.span(group))
            yield Entity(kind, first, end, score)


def once(entities: Iterable[Entity]) -> list[Entity]:
    """Each entity once, although both views show it."""
    return list(dict.fromkeys(entities))
