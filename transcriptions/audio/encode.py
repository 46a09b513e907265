"""Writes 16-bit samples into an MP3 or WAV file, as they come.

Both keep the count of the samples: a WAV as it is, an MP3 by the encoder's delay and
padding in its LAME header: FFmpeg and Chromium both give back exactly what was written,
at its times. LAME takes mono 0.4 dB down. What a write raises comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from transcriptions.options import Format

#: With the bit rate of each channel: generous, as what is encoded was encoded before.
_MP3_RATES = {
    8_000: 32_000, 11_025: 32_000, 12_000: 32_000, 16_000: 64_000, 22_050: 64_000,
    24_000: 64_000, 32_000: 96_000, 44_100: 96_000, 48_000: 96_000,
}  # fmt: skip
#: LAME's, 0 to 9. Measured on speech: 43 dB above the noise, where its default has 42.
_MP3_EFFORT = "7"
#: Past 4 GiB a WAV becomes an RF64; "bitexact" leaves out who wrote it.
_MUXER_OPTIONS = {
    Format.MP3: {"write_xing": "1", "id3v2_version": "0"},
    Format.WAV: {"rf64": "auto", "fflags": "+bitexact"},
}


@dataclass(frozen=True)
class Shape:
    """A sample rate, and a channel layout by FFmpeg's name."""

    rate: int
    layout: str
    channels: int


def nearest(shape: Shape, format: Format) -> Shape:
    """The shape in which `format` can hold sound of this one.

    WAV takes any. MP3 has one or two channels, and the lowest of its sample rates that
    isn't below the sound's own, else its highest.
    """
    if format is Format.WAV:
        return shape
    rate = min((r for r in _MP3_RATES if r >= shape.rate), default=max(_MP3_RATES))
    if shape.channels == 1:
        return Shape(rate, "mono", 1)
    return Shape(rate, "stereo", 2)


class GuardedTarget:
    """The view of the new file that FFmpeg gets, whose writes never fail.

    The first exception of one is kept in `failure`, and nothing more is written.
    """

    def __init__(self, file: BinaryIO) -> None:
        self.failure: BaseException | None = None
        self._file = file

    def write(self, data: bytes) -> int:
        if self.failure is None:
            try:
                self._file.write(data)
            except BaseException as failure:
                self.failure = failure
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def raise_failure(self) -> None:
        if self.failure is not None:
            raise self.failure


class Encoder:
    """Takes blocks of shape (samples, channels), one after the other."""

    def __init__(
        self,
        container: OutputContainer,
        file: GuardedTarget,
        shape: Shape,
        format: Format,
    ) -> None:
        self._container, self._file, self._shape = container, file, shape
        self._stream = _stream(container, shape, format)
        self._written = 0

    def write(self, block: NDArray[np.int16]) -> None:
        frame = AudioFrame.from_ndarray(
            np.ascontiguousarray(block).reshape(1, -1), "s16", self._shape.layout
        )
        frame.sample_rate = self._shape.rate
        frame.time_base = Fraction(1, self._shape.rate)
        frame.pts = self._written
        self._written += len(block)
        self._container.mux(self._stream.encode(frame))
        self._file.raise_failure()

    def finish(self) -> None:
        self._container.mux(self._stream.encode(None))


@contextmanager
def encoder(target: BinaryIO, shape: Shape, format: Format) -> Iterator[Encoder]:
    """Encodes into a seekable file, whose header is completed at the end."""
    options, guarded = dict(_MUXER_OPTIONS[format]), GuardedTarget(target)
    with av.open(guarded, "w", format=str(format), options=options) as container:
        writing = Encoder(container, guarded, shape, format)
        yield writing
        writing.finish()
    guarded.raise_failure()


def _stream(container: OutputContainer, shape: Shape, format: Format) -> AudioStream:
    codec = "libmp3lame" if format is Format.MP3 else "pcm_s16le"
    stream = container.add_stream(codec, rate=shape.rate, layout=shape.layout)
    assert isinstance(stream, AudioStream)
    if format is Format.MP3:
        stream.codec_context.bit_rate = _MP3_RATES[shape.rate] * shape.channels
        stream.codec_context.options = {"compression_level": _MP3_EFFORT}
    return stream
