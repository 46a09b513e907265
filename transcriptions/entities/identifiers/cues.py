"""Finds the words that tell what kind of number comes next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcriptions.entities.identifiers.identifier import Identifier


@dataclass(frozen=True, slots=True)
class Cue:
    """The words from `first` up to `end` that speak of an identifier, `weight` 0 to 1."""

    identifier: Identifier
    first: int
    end: int
    weight: float


class CueTable:
    """The cues of some identifiers in one language, English ones in every language."""

    def __init__(self, identifiers: Iterable[Identifier], language: str) -> None:
        self._phrases: dict[str, list[tuple[tuple[str, ...], Identifier, float]]] = (
            defaultdict(list)
        )
        for identifier in identifiers:
            for spoken in dict.fromkeys((language, "en")):
                self._add(identifier, identifier.cues.get(spoken, ()), 1.0)
                self._add(identifier, identifier.hints.get(spoken, ()), 0.7)

    def _add(
        self, identifier: Identifier, phrases: Iterable[str], weight: float
    ) -> None:
        for phrase in phrases:
            words = tuple(phrase.split())
            self._phrases[words[0]].append((words, identifier, weight))

    def find(self, cores: Sequence[str]) -> list[Cue]:
        """By their place; of one identifier's cues at one place the longest only."""
        found: list[Cue] = []
        for index, core in enumerate(cores):
            best: dict[str, Cue] = {}
            for words, identifier, weight in self._phrases.get(core, ()):
                end = index + len(words)
                if tuple(cores[index:end]) != words:
                    continue
                known = best.get(identifier.type)
                if known is None or end > known.end:
                    best[identifier.type] = Cue(identifier, index, end, weight)
            found += best.values()
        return found
