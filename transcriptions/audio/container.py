"""Opens a file of unknown content for FFmpeg the one safe way, and yields its decoded frames.

FFmpeg sees only reads and seeks of the one file object; whatever that object raises
comes out as it was raised. `probe` and `decode` build on this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO, ClassVar

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard

from aitronos_site.lib.errors import DomainError
from transcriptions.audio.formats import DECODER_WHITELIST, OPEN_OPTIONS, SUPPORTED
from transcriptions.audio.headers import id3_size

EMPTY = "The file is empty"
NOT_AUDIO = f"The file is not audio in a supported format ({SUPPORTED}), or is damaged"
NO_AUDIO_TRACK = "The file has no audio track"
ENCRYPTED = "The file is encrypted"
UNKNOWN_CODEC = "The file's audio codec is not supported"

MAX_CHANNELS = 8
SAMPLE_RATES = range(4_000, 192_001)
_ENCRYPTED_TAGS = {"enca", "drms", "aavd"}
_OPEN_SECONDS, _READ_SECONDS = 60.0, 60.0
_TOLERATED_ERRORS, _TOLERATED_SHARE = 50, 0.1
_READ_ATTEMPTS = 10


class UnsupportedAudio(DomainError):
    """The file holds no audio that can be transcribed."""

    code: ClassVar[str] = "UNSUPPORTED_AUDIO"

    def __init__(self, reason: str, **details: Any) -> None:
        super().__init__(reason, details={"reason": reason, **details})


class CorruptAudio(DomainError):
    """The audio is too damaged to be decoded."""

    code: ClassVar[str] = "CORRUPT_AUDIO"


class GuardedFile:
    """The view of a file that FFmpeg gets: from `start` on, and never an exception.

    The first exception of a read is kept in `failure`, and the file ends there.
    """

    def __init__(self, file: BinaryIO, start: int = 0) -> None:
        self.failure: BaseException | None = None
        self.size = file.seek(0, 2) - start
        self._file, self._start, self._position = file, start, 0

    def read(self, size: int = -1) -> bytes:
        if self.failure is not None:
            return b""
        size = self.size if size < 0 else size
        try:
            self._file.seek(self._start + self._position)
            # More than FFmpeg asked for would overrun its buffer.
            data = self._file.read(size)[:size]
        except BaseException as failure:
            self.failure = failure
            return b""
        self._position += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        position = offset + (0, self._position, self.size)[whence]
        if position < 0:
            return -1
        self._position = position
        return position

    def tell(self) -> int:
        return self._position

    def raise_failure(self) -> None:
        if self.failure is not None:
            raise self.failure


@dataclass(frozen=True)
class OpenAudio:
    """An opened file and the first of its audio streams."""

    container: InputContainer
    stream: AudioStream
    file: GuardedFile

    @property
    def codec(self) -> str:
        return str(self.stream.codec_context.codec.canonical_name)


@contextmanager
def open_audio(
    file: BinaryIO, options: Mapping[str, str] = OPEN_OPTIONS
) -> Iterator[OpenAudio]:
    """Raises UnsupportedAudio unless a supported audio stream is found."""
    tags = id3_size(file)
    guarded = GuardedFile(file, tags)
    if guarded.size <= 0:
        raise UnsupportedAudio(NOT_AUDIO if tags else EMPTY)
    with _open_container(guarded, options) as container:
        yield OpenAudio(container, _audio_stream(container), guarded)


@contextmanager
def _open_container(
    file: GuardedFile, options: Mapping[str, str]
) -> Iterator[InputContainer]:
    try:
        container = av.open(
            file,
            "r",
            options=dict(options),
            metadata_errors="replace",
            timeout=(_OPEN_SECONDS, _READ_SECONDS),
        )
    except (av.FFmpegError, ValueError) as error:
        file.raise_failure()
        raise UnsupportedAudio(NOT_AUDIO) from error
    with container:
        file.raise_failure()
        yield container


def _audio_stream(container: InputContainer) -> AudioStream:
    """The first audio stream, if it can be decoded; the others are left unread."""
    if not container.streams.audio:
        raise UnsupportedAudio(NO_AUDIO_TRACK)
    stream = container.streams.audio[0]
    for other in container.streams:
        if other is not stream:
            other.discard = Discard.all
    if stream.codec_context is None:
        raise UnsupportedAudio(UNKNOWN_CODEC)
    if _is_marked_encrypted(container, stream):
        raise UnsupportedAudio(ENCRYPTED)
    if stream.codec_context.name not in DECODER_WHITELIST.split(","):
        raise UnsupportedAudio(UNKNOWN_CODEC)
    _check_dimensions(stream.sample_rate, stream.channels)
    return stream


def _is_marked_encrypted(container: InputContainer, stream: AudioStream) -> bool:
    return (
        _codec_tag(stream) in _ENCRYPTED_TAGS
        or "enc_key_id" in stream.metadata
        or "ASF_Protection_Type" in container.metadata
    )


def _codec_tag(stream: AudioStream) -> str:
    try:
        return stream.codec_tag
    except UnicodeDecodeError:
        return ""


def _check_dimensions(sample_rate: int, channels: int) -> None:
    if not sample_rate or not channels:
        raise UnsupportedAudio(NOT_AUDIO)
    if channels > MAX_CHANNELS:
        reason = (
            f"The audio has {channels} channels; at most {MAX_CHANNELS} are supported"
        )
        raise UnsupportedAudio(reason, channels=channels, max_channels=MAX_CHANNELS)
    if sample_rate not in SAMPLE_RATES:
        reason = f"The audio has an unusual sample rate ({sample_rate} Hz)"
        raise UnsupportedAudio(
            reason,
            sample_rate=sample_rate,
            min_sample_rate=SAMPLE_RATES[0],
            max_sample_rate=SAMPLE_RATES[-1],
        )


def packets(audio: OpenAudio) -> Iterator[Packet[AudioStream]]:
    """The stream's packets, then an empty one that flushes the decoder.

    Goes on after errors of reading, as long as they are few in a row.
    """
    failures = 0
    while failures < _READ_ATTEMPTS:
        try:
            for packet in audio.container.demux(audio.stream):
                audio.file.raise_failure()
                if packet.has_sidedata("encryption_info"):
                    raise UnsupportedAudio(ENCRYPTED)
                failures = 0
                yield packet
            return
        except av.FFmpegError:
            audio.file.raise_failure()
            failures += 1


def frames(audio: OpenAudio) -> Iterator[AudioFrame]:
    """Decoded frames; isolated damaged packets are skipped.

    Raises CorruptAudio when nothing decodes or too much fails.
    """
    count = errors = decoded = 0
    for packet in packets(audio):
        count += 1
        try:
            found = packet.decode()
        except av.FFmpegError:
            errors += 1
            if errors > max(_TOLERATED_ERRORS, _TOLERATED_SHARE * count):
                raise _too_damaged(errors, count) from None
            continue
        decoded += len(found)
        yield from found
    audio.file.raise_failure()
    if not decoded or errors * 2 > count:
        raise _too_damaged(errors, count)


def _too_damaged(errors: int, count: int) -> CorruptAudio:
    return CorruptAudio(
        system_message=f"{errors} of the first {count} packets can't be decoded"
    )
