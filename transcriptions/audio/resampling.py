"""Decoded frames in one form, whatever their own: a change inside the stream starts anew.

`decode` and `redact` share it, so that both count the same samples as audio time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.error import FFmpegError

from transcriptions.audio.container import CorruptAudio

#: Without the option, loud stereo would be summed past full scale and clipped.
MIXING = {"rematrix_maxval": "1.0"}

Shape = tuple[str, str, int]


def resampled(
    decoded: Iterable[AudioFrame], make: Callable[[], AudioResampler]
) -> Iterator[AudioFrame]:
    """Frames as the resamplers that `make` returns give them; timestamps don't count.

    Frames that can't be resampled are left out. Raises CorruptAudio if none can.
    """
    resampler, shape, usable = make(), None, False
    for frame in decoded:
        frame.pts = None
        if shape not in (None, shape_of(frame)):
            yield from resampler.resample(None)
            resampler = make()
        try:
            found = resampler.resample(frame)
        except (FFmpegError, ValueError):
            # Damage can make channel layouts that exist nowhere.
            resampler, shape = make(), None
            continue
        shape, usable = shape_of(frame), True
        yield from found
    yield from resampler.resample(None)
    if not usable:
        raise CorruptAudio(system_message="no frame can be resampled")


def shape_of(frame: AudioFrame) -> Shape:
    return frame.format.name, frame.layout.name, frame.sample_rate
