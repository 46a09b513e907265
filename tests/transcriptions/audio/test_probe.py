"""What `probe` and `measure` say of real files, of damaged ones and of hostile ones."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
from decimal import Decimal

import pytest

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.audio.probe import UnsupportedAudio, measure, probe

STATED = {
    "mp3": ("mp3", "mp3", "audio/mpeg"),
    "mp3_vbr": ("mp3", "mp3", "audio/mpeg"),
    "wav": ("wav", "pcm_s16le", "audio/wav"),
    "wav_float": ("wav", "pcm_f32le", "audio/wav"),
    "m4a_faststart": ("mp4", "aac", "audio/mp4"),
    "m4a_moov_at_end": ("mp4", "aac", "audio/mp4"),
    "m4a_alac": ("mp4", "alac", "audio/mp4"),
    "flac": ("flac", "flac", "audio/flac"),
    "ogg_vorbis": ("ogg", "vorbis", "audio/ogg"),
    "ogg_opus": ("ogg", "opus", "audio/ogg"),
    "opus": ("ogg", "opus", "audio/ogg"),
    "webm": ("webm", "opus", "audio/webm"),
    "wma": ("asf", "wmav2", "audio/x-ms-wma"),
    "mov": ("mov", "pcm_s16le", "video/quicktime"),
    "mp4_video": ("mp4", "aac", "video/mp4"),
    "webm_video": ("webm", "opus", "video/webm"),
}
UNSTATED = {
    "mp3_without_header": ("mp3", "mp3", "audio/mpeg"),
    "mp3_vbr_without_header": ("mp3", "mp3", "audio/mpeg"),
    "aac_adts": ("aac", "aac", "audio/aac"),
    "webm_live": ("webm", "opus", "audio/webm"),
    "mp4_fragmented": ("mp4", "aac", "audio/mp4"),
}
LOSSLESS = {"wav", "wav_float", "flac", "m4a_alac", "mov"}
OPUS = {"ogg_opus", "opus", "webm", "webm_live", "webm_video"}


class CountedFile(io.FileIO):
    """A file that knows how many bytes were read of it."""

    def __init__(self, path):
        super().__init__(path)
        self.bytes_read = 0

    def read(self, size=-1):
        data = super().read(size)
        self.bytes_read += len(data)
        return data


def probed(data):
    return probe(io.BytesIO(data))


def measured_seconds(data):
    return float(measure(io.BytesIO(data)).duration_seconds)


def decoded_seconds(path):
    with path.open("rb") as file:
        return sum(map(len, decode(file, max_seconds=3600))) / SAMPLE_RATE


@pytest.mark.parametrize(
    ("kind", "sample_rate"),
    [
        (kind, rate)
        for kind in STATED
        for rate in (8_000, 48_000 if kind in OPUS else 44_100)
    ],
)
def test_a_stated_length_is_the_decoded_length(audio_file, kind, sample_rate):
    path = audio_file(kind, seconds=3.7, sample_rate=sample_rate)

    with path.open("rb") as file:
        found, counted = probe(file), measure(file)

    assert found.exact and counted.exact
    decoded = decoded_seconds(path)
    assert abs(float(found.duration_seconds) - decoded) < 0.15
    assert abs(float(counted.duration_seconds) - decoded) < 0.002
    assert abs(decoded - 3.7) < 0.15


@pytest.mark.parametrize("kind", UNSTATED)
def test_an_unstated_length_is_not_exact_until_measured(audio_file, kind):
    path = audio_file(kind, seconds=3.7)

    with path.open("rb") as file:
        found, counted = probe(file), measure(file)

    assert not found.exact
    assert counted.exact
    assert abs(float(counted.duration_seconds) - decoded_seconds(path)) < 0.002


@pytest.mark.parametrize(
    ("kind", "described"),
    [*STATED.items(), *UNSTATED.items()],
    ids=[*STATED, *UNSTATED],
)
def test_container_codec_and_content_type_are_told_by_the_bytes(
    audio_file, kind, described
):
    found = probed(audio_file(kind, seconds=3.7).read_bytes())

    assert (found.container, found.codec, found.content_type) == described
    assert found.sample_rate == 48_000
    assert found.channels == (2 if kind == "ogg_vorbis" else 1)


def test_durations_have_three_places(audio_file):
    found = probed(audio_file("wav", seconds=1.23456).read_bytes())

    assert found.duration_seconds == Decimal("1.235")
    assert found.duration_seconds.as_tuple().exponent == -3


@pytest.mark.parametrize("kind", [*STATED, *UNSTATED])
def test_probing_ten_minutes_reads_little(audio_file, kind):
    if kind in LOSSLESS:
        path = audio_file(kind, seconds=600, sample_rate=16_000, sound="tone")
    elif kind == "webm_video":
        path = audio_file(kind, seconds=1, repeat=30)
    else:
        path = audio_file(kind, seconds=1, repeat=600)

    with CountedFile(path) as file:
        probe(file)
        bytes_read = file.bytes_read

    assert bytes_read < 400_000


def test_a_cover_picture_in_front_is_not_read(audio_file, tmp_path):
    size = 3_000_000
    syncsafe = bytes(size >> shift & 0x7F for shift in (21, 14, 7, 0))
    tag = b"ID3\x04\x00\x00" + syncsafe + b"\0" * size
    path = tmp_path / "cover.mp3"
    path.write_bytes(tag + audio_file("mp3", seconds=3.7).read_bytes())

    with CountedFile(path) as file:
        found = probe(file)
        bytes_read = file.bytes_read

    assert found.exact and found.duration_seconds == Decimal("3.700")
    assert bytes_read < 100_000
    assert abs(decoded_seconds(path) - 3.7) < 0.002


def test_a_vbri_header_is_believed(audio_file):
    tagged = audio_file("mp3_without_header", seconds=3.7).read_bytes()
    sound = tagged[tagged.index(b"\xff\xfb") :]
    frame_size = 144 * 64_000 // 48_000
    frames = len(sound) // frame_size
    vbri = b"VBRI" + struct.pack(">HHHII", 1, 0, 75, len(sound) + frame_size, frames)
    header = (sound[:4] + bytes(32) + vbri).ljust(frame_size, b"\0")

    found = probed(header + sound)

    assert found.exact
    assert abs(float(found.duration_seconds) - 3.7) < 0.15


@pytest.mark.parametrize("kind", ["mp3", "opus"])
def test_two_recordings_joined_are_measured(audio_file, kind):
    data = audio_file(kind, seconds=3.7).read_bytes()
    data += audio_file(kind, seconds=3.7, sound="tone").read_bytes()

    assert not probed(data).exact
    assert abs(measured_seconds(data) - 7.4) < 0.2


def test_a_video_longer_than_its_sound_lasts_as_long_as_the_sound(audio_file):
    for kind in ("mp4_video", "webm_video"):
        path = audio_file(kind, seconds=2, video_seconds=6)

        found = probed(path.read_bytes())

        assert found.exact
        assert abs(float(found.duration_seconds) - 2) < 0.05


def test_measuring_can_stop_early(audio_file):
    path = audio_file("flac", seconds=600, sample_rate=16_000, sound="tone")

    with CountedFile(path) as file:
        found = measure(file, stop_after=10)
        bytes_read = file.bytes_read

    assert 10 < found.duration_seconds < 11
    assert bytes_read < path.stat().st_size / 5


@pytest.mark.parametrize("kind", ["mp3", "wav", "m4a_faststart", "webm", "wma"])
def test_a_cut_file_is_not_believed(audio_file, kind):
    data = audio_file(kind, seconds=10).read_bytes()
    cut = data[: len(data) * 6 // 10]

    assert not probed(cut).exact
    assert 4 < measured_seconds(cut) < 7


@pytest.mark.parametrize("kind", ["flac", "opus", "aac_adts", "mp3_without_header"])
def test_a_cut_file_is_measured_by_what_is_left(audio_file, kind):
    data = audio_file(kind, seconds=10).read_bytes()

    assert 4 < measured_seconds(data[: len(data) * 6 // 10]) < 7


def test_an_mp4_cut_before_its_index_is_refused(audio_file):
    data = audio_file("m4a_moov_at_end", seconds=3.7).read_bytes()

    with pytest.raises(UnsupportedAudio, match="or is damaged"):
        probed(data[: len(data) // 2])


@pytest.mark.parametrize("kind", [*STATED, *UNSTATED])
def test_no_cut_and_no_damage_breaks_the_reader(audio_file, kind):
    data = audio_file(kind, seconds=3.7).read_bytes()
    chance = random.Random(kind)

    for _ in range(12):
        damaged = bytearray(data[: chance.randrange(1, len(data))])
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        for read in (probe, measure):
            try:
                assert read(io.BytesIO(damaged)).duration_seconds >= 0
            except UnsupportedAudio as error:
                assert error.details["reason"]


def test_ten_hours_declared_and_a_second_inside_measures_a_second(audio_file):
    flac = bytearray(audio_file("flac", seconds=1).read_bytes())
    flac[21:26] = (flac[21] >> 4 << 36 | 36_000 * 48_000).to_bytes(5)
    m4a = bytearray(audio_file("m4a_faststart", seconds=1).read_bytes())
    for box, at in ((b"mdhd", 16), (b"mvhd", 16), (b"tkhd", 20), (b"elst", 8)):
        start = m4a.index(box) + 4 + at
        m4a[start : start + 4] = (36_000 * 48_000).to_bytes(4)
    long_wav = bytearray(audio_file("wav", seconds=1).read_bytes())
    start = long_wav.index(b"data") + 4
    long_wav[start : start + 4] = (36_000 * 96_000 % 2**32).to_bytes(4, "little")

    assert probed(flac).duration_seconds == 36_000
    for data in (flac, m4a, long_wav):
        assert abs(measured_seconds(data) - 1) < 0.05


def test_the_web_process_needs_no_numpy():
    code = "import sys, transcriptions.audio.probe; sys.exit('numpy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
