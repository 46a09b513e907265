"""Cuts audio into chunks of speech short enough for the decoder of an engine.

A chunk never exceeds the longest length asked for, chunks never overlap, and what lies
outside them holds no speech. `voiced` says for each frame if somebody speaks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transcriptions.engines.base import SAMPLE_RATE
from transcriptions.engines.voice import FRAME, FRAME_SECONDS

# Seconds before and after speech, where soft onsets go undetected. Measured: on twelve
# recordings, 0.25 leaves the fewest errors; 0.2 to 0.42 differ little.
PADDING = 0.25
PAUSE = 1.5  # seconds of silence that always separate chunks: context helps
LOUD = 0.5  # what the loudest thousandth of the samples is brought to
MOST_GAIN = 40.0  # beyond, there is nothing but noise to amplify

Span = tuple[int, int]  # half-open, in frames or in samples


def speech_chunks(
    samples: NDArray[np.float32],
    voiced: NDArray[np.bool_],
    *,
    longest: float = 20.0,
    pause: float = PAUSE,
    padding: float = PADDING,
) -> list[Span]:
    """Return the sample spans to decode, in order, each at most `longest` seconds."""
    joined = _joined(_runs(voiced), _frames(pause))
    spans = _padded(joined, _frames(padding), frames=len(voiced))
    loudness = _frame_energies(samples)
    limit = _frames(longest)
    pieces = [piece for span in spans for piece in _split(span, loudness, limit)]
    return [(a * FRAME, min(b * FRAME, len(samples))) for a, b in pieces]


def voiced_spans(
    samples: NDArray[np.float32], voiced: NDArray[np.bool_]
) -> list[tuple[float, float]]:
    """Where there is speech, in seconds, without the pauses that chunks hold."""
    duration = len(samples) / SAMPLE_RATE
    return [
        (round(a * FRAME_SECONDS, 3), round(min(b * FRAME_SECONDS, duration), 3))
        for a, b in _runs(voiced)
    ]


def levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring soft and loud recordings to one level, so that they decode alike."""
    loudest = float(np.quantile(np.abs(samples), 0.999)) if len(samples) else 0.0
    gain = min(LOUD / loudest, MOST_GAIN) if loudest > 0 else 1.0
    return samples * np.float32(gain)


def pcm16(samples: NDArray[np.float32]) -> bytes:
    """Return 16-bit little-endian samples; values beyond [-1, 1] are clipped."""
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()


def _frames(seconds: float) -> int:
    return int(seconds / FRAME_SECONDS)


def _runs(voiced: NDArray[np.bool_]) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], voiced.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _joined(runs: list[Span], pause: int) -> list[Span]:
    """Join the runs that less than a pause separates."""
    spans: list[Span] = []
    for start, end in runs:
        if spans and start - spans[-1][1] < pause:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return spans


def _padded(spans: list[Span], padding: int, *, frames: int) -> list[Span]:
    """Widen each span, but not beyond the middle of the silence beside it."""
    middles = [(a[1] + b[0]) // 2 for a, b in pairwise(spans)]
    return [
        (max(before, start - padding), min(after, end + padding))
        for (start, end), before, after in zip(
            spans, [0, *middles], [*middles, frames], strict=False
        )
    ]


def _frame_energies(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    padded = np.pad(samples, (0, -len(samples) % FRAME)).reshape(-1, FRAME)
    # Unlike a square of all samples, this needs no memory for it.
    sums: NDArray[np.float64] = np.einsum(
        "ij,ij->i", padded, padded, dtype=np.float64, casting="same_kind"
    )
    return sums / FRAME


def _split(span: Span, loudness: NDArray[np.float64], limit: int) -> Iterator[Span]:
    """Halve a span at its quietest place near the middle until it fits `limit`."""
    start, end = span
    if end - start <= limit:
        yield span
        return
    low, high = start + (end - start) // 3, end - (end - start) // 3
    calm = np.convolve(loudness[low:high], np.ones(3), "same")
    middle = low + int(np.argmin(calm))
    yield from _split((start, middle), loudness, limit)
    yield from _split((middle, end), loudness, limit)
