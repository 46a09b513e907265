"""What stands in the place of redacted sound: a tone, or silence.

Both depend on nothing but the time, so that a check can tell what ought to be there.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from transcriptions.options import Method
from transcriptions.transcript import Span

TONE_HZ = 1000.0
TONE_LEVEL = 0.1  # of full scale: -20 dBFS, softer than speech
FADE = 0.01  # seconds that the tone takes to come and to go, inside of the span


def fade(times: NDArray[np.float64], span: Span) -> NDArray[np.float64]:
    """How loud the tone of a span is at these times of the file, from 0 to 1."""
    inside = np.minimum(times - span[0], span[1] - times)
    return np.sin(np.clip(inside / FADE, 0.0, 1.0) * (np.pi / 2)) ** 2


def tone(times: NDArray[np.float64], span: Span) -> NDArray[np.float64]:
    """The tone of a span at these times, in seconds of the file; 0 outside of it."""
    wave: NDArray[np.float64] = np.sin(2 * np.pi * TONE_HZ * times)
    return TONE_LEVEL * fade(times, span) * wave


class Blanker:
    """Replaces the samples of sorted, disjoint spans at `rate` samples a second.

    A sample is replaced if any part of its time is in a span.
    """

    def __init__(self, spans: Sequence[Span], method: Method, rate: int) -> None:
        self._spans, self._method, self._rate = spans, method, rate
        self._begins = [math.floor(start * rate) for start, _ in spans]
        self._ends = [math.ceil(end * rate) for _, end in spans]

    def blank(self, block: NDArray[np.int16], at: int) -> None:
        """In place: a block of shape (samples, channels) that begins at sample `at`."""
        first = bisect_right(self._ends, at)
        for index in range(first, len(self._spans)):
            begin = max(self._begins[index], at)
            end = min(self._ends[index], at + len(block))
            if begin >= at + len(block):
                break
            filling = self._filling(self._spans[index], begin, end)
            block[begin - at : end - at] = filling[:, np.newaxis]

    def _filling(self, span: Span, begin: int, end: int) -> NDArray[np.int16]:
        if self._method is Method.SILENCE:
            return np.zeros(end - begin, np.int16)
        times = np.arange(begin, end) / self._rate
        return np.rint(tone(times, span) * 32767).astype(np.int16)
