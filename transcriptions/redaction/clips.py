"""Cuts clips around spans out of streams of samples, holding little more than a clip.

A check listens to these instead of the whole file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from transcriptions.audio.decode import SAMPLE_RATE
from transcriptions.transcript import Span

Samples = NDArray[np.float32]

CONTEXT = 2.0  # seconds beside a span
LONGEST = 30.0  # of a clip that several spans share
#: Of a longer span only so much is heard at either end; between, nobody can be.
HEARD_INSIDE = 10.0


def planned(spans: Sequence[Span]) -> list[Span]:
    """The clips, by their starts; spans so near that their clips would overlap share one."""
    clips: list[Span] = []
    for start, end in _heard(spans):
        begin, stop = max(0.0, start - CONTEXT), end + CONTEXT
        if clips and begin <= clips[-1][1] and stop - clips[-1][0] <= LONGEST:
            clips[-1] = clips[-1][0], max(stop, clips[-1][1])
        else:
            clips.append((begin, stop))
    return clips


def _heard(spans: Sequence[Span]) -> Iterator[Span]:
    for start, end in spans:
        if end - start <= 2 * HEARD_INSIDE:
            yield start, end
        else:
            yield start, start + HEARD_INSIDE
            yield end - HEARD_INSIDE, end


class Together:
    """Streams of equal blocks side by side; the shorter ones go on as silence."""

    def __init__(self, *streams: Iterable[Samples]) -> None:
        self._streams = streams
        self.samples = [0] * len(streams)

    def __iter__(self) -> Iterator[tuple[Samples, ...]]:
        nothing = np.zeros(0, np.float32)
        for blocks in zip_longest(*self._streams, fillvalue=nothing):
            longest = max(map(len, blocks))
            for index, block in enumerate(blocks):
                self.samples[index] += len(block)
            yield tuple(np.pad(block, (0, longest - len(block))) for block in blocks)

    @property
    def seconds(self) -> float:
        """How long the first stream is so far."""
        return self.samples[0] / SAMPLE_RATE


@dataclass(frozen=True, slots=True, repr=False)
class Clip:
    """The samples of each stream from `start` seconds on, all of one length."""

    start: float
    streams: tuple[Samples, ...]


def cut(blocks: Iterable[tuple[Samples, ...]], clips: Sequence[Span]) -> Iterator[Clip]:
    """One clip for each of the sorted spans, shorter where the streams end.

    Reads the streams to their end.
    """
    waiting, at = list(clips), 0
    open_: list[tuple[Span, list[tuple[Samples, ...]]]] = []
    for block in blocks:
        end = at + len(block[0])
        while waiting and round(waiting[0][0] * SAMPLE_RATE) < end:
            open_.append((waiting.pop(0), []))
        for (start, stop), pieces in open_:
            begin = max(0, round(start * SAMPLE_RATE) - at)
            pieces.append(
                tuple(s[begin : max(0, round(stop * SAMPLE_RATE) - at)] for s in block)
            )
        while open_ and round(open_[0][0][1] * SAMPLE_RATE) <= end:
            yield _clip(*open_.pop(0))
        at = end
    for each in open_:
        yield _clip(*each)


def _clip(span: Span, pieces: list[tuple[Samples, ...]]) -> Clip:
    start = round(span[0] * SAMPLE_RATE) / SAMPLE_RATE
    return Clip(start, tuple(map(np.concatenate, zip(*pieces, strict=True))))


def silenced(samples: Samples, start: float, spans: Iterable[Span]) -> Samples:
    """A copy, of a clip that begins at `start`, with the spans blanked."""
    found = samples.copy()
    for begin, end in spans:
        first = max(0, int(np.floor((begin - start) * SAMPLE_RATE)))
        last = max(0, int(np.ceil((end - start) * SAMPLE_RATE)))
        found[first:last] = 0.0
    return found
