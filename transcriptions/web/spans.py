"""Stretches of time, and which of them a moment lies in, made for many questions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from operator import itemgetter

#: Start and end in seconds, and what lies there.
Named = tuple[float, float, str]


class Spans:
    """Spans with a name each; where they overlap, the one that begins later counts."""

    def __init__(self, spans: Iterable[Named]) -> None:
        self._spans = sorted(spans, key=itemgetter(0))
        self._starts = [start for start, _, _ in self._spans]
        # How far anything reaches that has begun by then: ends are in no order.
        self._reach: list[float] = []
        for _, end, _ in self._spans:
            self._reach.append(max(end, self._reach[-1] if self._reach else end))

    def touch(self, start: float, end: float) -> bool:
        """Whether any span has a part between `start` and `end`."""
        begun = bisect_right(self._starts, end)
        return begun > 0 and self._reach[begun - 1] >= start

    def at(self, moment: float) -> str | None:
        """The name of what lies at `moment`; None if nothing does."""
        begun = bisect_right(self._starts, moment)
        while begun > 0 and self._reach[begun - 1] >= moment:
            begun -= 1
            if self._spans[begun][1] >= moment:
                return self._spans[begun][2]
        return None
