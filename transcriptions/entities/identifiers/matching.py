"""Finds what a pattern describes in the texts of a reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from transcriptions.entities.base import Entity
from transcriptions.entities.pieces import Piece
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


class Cores:
    """Pieces as one text, in lower case and without punctuation, to find phrases in."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.text = " ".join(piece.core for piece in pieces) + " "
        self._starts: list[int] = []
        at = 0
        for piece in pieces:
            self._starts.append(at)
            at += len(piece.core) + 1

    def piece_at(self, place: int) -> int:
        """The index of the piece that a character belongs to."""
        return bisect_right(self._starts, place) - 1

    def begins(self, place: int) -> int | None:
        """The index of the piece that begins at a character; None where none does."""
        index = self.piece_at(place)
        return index if index >= 0 and self._starts[index] == place else None
