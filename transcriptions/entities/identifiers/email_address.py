"""E-mail addresses that a pattern alone does not show: of a provider without its domain's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.identifiers.matching import matches, once
from transcriptions.entities.reading import Reading
from transcriptions.entities.symbol_words import PROVIDERS

_ADDRESS = re.compile(
    rf"(?<![\w@])[\w.+\-']{{1,64}} ?@ ?(?:(?:{'|'.join(sorted(PROVIDERS))})(?:com)?(?![\w.@])|"
    r"[\w\-]{1,63}(?:\.[\w\-]{1,63}){1,6})",
    re.IGNORECASE,
)


class EmailAddress:
    types = frozenset({"email_address"})
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        yield from once(matches(_ADDRESS, reading, "email_address", 0.95))
