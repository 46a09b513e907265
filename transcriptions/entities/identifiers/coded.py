"""Names the codes of a reading by their shape and the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from transcriptions.entities.base import Entity
from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.cues import Cue, CueTable
from transcriptions.entities.identifiers.identifier import Identifier
from transcriptions.entities.reading import Reading
from transcriptions.entities.word_sets import word_set

_SURE = 0.95
#: What each word, and each other code, between a cue and a code takes from the score.
_PER_WORD = 0.01
_PER_CODE = 0.12
#: Figures that are worth a look without the letters beside them.
_LONG = 7
#: "... is my account number": so many words behind a code may still name it.
_BEHIND = 5
_AFTERWARDS = word_set(
    """
    is was as for that's that being on ist war est es è é are
    """
)


class CodedIdentifiers:
    """All identifiers that are codes: each code is what the nearest fitting cue says."""

    languages: frozenset[str] | None = None

    def __init__(self, identifiers: Sequence[Identifier]) -> None:
        self.identifiers = identifiers
        self.types = frozenset(identifier.type for identifier in identifiers)
        self._cues = cache(lambda language: CueTable(identifiers, language))

    def find(self, reading: Reading) -> Iterator[Entity]:
        cores = [piece.core.removesuffix("'s") for piece in reading.pieces]
        cues = self._cues(reading.language).find(cores)
        codes = reading.codes
        starts = 0
        for index, code in enumerate(codes):
            while starts < len(cues) and cues[starts].first < code.first - 40:
                starts += 1
            near = list(self._near(cues, starts, code, cores))
            yield from self._named(code, near, codes, index)
            bare = code.bare()
            if bare is not None and len(bare.text) >= _LONG:
                yield from self._named(bare, near, codes, index)

    def _named(
        self, code: Code, near: Sequence[Cue], codes: Sequence[Code], index: int
    ) -> Iterator[Entity]:
        scores = {kind.type: kind.alone(code) for kind in self.identifiers}
        for cue in near:
            score = self._by_cue(cue, code, codes, index)
            scores[cue.identifier.type] = max(scores[cue.identifier.type], score)
        for kind, score in scores.items():
            if score > 0:
                yield Entity(kind, code.first, code.end, min(score, 1.0))

    def _near(
        self, cues: Sequence[Cue], begin: int, code: Code, cores: Sequence[str]
    ) -> Iterator[Cue]:
        for cue in cues[begin:]:
            if cue.first > code.end + _BEHIND:
                return
            before = 0 <= code.first - cue.end <= cue.identifier.reach
            behind = cue.first >= code.end and cores[code.end] in _AFTERWARDS
            if before or behind:
                yield cue

    def _by_cue(self, cue: Cue, code: Code, codes: Sequence[Code], index: int) -> float:
        fit = cue.identifier.shape(code)
        if fit <= 0:
            return 0.0
        if cue.first >= code.end:
            return fit * cue.weight * 0.75
        distance = code.first - cue.end
        between = 0
        while index - between > 0 and codes[index - between - 1].first >= cue.end:
            between += 1
        length = 0.005 * (cue.end - cue.first)
        score = fit * cue.weight * _SURE + length
        return score - _PER_WORD * distance - _PER_CODE * between
