"""What was heard of one window, small enough to be kept: a few hundred bytes a second.

The diarizer stores it as JSON and reads it back when it tells the speakers apart. Each
local voice of a chunk has the frames it speaks in and, where it speaks long enough, an
embedding in 256 bytes: cosine distances need no more.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.base import DiarizationFailed, Evidence

VERSION = 1


@dataclass(frozen=True, eq=False)
class LocalVoice:
    """One of up to three voices of a 5 s chunk."""

    chunk: int  # of the window
    heard: NDArray[np.bool_]  # a flag for each frame of the chunk
    alone: float  # seconds in which no other voice speaks
    embedding: NDArray[np.float32] | None


@dataclass(frozen=True)
class HeardWindow:
    start: float  # seconds of the file
    seconds: float
    chunks: tuple[float, ...]  # when each begins, in seconds of the window
    frames: int  # of each chunk
    voices: tuple[LocalVoice, ...]


def to_json(window: HeardWindow) -> Evidence:
    return {
        "version": VERSION,
        "start": window.start,
        "seconds": window.seconds,
        "chunks": [round(at, 4) for at in window.chunks],
        "frames": window.frames,
        "voices": [
            [voice.chunk, _runs(voice.heard), round(voice.alone, 2), _packed(voice)]
            for voice in window.voices
        ],
    }


def from_json(evidence: Evidence) -> HeardWindow:
    """Raises DiarizationFailed on what another version of this module wrote."""
    if evidence.get("version") != VERSION:
        raise DiarizationFailed(
            system_message="The evidence of the speakers is of another version."
        )
    frames = evidence["frames"]
    return HeardWindow(
        start=evidence["start"],
        seconds=evidence["seconds"],
        chunks=tuple(evidence["chunks"]),
        frames=frames,
        voices=tuple(
            LocalVoice(chunk, _flags(runs, frames), alone, _unpacked(packed))
            for chunk, runs, alone, packed in evidence["voices"]
        ),
    )


def _runs(flags: NDArray[np.bool_]) -> list[int]:
    """Where the flags change, by index, beginning with the first that is set."""
    padded = np.concatenate(([False], flags, [False]))
    changes: list[int] = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    return changes


def _flags(runs: Sequence[int], frames: int) -> NDArray[np.bool_]:
    flags = np.zeros(frames, np.bool_)
    for begin, end in list(pairwise(runs))[::2]:
        flags[begin:end] = True
    return flags


def _packed(voice: LocalVoice) -> str | None:
    """An embedding has no negative values; its length does not matter."""
    if voice.embedding is None:
        return None
    largest = max(float(voice.embedding.max()), 1e-9)
    shares = np.round(voice.embedding / largest * 255).astype(np.uint8)
    return base64.b64encode(shares.tobytes()).decode()


def _unpacked(packed: str | None) -> NDArray[np.float32] | None:
    if packed is None:
        return None
    shares = np.frombuffer(base64.b64decode(packed), np.uint8).astype(np.float32)
    unit: NDArray[np.float32] = shares / max(float(np.linalg.norm(shares)), 1e-9)
    return unit
