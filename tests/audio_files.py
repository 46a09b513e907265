"""Real audio files of every supported format, made with PyAV's encoders.

The same arguments give the same sound. Used by all tests that need audio; a second of
sound takes some milliseconds.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

BLOCK_SECONDS = 10.0

VARIABLE_BIT_RATE = {"flags": "qscale", "global_quality": "590"}
LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1"}


@dataclass(frozen=True)
class Kind:
    """How one sort of file is made: muxer, encoder, and their options."""

    suffix: str
    muxer: str
    codec: str
    muxer_options: dict[str, str] = field(default_factory=dict)
    codec_options: dict[str, str] = field(default_factory=dict)
    bit_rate: int = 64_000  # of each channel
    video: str | None = None
    audio: bool = True


KINDS: dict[str, Kind] = {
    "mp3": Kind(".mp3", "mp3", "libmp3lame"),
    "mp3_without_header": Kind(".mp3", "mp3", "libmp3lame", {"write_xing": "0"}),
    "mp3_vbr": Kind(".mp3", "mp3", "libmp3lame", {}, VARIABLE_BIT_RATE),
    "mp3_vbr_without_header": Kind(
        ".mp3", "mp3", "libmp3lame", {"write_xing": "0"}, VARIABLE_BIT_RATE
    ),
    "wav": Kind(".wav", "wav", "pcm_s16le"),
    "wav_float": Kind(".wav", "wav", "pcm_f32le"),
    "m4a_faststart": Kind(".m4a", "ipod", "aac", {"movflags": "+faststart"}),
    "m4a_moov_at_end": Kind(".m4a", "ipod", "aac"),
    "m4a_alac": Kind(".m4a", "ipod", "alac"),
    "mp4_fragmented": Kind(
        ".mp4", "mp4", "aac", {"movflags": "+frag_keyframe+empty_moov"}
    ),
    "mp4_encrypted": Kind(
        ".mp4",
        "mp4",
        "aac",
        {
            "encryption_scheme": "cenc-aes-ctr",
            "encryption_key": "76a6c65c5ea762046bd749a2e632ccbb",
            "encryption_kid": "a7e61c373e219033c21091fa607bf3b8",
        },
    ),
    "flac": Kind(".flac", "flac", "flac"),
    "ogg_vorbis": Kind(".ogg", "ogg", "vorbis", {}, {"strict": "experimental"}),
    "ogg_opus": Kind(".ogg", "ogg", "libopus"),
    "opus": Kind(".opus", "opus", "libopus"),
    "webm": Kind(".webm", "webm", "libopus"),
    "webm_live": Kind(".webm", "webm", "libopus", {"live": "1"}),
    "aac_adts": Kind(".aac", "adts", "aac"),
    "wma": Kind(".wma", "asf", "wmav2"),
    "mov": Kind(".mov", "mov", "pcm_s16le"),
    "mp4_video": Kind(".mp4", "mp4", "aac", video="mpeg4"),
    "mp4_video_only": Kind(".mp4", "mp4", "aac", video="mpeg4", audio=False),
    "webm_video": Kind(".webm", "webm", "libopus", video="libvpx"),
}


def make_audio(
    path: Path,
    kind: str,
    *,
    seconds: float = 3.0,
    sample_rate: int = 48_000,
    channels: int = 1,
    sound: str = "noise",
    video_seconds: float | None = None,
    repeat: int = 1,
    metadata: dict[str, str] | None = None,
) -> Path:
    """Writes a file of one of KINDS and returns its path.

    `sound`: "noise" (speech-like: syllables and pauses), "tone" or "silence". `repeat`
    writes the encoded packets several times over: long files at no cost.
    """
    how = KINDS[kind]
    with av.open(str(path), "w", format=how.muxer, options=how.muxer_options) as out:
        out.metadata.update(metadata or {})
        tracks = []
        if how.video:
            tracks.append(_video(out, how.video, video_seconds or seconds * repeat))
        if how.audio:
            audio = _add_audio(out, how, sample_rate, channels)
            blocks = signal(seconds, sample_rate, audio.channels, sound)
            tracks.append(_repeated(_encode(audio, blocks), repeat))
        for packet in heapq.merge(*tracks, key=lambda p: p.dts * p.time_base):
            out.mux(packet)
    return path


def signal(
    seconds: float, sample_rate: int, channels: int, sound: str
) -> Iterator[NDArray[np.int16]]:
    """Blocks of shape (channels, n), the same in every channel."""
    random = np.random.default_rng(7)
    total, block = round(seconds * sample_rate), round(BLOCK_SECONDS * sample_rate)
    for start in range(0, total, block):
        times = np.arange(start, min(start + block, total)) / sample_rate
        wave = np.clip(_wave(times, sound, random), -1, 1) * 32767
        yield np.tile(wave.astype(np.int16), (channels, 1))


def _wave(times: NDArray[np.float64], sound: str, random: np.random.Generator):
    if sound == "silence":
        return np.zeros_like(times)
    if sound == "tone":
        return 0.3 * np.sin(2 * np.pi * 440 * times)
    syllables = np.clip(np.sin(2 * np.pi * 4 * times), 0, 1)
    phrases = np.sin(2 * np.pi * times / 3) > -0.6
    return 0.25 * random.standard_normal(len(times)) * syllables * phrases


def _add_audio(out, how: Kind, sample_rate: int, channels: int):
    if how.codec == "vorbis":  # FFmpeg's own encoder knows only stereo
        channels = 2
    stream = out.add_stream(
        how.codec,
        rate=sample_rate,
        layout=LAYOUTS.get(channels, f"{channels} channels"),
        options=how.codec_options,
    )
    if how.codec_options is not VARIABLE_BIT_RATE:
        stream.codec_context.bit_rate = how.bit_rate * channels
    return stream


def _encode(stream, blocks: Iterable[NDArray[np.int16]]):
    written = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(
            block, format="s16p", layout=stream.layout.name
        )
        frame.sample_rate = stream.codec_context.sample_rate
        frame.pts = written
        written += block.shape[1]
        yield from stream.encode(frame)
    yield from stream.encode(None)


def _repeated(packets, times: int):
    if times == 1:
        yield from packets
        return
    packets = list(packets)
    span = packets[-1].pts + packets[-1].duration - packets[0].pts
    for n in range(times):
        for packet in packets:
            copy = av.Packet(bytes(packet))
            copy.stream, copy.time_base = packet.stream, packet.time_base
            copy.duration = packet.duration
            copy.pts, copy.dts = packet.pts + n * span, packet.dts + n * span
            yield copy


def _video(out, codec: str, seconds: float):
    stream = out.add_stream(codec, rate=5)
    stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
    return _encode_video(stream, seconds)


def _encode_video(stream, seconds: float):
    for index in range(round(seconds * 5)):
        pixels = np.full((48, 64, 3), index % 256, np.uint8)
        yield from stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24"))
    yield from stream.encode(None)
