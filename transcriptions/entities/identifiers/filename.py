"""Names of files, and paths to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.identifiers.matching import matches, once
from transcriptions.entities.reading import Reading
from transcriptions.entities.spoken_symbols import BEFORE_ADDRESS
from transcriptions.entities.symbol_words import EXTENSIONS

_ENDS = "|".join(sorted(EXTENSIONS, key=len, reverse=True))
_FILE = re.compile(
    rf"(?<![\w@.])(?:[A-Za-z]:\\|~?[/\\])?(?:[\w\-.+]{{1,64}}[/\\]){{0,12}}"
    rf"[\w\-+][\w\-.+]{{0,99}}\.(?:{_ENDS})(?![\w@])",
    re.IGNORECASE,
)


class Filename:
    types = frozenset({"filename"})
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        for entity in once(matches(_FILE, reading, "filename", 0.85)):
            first = _beginning(reading, entity.first)
            yield Entity(entity.type, first, entity.end, entity.score)


def _beginning(reading: Reading, first: int) -> int:
    """Where a name of several words begins: "tax return 2022.pdf"."""
    for _ in range(2):
        before = reading.pieces[first - 1] if first else None
        if before is None or before.tail or not before.core.isalpha():
            break
        if before.core in BEFORE_ADDRESS or len(before.core) < 3:
            break
        first -= 1
    return first
