"""Spans that grow where something is still heard beside them, and how far they may."""

from __future__ import annotations

import math
from collections.abc import Sequence

from transcriptions.audio.spans import merged
from transcriptions.transcript import Span

STEP = 0.15  # seconds
#: On either side, whatever is said there: what is heard and is no allowed word is worth
#: more than the neighbours. Audio beyond belongs to words of its own.
MOST = 1.0


class Widening:
    """The spans of one file; `current` are as many and in the same order as at first."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._first = merged(spans)
        self.current = list(self._first)

    @property
    def widened(self) -> int:
        """How many spans have grown."""
        return sum(a != b for a, b in zip(self._first, self.current, strict=True))

    def widen(self, index: int, heard: Span) -> bool:
        """Grow on the side where `heard` is, in steps, to take it in; False at the limit."""
        start, end = self.current[index]
        first_start, first_end = self._first[index]
        if heard[0] + heard[1] < start + end:
            wanted = max(start - _steps(start - heard[0]), first_start - MOST, 0.0)
            self.current[index] = (min(start, wanted), end)
        else:
            wanted = min(end + _steps(heard[1] - end), first_end + MOST)
            self.current[index] = (start, max(end, wanted))
        return self.current[index] != (start, end)


def _steps(seconds: float) -> float:
    return STEP * max(1, math.ceil(round(seconds / STEP, 6)))
