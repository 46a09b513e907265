"""A file rendered anew with some spans replaced, in memory that doesn't grow with it.

Times are `decode`'s: the count of decoded samples, never what a timestamp claims. The
new file lasts as long as what `decode` gives of the old one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import BinaryIO

import numpy as np
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError
from numpy.typing import NDArray

from transcriptions.audio.blanking import Blanker
from transcriptions.audio.container import CorruptAudio, frames, open_audio
from transcriptions.audio.decode import mono_resampler
from transcriptions.audio.encode import Shape, encoder, nearest
from transcriptions.audio.resampling import MIXING, resampled, shape_of
from transcriptions.audio.spans import merged
from transcriptions.options import Format, Method
from transcriptions.transcript import Span

Report = Callable[[float], None]


def render(
    source: BinaryIO,
    target: BinaryIO,
    spans: Sequence[Span],
    *,
    method: Method,
    format: Format,
    on_progress: Report,
) -> float:
    """Write `source` into `target` with `spans` blanked; return the seconds written.

    `target` must be seekable and empty. `on_progress` gets the seconds done, about once
    for each second of sound; what it raises stops the work and leaves a torso behind.
    Raises CorruptAudio, UnsupportedAudio, and what reads and writes raise.
    """
    with open_audio(source) as audio:
        playable = _playable(frames(audio))
        first = next(playable, None)
        if first is None:
            raise CorruptAudio(system_message="no frame can be resampled")
        shape = nearest(_shape(first), format)
        sound = resampled(chain([first], playable), lambda: _resampler(shape))
        blanker = Blanker(merged(spans), method, shape.rate)
        written = 0
        with encoder(target, shape, format) as encoding:
            for block in _blocks(sound, shape):
                blanker.blank(block, written)
                encoding.write(block)
                written += len(block)
                on_progress(written / shape.rate)
    return written / shape.rate


def _playable(decoded: Iterable[AudioFrame]) -> Iterator[AudioFrame]:
    """Without the frames that `decode` leaves out, as damage made them no audio."""
    known: dict[tuple[str, str, int], bool] = {}
    for frame in decoded:
        shape = shape_of(frame)
        if shape not in known:
            known[shape] = _is_audio(frame)
        if known[shape]:
            yield frame


def _is_audio(frame: AudioFrame) -> bool:
    frame.pts = None
    try:
        mono_resampler().resample(frame)
    except (FFmpegError, ValueError):
        return False
    return True


def _shape(frame: AudioFrame) -> Shape:
    return Shape(frame.sample_rate, frame.layout.name, frame.layout.nb_channels)


def _resampler(shape: Shape) -> AudioResampler:
    return AudioResampler(
        format="s16", layout=shape.layout, rate=shape.rate, options=MIXING
    )


def _blocks(sound: Iterable[AudioFrame], shape: Shape) -> Iterator[NDArray[np.int16]]:
    """Blocks of about a second, of shape (samples, channels), that may be changed."""
    pieces, held = list[NDArray[np.int16]](), 0
    for frame in sound:
        pieces.append(_samples(frame, shape.channels))
        held += len(pieces[-1])
        if held >= shape.rate:
            yield np.concatenate(pieces)
            pieces, held = [], 0
    if held:
        yield np.concatenate(pieces)


def _samples(frame: AudioFrame, channels: int) -> NDArray[np.int16]:
    flat = np.frombuffer(
        memoryview(frame.planes[0]), np.int16, frame.samples * channels
    )
    return flat.reshape(-1, channels)
