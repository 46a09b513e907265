"""Names of files, and paths to them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.identifiers.matching import matches, once
from transcriptions.entities.reading import Reading
from transcriptions.entities.symbol_words import EXTENSIONS

_ENDS = "|".join(sorted(EXTENSIONS, key=len, reverse=True))
_FILE = re.compile(
    rf"(?<![\w@.])(?:[A-Za-z]:\\|~?[/\\])?(?:[\w\-.+]{{1,64}}[/\\]){{0,12}}"
    rf"[\w\-+][\w\-.+]{{0,99}}\.(?:{_ENDS})(?![\w@])",
    re.IGNORECASE,
)


class Filename:
    types = frozenset({"filename"})
    languages = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        yield from once(matches(_FILE, reading, "filename", 0.85))
