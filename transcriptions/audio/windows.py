"""Cuts a stream of samples into windows that an engine can take, at the quietest spots.

Windows are contiguous and hold every sample exactly once. Called by the pipeline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcriptions.audio.decode import SAMPLE_RATE

_QUIET_SAMPLES = round(0.3 * SAMPLE_RATE)
_HOP_SAMPLES = round(0.01 * SAMPLE_RATE)


@dataclass(frozen=True, eq=False)
class Window:
    """Mono 16 kHz samples that begin `start` seconds into the file."""

    start: float
    samples: NDArray[np.float32]

    @property
    def end(self) -> float:
        return self.start + len(self.samples) / SAMPLE_RATE


def windows(
    blocks: Iterable[NDArray[np.float32]],
    *,
    seconds: float = 600.0,
    search: float = 30.0,
) -> Iterator[Window]:
    """Each at most `seconds` long and, but for the last, at least `seconds - search`."""
    limit, searched = round(seconds * SAMPLE_RATE), round(search * SAMPLE_RATE)
    if not 0 <= searched < limit:
        raise ValueError("search must be shorter than a window")
    start, held, pieces = 0, 0, list[NDArray[np.float32]]()
    for block in blocks:
        pieces.append(block)
        held += len(block)
        while held > limit:
            joined = np.concatenate(pieces)
            cut = limit - searched + _quietest(joined[limit - searched : limit])
            yield Window(start / SAMPLE_RATE, joined[:cut])
            start, held, pieces = start + cut, held - cut, [joined[cut:].copy()]
    if held:
        yield Window(start / SAMPLE_RATE, np.concatenate(pieces))


def _quietest(region: NDArray[np.float32]) -> int:
    """The middle of the 0.3 s with the least energy; of equals, the last."""
    width = min(_QUIET_SAMPLES, len(region))
    energy = np.concatenate(([0.0], np.cumsum(np.square(region, dtype=np.float64))))
    starts = np.arange(0, len(region) - width + 1, _HOP_SAMPLES)
    loudness = energy[starts + width] - energy[starts]
    quietest = starts[len(starts) - 1 - np.argmin(loudness[::-1])]
    return int(quietest) + width // 2
