"""Puts the pieces of overlapping chunks together into the turns of speakers.

Each chunk that covers a moment votes on how many speak then, and who. Pure; the
embedded diarizer calls it once it knows the speaker of each piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.evidence import HeardWindow
from transcriptions.diarization.segmentation import FIRST_FRAME, FRAME_SECONDS
from transcriptions.transcript import SpeakerTurn

GAP = 0.2  # seconds of silence that a turn may hold
SHORTEST = 0.1  # seconds of a turn

Votes = NDArray[np.float32]  # speakers × frames


def turns(
    windows: Sequence[HeardWindow], speakers: Sequence[Sequence[int | None]]
) -> tuple[SpeakerTurn, ...]:
    """Return the turns in order of start, with speakers S1, S2 … by first appearance.

    `speakers` numbers the speaker of each piece of each window, from 0; None where a
    piece was too short to tell.
    """
    count = 1 + max((s for ss in speakers for s in ss if s is not None), default=-1)
    spans: list[list[tuple[float, float]]] = [[] for _ in range(count)]
    for window, known in zip(windows, speakers, strict=True):
        for speaker, active in enumerate(_active(window, known, count)):
            spans[speaker] += _spans(active, window)
    found = sorted(
        (start, end, speaker)
        for speaker, own in enumerate(spans)
        for start, end in _joined(own)
        if end - start >= SHORTEST
    )
    labels: dict[int, str] = {}
    for _, _, speaker in found:
        labels.setdefault(speaker, f"S{len(labels) + 1}")
    return tuple(SpeakerTurn(start, end, labels[who]) for start, end, who in found)


def _active(
    window: HeardWindow, speakers: Sequence[int | None], count: int
) -> NDArray[np.bool_]:
    """Who speaks in each frame: as many as the chunks count, those with most votes."""
    votes, coverage, voices = _votes(window, speakers, count)
    speaking = np.floor(voices / np.maximum(coverage, 1) + 0.5).astype(int)
    ranks = np.argsort(np.argsort(-votes, axis=0, kind="stable"), axis=0)
    active: NDArray[np.bool_] = (ranks < speaking) & (votes > 0)
    return active


def _votes(
    window: HeardWindow, speakers: Sequence[int | None], count: int
) -> tuple[Votes, NDArray[np.float32], NDArray[np.float32]]:
    """Votes for each speaker, chunks that cover each frame, and voices they hear."""
    offsets = [round(at / FRAME_SECONDS) for at in window.chunks]
    length = max(offsets, default=0) + window.frames
    votes = np.zeros((count, length), np.float32)
    coverage = np.zeros(length, np.float32)
    unknown = np.zeros(length, np.float32)
    for offset in offsets:
        coverage[offset : offset + window.frames] += 1
    heard: dict[tuple[int, int], NDArray[np.bool_]] = {}
    for piece, speaker in zip(window.pieces, speakers, strict=True):
        begin, end = (offsets[piece.chunk] + at for at in (piece.begin, piece.end))
        if speaker is None:
            unknown[begin:end] += 1
        else:  # two voices of a chunk that are the same speaker vote once
            key = (piece.chunk, speaker)
            flags = heard.setdefault(key, np.zeros(window.frames, np.bool_))
            flags[piece.begin : piece.end] = True
    for (chunk, speaker), flags in heard.items():
        votes[speaker, offsets[chunk] : offsets[chunk] + window.frames] += flags
    return votes, coverage, votes.sum(axis=0) + unknown


def _spans(
    active: NDArray[np.bool_], window: HeardWindow
) -> Iterator[tuple[float, float]]:
    padded = np.concatenate(([False], active, [False]))
    changes = np.flatnonzero(padded[1:] != padded[:-1])
    for first, last in list(pairwise(changes.tolist()))[::2]:
        start, end = (
            max(FIRST_FRAME + (at - 0.5) * FRAME_SECONDS, 0) for at in (first, last)
        )
        end = min(end, window.seconds)
        if start < end:
            yield round(window.start + start, 3), round(window.start + end, 3)


def _joined(spans: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Close short gaps, those between windows included."""
    begin: float | None = None
    until = 0.0
    for start, end in spans:
        if begin is not None and start - until >= GAP:
            yield begin, until
            begin = None
        begin = start if begin is None else begin
        until = end
    if begin is not None:
        yield begin, until
