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
from av.error import FFmpegError
from numpy.typing import NDArray

from aitronos_site.lib.errors import DomainError
from transcriptions.audio.container import CorruptAudio, frames, open_audio

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
        resampled = _resample(frames(audio))
        yield from _blocks(_at_most(resampled, max_seconds))


def _resample(decoded: Iterable[AudioFrame]) -> Iterator[NDArray[np.float32]]:
    """Mono 16 kHz samples; a change of format inside the stream starts anew."""
    resampler, shape, usable = _resampler(), None, False
    for frame in decoded:
        frame.pts = None
        if shape not in (None, _shape(frame)):
            yield from map(_samples, resampler.resample(None))
            resampler = _resampler()
        try:
            resampled = resampler.resample(frame)
        except (FFmpegError, ValueError):
            # Damage can make channel layouts that exist nowhere.
            resampler, shape = _resampler(), None
            continue
        shape, usable = _shape(frame), True
        yield from map(_samples, resampled)
    yield from map(_samples, resampler.resample(None))
    if not usable:
        raise CorruptAudio(system_message="no frame can be resampled")


def _resampler() -> AudioResampler:
    # Without the option, loud stereo would be summed past full scale and clipped.
    return AudioResampler(
        format="flt",
        layout="mono",
        rate=SAMPLE_RATE,
        options={"rematrix_maxval": "1.0"},
    )


def _shape(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate


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
