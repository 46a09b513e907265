"""Cuts audio into chunks of speech short enough for an utterance decoder.

A chunk never exceeds the longest length asked for, chunks never overlap, and what lies
outside them holds no speech; the PocketSphinx engine decodes the chunks on all cores.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
FRAME = 480  # samples: 30 ms, the longest frame the detector takes
FRAME_SECONDS = FRAME / SAMPLE_RATE
WINDOW_FRAMES = 9  # frames that vote on each one: 0.27 s
PADDING_FRAMES = 12  # kept before and after speech: 0.36 s, soft onsets go undetected
PAUSE_FRAMES = 50  # silence from 1.5 s on always separates chunks: context helps
LOUD = 0.5  # what the loudest thousandth of the samples is brought to
MOST_GAIN = 40.0  # beyond, there is nothing but noise to amplify

Span = tuple[int, int]  # half-open, in frames or in samples


def speech_chunks(samples: NDArray[np.float32], *, longest: float = 20.0) -> list[Span]:
    """Return the sample spans to decode, in order, each at most `longest` seconds."""
    voiced = _smoothed(_voiced_frames(samples))
    spans = _padded(_runs(voiced), frames=len(voiced))
    loudness = _frame_energies(samples)
    limit = int(longest / FRAME_SECONDS)
    pieces = [piece for span in spans for piece in _split(span, loudness, limit)]
    return [(a * FRAME, min(b * FRAME, len(samples))) for a, b in pieces]


def voiced_spans(samples: NDArray[np.float32]) -> list[tuple[float, float]]:
    """Where there is speech, in seconds, without the pauses that chunks hold."""
    duration = len(samples) / SAMPLE_RATE
    return [
        (round(a * FRAME_SECONDS, 3), round(min(b * FRAME_SECONDS, duration), 3))
        for a, b in _runs(_smoothed(_voiced_frames(samples)))
    ]


def levelled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """Bring soft and loud recordings to one level, so that they decode alike."""
    loudest = float(np.quantile(np.abs(samples), 0.999)) if len(samples) else 0.0
    gain = min(LOUD / loudest, MOST_GAIN) if loudest > 0 else 1.0
    return samples * np.float32(gain)


def pcm16(samples: NDArray[np.float32]) -> bytes:
    """Return 16-bit little-endian samples; values beyond [-1, 1] are clipped."""
    return (np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2").tobytes()


def _voiced_frames(samples: NDArray[np.float32]) -> NDArray[np.bool_]:
    from pocketsphinx import Vad

    detector = Vad(Vad.LOOSE, SAMPLE_RATE, FRAME_SECONDS)
    pcm = pcm16(samples)
    pcm += b"\0" * (-len(pcm) % (2 * FRAME))
    size = 2 * FRAME
    frames = (pcm[at : at + size] for at in range(0, len(pcm), size))
    return np.fromiter((detector.is_speech(frame) for frame in frames), dtype=np.bool_)


def _smoothed(voiced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Let neighbours vote, so that clicks and gaps inside words do not count."""
    if not len(voiced):
        return voiced
    votes = np.convolve(voiced.astype(np.float64), np.ones(WINDOW_FRAMES), "same")
    return votes > WINDOW_FRAMES / 2


def _runs(voiced: NDArray[np.bool_]) -> list[Span]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], voiced.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in edges.reshape(-1, 2)]


def _padded(runs: list[Span], *, frames: int) -> list[Span]:
    """Widen each run, joining those that less than a pause separates."""
    spans: list[Span] = []
    for start, end in runs:
        if spans and start - spans[-1][1] < PAUSE_FRAMES:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [
        (max(0, start - PADDING_FRAMES), min(frames, end + PADDING_FRAMES))
        for start, end in spans
    ]


def _frame_energies(samples: NDArray[np.float32]) -> NDArray[np.float64]:
    padded = np.pad(samples, (0, -len(samples) % FRAME)).reshape(-1, FRAME)
    energies: NDArray[np.float64] = np.square(padded, dtype=np.float64).mean(axis=1)
    return energies


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
