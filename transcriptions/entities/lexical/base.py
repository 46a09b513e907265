"""What the lexical recognizers share: they find spans of tokens, and give words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transcriptions.entities.base import Entity
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens, tokens_of

ENGLISH = frozenset({"en"})
#: The languages that word lists and grammars are written for.
EUROPEAN = frozenset({"en", "de", "fr", "es", "it", "nl", "pt"})


@dataclass(frozen=True, slots=True)
class Found:
    """The tokens from `first` up to `end`."""

    type: str
    first: int
    end: int
    score: float


class LexicalRecognizer:
    """Spans of tokens as entities over words."""

    types: frozenset[str]
    languages: frozenset[str] | None = EUROPEAN

    def spans(self, reading: Reading, tokens: Tokens) -> Iterable[Found]:
        raise NotImplementedError

    def find(self, reading: Reading) -> Iterator[Entity]:
        tokens = tokens_of(reading)
        seen = set()
        for found in self.spans(reading, tokens):
            first, end = tokens.words_of(found.first, found.end)
            entity = Entity(found.type, first, end, found.score)
            if entity not in seen:
                seen.add(entity)
                yield entity
