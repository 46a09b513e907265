"""Any supported file as a stream of mono 16 kHz blocks, in memory that doesn't grow with the file.

Audio time is the count of decoded samples; timestamps and headers aren't believed.
Called by the pipeline in worker processes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, ClassVar

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

from aitronos_site.lib.errors import DomainError
from transcriptions.audio.container import CorruptAudio, frames, open_audio
from transcriptions.audio.resampling import MIXING, resampled

__all__ = ["SAMPLE_RATE", "AudioLongerThanDeclared", "CorruptAudio", "decode"]

SAMPLE_RATE = 16_000

_BLOCK_SAMPLES = 2 * SAMPLE_RATE


class AudioLongerThanDeclared(DomainError):
    """The audio is longer than its file declares."""

    code: ClassVar[str] = "DURATION_MISMATCH"


def decode(file: BinaryIO, *, max_seconds: float) -> Iterator[NDArray[np.float32]]:
    """Blocks of 2 s (the last one shorter) in -1..1, of the first audio stream.

    Raises AudioLongerThanDeclared instead of yielding anything past `max_seconds`,
    CorruptAudio, UnsupportedAudio, and whatever the file's own reads raise.
    """
    with open_audio(file) as audio:
        pieces = map(_samples, resampled(frames(audio), mono_resampler))
        yield from _blocks(_at_most(pieces, max_seconds))


def mono_resampler() -> AudioResampler:
    """What makes any frame mono 16 kHz float; frames that it refuses are no audio."""
    return AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE, options=MIXING)


def _samples(frame: AudioFrame) -> NDArray[np.float32]:
    return np.frombuffer(memoryview(frame.planes[0]), np.float32, frame.samples)


def _at_most(
    pieces: Iterable[NDArray[np.float32]], seconds: float
) -> Iterator[NDArray[np.float32]]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > seconds * SAMPLE_RATE:
            raise AudioLongerThanDeclared(details={"max_seconds": seconds})
        yield piece


def _blocks(pieces: Iterable[NDArray[np.float32]]) -> Iterator[NDArray[np.float32]]:
    block, filled = np.empty(_BLOCK_SAMPLES, np.float32), 0
    for piece in pieces:
        rest = piece
        while len(rest):
            taken = rest[: _BLOCK_SAMPLES - filled]
            block[filled : filled + len(taken)] = taken
            filled, rest = filled + len(taken), rest[len(taken) :]
            if filled == _BLOCK_SAMPLES:
                yield _sane(block)
                block, filled = np.empty(_BLOCK_SAMPLES, np.float32), 0
    if filled:
        yield _sane(block[:filled])


def _sane(block: NDArray[np.float32]) -> NDArray[np.float32]:
    """In place: float files may hold NaN, infinities and overshoots, which no model expects."""
    np.nan_to_num(block, copy=False, nan=0.0, posinf=1.0, neginf=-1.0)
    return np.clip(block, -1.0, 1.0, out=block)
