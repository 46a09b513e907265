"""What a file holds and how long it lasts: `probe` from few bytes, `measure` by decoding.

`probe` serves a price before anything is fetched; `measure` is the truth where the
header is silent. Neither imports numpy: web processes call both.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import BinaryIO, cast

from av.audio.stream import AudioStream
from av.stream import Disposition

from transcriptions.audio.container import (
    CorruptAudio,
    OpenAudio,
    UnsupportedAudio,
    frames,
    open_audio,
    packets,
)
from transcriptions.audio.formats import (
    PROBE_OPTIONS,
    container_name,
    content_type,
)
from transcriptions.audio.headers import states_length

__all__ = ["AudioProbe", "UnsupportedAudio", "measure", "probe"]

NO_SOUND = "The file's audio track holds no sound that can be decoded"


@dataclass(frozen=True)
class AudioProbe:
    """`exact`: the duration was decoded, or stated by a header that fits the file."""

    duration_seconds: Decimal
    exact: bool
    container: str
    codec: str
    content_type: str
    sample_rate: int
    channels: int


def probe(file: BinaryIO) -> AudioProbe:
    """Describes a seekable file from its headers, reading about 200 KB at most.

    Raises UnsupportedAudio, and whatever the file's own reads raise.
    """
    with open_audio(file, PROBE_OPTIONS) as audio:
        next(packets(audio), None)
        described = _describe(audio)
        stated = states_length(cast(BinaryIO, audio.file), described.container)
        audio.file.raise_failure()
        seconds = _header_seconds(audio)
    exact = stated and seconds is not None and seconds > 0
    return replace(described, duration_seconds=_rounded(seconds or 0), exact=exact)


def measure(file: BinaryIO, *, stop_after: float | None = None) -> AudioProbe:
    """Counts what decodes, about 5 s of work for an hour of sound.

    Past `stop_after` seconds the count ends, with a duration just above it.
    """
    samples: Counter[int] = Counter()
    with open_audio(file) as audio:
        described = _describe(audio)
        try:
            for frame in frames(audio):
                samples[frame.sample_rate] += frame.samples
                if stop_after is not None and _seconds(samples) > stop_after:
                    break
        except CorruptAudio as error:
            raise UnsupportedAudio(NO_SOUND) from error
    return replace(described, duration_seconds=_rounded(_seconds(samples)), exact=True)


def _seconds(samples: Counter[int]) -> Fraction:
    return sum((Fraction(n, rate) for rate, n in samples.items()), Fraction(0))


def _rounded(seconds: Fraction | int) -> Decimal:
    return Decimal(round(Fraction(seconds) * 1000)).scaleb(-3)


def _describe(audio: OpenAudio) -> AudioProbe:
    container = container_name(
        audio.container.format.name, audio.container.metadata.get("major_brand", "")
    )
    return AudioProbe(
        duration_seconds=Decimal(0),
        exact=False,
        container=container,
        codec=audio.codec,
        content_type=content_type(container, has_video=_has_video(audio)),
        sample_rate=audio.stream.sample_rate,
        channels=audio.stream.channels,
    )


def _has_video(audio: OpenAudio) -> bool:
    return any(
        not stream.disposition & Disposition.attached_pic
        for stream in audio.container.streams.video
    )


def _header_seconds(audio: OpenAudio) -> Fraction | None:
    """The audio stream's own length where the container has it, else the container's."""
    stream, container = audio.stream, audio.container
    if container.format.name.startswith("matroska") and len(container.streams) > 1:
        return _matroska_seconds(stream)
    if stream.duration is not None and stream.time_base is not None:
        return stream.duration * stream.time_base
    if container.duration is not None:
        return Fraction(container.duration, 1_000_000)
    return None


def _matroska_seconds(stream: AudioStream) -> Fraction | None:
    """From the tag DURATION ("00:00:03.008000000"): the segment's is the longest track's."""
    match = re.fullmatch(
        r"(\d+):(\d\d):(\d\d(?:\.\d+)?)", stream.metadata.get("DURATION", "")
    )
    if match is None:
        return None
    hours, minutes, seconds = (Fraction(part) for part in match.groups())
    start = Fraction(stream.start_time or 0) * (stream.time_base or 0)
    return hours * 3600 + minutes * 60 + seconds - start
