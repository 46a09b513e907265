"""Whether anything but the tone, or silence, is inside of blanked spans of a file.

Looks at the samples, block by block. Measured on speech: an MP3 lets the sound beside a
span ring into it for a tenth of a second, at -38 dBFS at most, and is below -79 dBFS
further in; a WAV is below -100 dBFS. What was there before must not shine through.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from transcriptions.audio.blanking import TONE_HZ, fade
from transcriptions.audio.decode import SAMPLE_RATE
from transcriptions.options import Format, Method
from transcriptions.redaction.clips import Samples
from transcriptions.transcript import Span

#: Seconds at the edges in which the resampling to 16 kHz itself rings.
RINGING = 0.01
#: Seconds at the edges in which a lossy format rings.
SMEARED = 0.12
#: Of full scale, the most that may be there: root mean squares of 20 ms.
WINDOW = 320
LIMITS = {Format.WAV: (-70.0, -70.0), Format.MP3: (-30.0, -60.0)}  # dB: edges, inside
#: What is there and what was there before are the same sound if they correlate so, and
#: the one is so much of the other.
CORRELATION, SHARE = 0.5, 0.01


class ForeignSound:
    """Collects the spans that hold more than they should; they are sorted, disjoint."""

    def __init__(self, spans: Sequence[Span], method: Method, format: Format) -> None:
        self._spans, self._method = spans, method
        self._limits = tuple(10 ** (limit / 20) for limit in LIMITS[format])
        self._found: set[Span] = set()

    @property
    def found(self) -> tuple[Span, ...]:
        return tuple(sorted(self._found))

    def look(self, at: int, original: Samples, rendered: Samples) -> None:
        """Examine a block of both files that begins at sample `at`."""
        for span, first, last in self._pieces(at, at + len(rendered)):
            times = np.arange(first, last) / SAMPLE_RATE
            rest = self._rest(times, rendered[first - at : last - at], span)
            if self._is_loud(times, rest, span) or _shines_through(
                original[first - at : last - at], rest
            ):
                self._found.add(span)

    def _pieces(self, begin: int, end: int) -> Iterator[tuple[Span, int, int]]:
        for span in self._spans:
            first = max(begin, math.ceil((span[0] + RINGING) * SAMPLE_RATE))
            last = min(end, math.floor((span[1] - RINGING) * SAMPLE_RATE))
            if first < last:
                yield span, first, last

    def _rest(
        self, times: NDArray[np.float64], samples: Samples, span: Span
    ) -> NDArray[np.float64]:
        """The samples without the tone, however loud a format made it."""
        rest = samples.astype(np.float64)
        if self._method is Method.SILENCE:
            return rest
        angle, loudness = 2 * np.pi * TONE_HZ * times, fade(times, span)
        waves = np.stack([loudness * np.sin(angle), loudness * np.cos(angle)], axis=1)
        levels = np.linalg.lstsq(waves, rest, rcond=None)[0]
        without: NDArray[np.float64] = rest - waves @ levels
        return without

    def _is_loud(
        self, times: NDArray[np.float64], rest: NDArray[np.float64], span: Span
    ) -> bool:
        near = np.minimum(times - span[0], span[1] - times) < SMEARED
        limits = np.where(near, *self._limits)
        return any(
            math.sqrt(np.mean(rest[at : at + WINDOW] ** 2))
            > limits[at : at + WINDOW].max()
            for at in range(0, len(rest), WINDOW)
        )


def _shines_through(before: Samples, rest: NDArray[np.float64]) -> bool:
    energies = float(before @ before), float(rest @ rest)
    if min(energies) <= 1e-12:
        return False
    common = abs(float(before @ rest))
    return (
        common > CORRELATION * math.sqrt(energies[0] * energies[1])
        and common > SHARE * energies[0]
    )
