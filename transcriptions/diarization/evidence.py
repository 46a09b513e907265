"""What was heard of one window, small enough to be kept: about half a kilobyte a second.

The diarizer stores it as JSON and reads it back when it tells the speakers apart. A
piece is what one local voice of a 5 s chunk says without a pause; its embedding takes
256 bytes, since cosine distances need no more.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.base import DiarizationFailed, Evidence

VERSION = 1

Embedding = NDArray[np.float32]  # of length 1


@dataclass(frozen=True, eq=False)
class Piece:
    chunk: int  # of the window
    voice: int  # of the chunk
    begin: int  # the first frame of the chunk in which it is heard
    end: int  # the first one in which it is not
    alone: float  # seconds in which no other voice speaks
    embedding: Embedding | None  # None where it speaks too short a time alone


@dataclass(frozen=True)
class HeardWindow:
    start: float  # seconds of the file
    seconds: float
    chunks: tuple[float, ...]  # when each begins, in seconds of the window
    frames: int  # of each chunk
    pieces: tuple[Piece, ...]


def to_json(window: HeardWindow) -> Evidence:
    return {
        "version": VERSION,
        "start": window.start,
        "seconds": window.seconds,
        "chunks": [round(at, 4) for at in window.chunks],
        "frames": window.frames,
        "pieces": [
            [p.chunk, p.voice, p.begin, p.end, round(p.alone, 2), _packed(p.embedding)]
            for p in window.pieces
        ],
    }


def from_json(evidence: Evidence) -> HeardWindow:
    """Raises DiarizationFailed on what another version of this module wrote."""
    if evidence.get("version") != VERSION:
        raise DiarizationFailed(
            system_message="The evidence of the speakers is of another version."
        )
    return HeardWindow(
        start=evidence["start"],
        seconds=evidence["seconds"],
        chunks=tuple(evidence["chunks"]),
        frames=evidence["frames"],
        pieces=tuple(
            Piece(chunk, voice, begin, end, alone, _unpacked(packed))
            for chunk, voice, begin, end, alone, packed in evidence["pieces"]
        ),
    )


def _packed(embedding: Embedding | None) -> str | None:
    """As a byte a value: none is negative, and the length does not matter."""
    if embedding is None:
        return None
    largest = max(float(embedding.max()), 1e-9)
    shares = np.round(embedding / largest * 255).astype(np.uint8)
    return base64.b64encode(shares.tobytes()).decode()


def _unpacked(packed: str | None) -> Embedding | None:
    if packed is None:
        return None
    shares = np.frombuffer(base64.b64decode(packed), np.uint8).astype(np.float32)
    unit: Embedding = shares / max(float(np.linalg.norm(shares)), 1e-9)
    return unit
