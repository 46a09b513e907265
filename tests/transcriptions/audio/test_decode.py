"""Decoding real files: what comes out, when it stops, what it survives, what it costs."""

from __future__ import annotations

import io
import random
import subprocess
import sys

import numpy as np
import pytest

from tests.audio_files import KINDS
from transcriptions.audio.decode import (
    SAMPLE_RATE,
    AudioLongerThanDeclared,
    CorruptAudio,
    decode,
)
from transcriptions.audio.probe import UnsupportedAudio, probe

DECODABLE = [kind for kind in KINDS if kind not in {"mp4_encrypted", "mp4_video_only"}]


def decoded(data, *, max_seconds=3600.0):
    return np.concatenate(list(decode(io.BytesIO(data), max_seconds=max_seconds)))


def loudest_frequency(samples):
    spectrum = np.abs(np.fft.rfft(samples * np.hanning(len(samples))))
    return np.argmax(spectrum) * SAMPLE_RATE / len(samples)


@pytest.mark.parametrize("kind", DECODABLE)
def test_every_format_comes_out_as_mono_16_khz_in_small_blocks(audio_file, kind):
    data = audio_file(kind, seconds=7, channels=2, sound="tone").read_bytes()

    blocks = list(decode(io.BytesIO(data), max_seconds=60))

    samples = np.concatenate(blocks)
    assert all(block.dtype == np.float32 and block.ndim == 1 for block in blocks)
    assert max(map(len, blocks)) <= 5 * SAMPLE_RATE
    assert min(map(len, blocks[:-1])) >= SAMPLE_RATE
    assert abs(len(samples) / SAMPLE_RATE - 7) < 0.15
    assert abs(loudest_frequency(samples) - 440) < 1
    assert 0.2 < np.abs(samples[SAMPLE_RATE:-SAMPLE_RATE]).max() < 0.4


def test_16_khz_mono_comes_out_unchanged(audio_file):
    data = audio_file("wav", seconds=3, sample_rate=16_000).read_bytes()

    samples = decoded(data)

    written = np.frombuffer(data[-3 * 32_000 :], np.int16)
    assert np.array_equal(samples, written.astype(np.float32) / 32768)


@pytest.mark.parametrize("channels", range(1, 8))
def test_channels_are_mixed_without_growing_louder(audio_file, channels):
    data = audio_file("wav", seconds=1, channels=channels, sound="tone").read_bytes()

    peak = np.abs(decoded(data)).max()

    assert abs(peak - 0.3) < 0.02


def test_the_sound_of_a_video_is_decoded_without_its_pictures(audio_file):
    data = audio_file("mp4_video", seconds=3, sound="tone").read_bytes()

    assert abs(loudest_frequency(decoded(data)) - 440) < 1


def test_numbers_that_are_no_sound_become_silence_or_full_scale(audio_file):
    data = bytearray(
        audio_file("wav_float", seconds=1, sample_rate=16_000).read_bytes()
    )
    strange = np.array([np.nan, np.inf, -np.inf, 9.0], np.float32).tobytes()
    start = data.index(b"data") + 8
    data[start : start + 16] = strange

    samples = decoded(bytes(data))

    assert samples[:4].tolist() == [0.0, 1.0, -1.0, 1.0]


def test_a_change_of_sample_rate_inside_the_stream_keeps_the_time(audio_file):
    first = audio_file("aac_adts", seconds=3, sample_rate=48_000).read_bytes()
    second = audio_file("aac_adts", seconds=3, sample_rate=16_000).read_bytes()

    samples = decoded(first + second)

    assert abs(len(samples) / SAMPLE_RATE - 6) < 0.3


def declared_as_one_second(audio_file, kind):
    """40 s under a header that says one second."""
    data = bytearray(
        audio_file(kind, seconds=40, sample_rate=16_000, sound="tone").read_bytes()
    )
    if kind == "flac":
        data[21:26] = (data[21] >> 4 << 36 | 16_000).to_bytes(5)
    elif kind == "m4a_faststart":
        for box, at, units in ((b"mdhd", 16, 16_000), (b"mvhd", 16, 1000)):
            start = data.index(box) + 4 + at
            data[start : start + 4] = units.to_bytes(4)
        del_edit = data.index(b"edts")
        data[del_edit : del_edit + 4] = b"free"
    return bytes(data)


@pytest.mark.parametrize("kind", ["flac", "m4a_faststart"])
def test_more_sound_than_declared_stops_early_and_cheaply(audio_file, kind):
    data = declared_as_one_second(audio_file, kind)
    file, came_out = io.BytesIO(data), 0
    declared = float(probe(file).duration_seconds)

    with pytest.raises(AudioLongerThanDeclared) as caught:
        for block in decode(file, max_seconds=declared + 5):
            came_out += len(block)

    assert declared < 1.1
    assert came_out <= (declared + 5) * SAMPLE_RATE
    assert caught.value.code == "DURATION_MISMATCH"
    assert caught.value.details == {"max_seconds": declared + 5}
    if kind == "flac":
        assert file.tell() < len(data) / 4


def test_a_wav_is_read_no_further_than_its_header_says(audio_file):
    data = bytearray(audio_file("wav", seconds=60, sample_rate=16_000).read_bytes())
    start = data.index(b"data") + 4
    data[start : start + 4] = (32_000).to_bytes(4, "little")

    assert len(decoded(bytes(data))) == SAMPLE_RATE


def test_sound_of_exactly_the_allowed_length_is_decoded(audio_file):
    data = audio_file("flac", seconds=3, sample_rate=16_000).read_bytes()

    assert len(decoded(data, max_seconds=3.0)) == 3 * SAMPLE_RATE


@pytest.mark.parametrize(
    "kind", ["mp3", "aac_adts", "ogg_opus", "webm", "m4a_faststart", "flac"]
)
def test_isolated_damage_is_skipped(audio_file, kind):
    data = bytearray(audio_file(kind, seconds=30, sound="tone").read_bytes())
    for tenth in (4, 5, 6):
        start = len(data) * tenth // 10
        data[start : start + 40] = random.Random(tenth).randbytes(40)

    samples = decoded(bytes(data))

    # An Ogg page, lost whole, holds a second; a WebM cluster up to five.
    lost = {"ogg_opus": 3.2, "webm": 9}.get(kind, 0.5)
    assert 30 - lost < len(samples) / SAMPLE_RATE < 30.2


@pytest.mark.parametrize("kind", ["m4a_faststart", "m4a_alac"])
def test_sound_replaced_by_noise_bytes_is_corrupt(audio_file, kind):
    data = bytearray(audio_file(kind, seconds=30).read_bytes())
    start = data.index(b"mdat") + 4
    size = int.from_bytes(data[start - 8 : start - 4]) - 8
    data[start : start + size] = random.Random(1).randbytes(size)

    with pytest.raises(CorruptAudio, match="can't be decoded") as caught:
        decoded(bytes(data))

    assert caught.value.code == "CORRUPT_AUDIO"
    assert caught.value.message == "The audio is too damaged to be decoded."


def test_what_is_no_audio_is_refused():
    with pytest.raises(UnsupportedAudio, match="not audio in a supported format"):
        decoded(b"Four score and seven years ago")


@pytest.mark.parametrize("kind", DECODABLE)
def test_no_damage_breaks_the_decoder(audio_file, kind):
    data = audio_file(kind, seconds=3.7).read_bytes()
    chance = random.Random(kind)

    for _ in range(10):
        damaged = bytearray(data)
        for _ in range(30):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            assert np.abs(decoded(bytes(damaged))).max() <= 1
        except (UnsupportedAudio, CorruptAudio, AudioLongerThanDeclared) as error:
            assert error.message


class FailingFile(io.BytesIO):
    """Reads fail beyond a part of the file."""

    def read(self, size=-1):
        if self.tell() > 200_000:
            raise OSError(5, "broken disk")
        return super().read(size)


def test_what_a_read_raises_comes_out_as_it_was(audio_file, capfd):
    data = audio_file("flac", seconds=60, sample_rate=16_000).read_bytes()
    blocks = decode(FailingFile(data), max_seconds=60)

    with pytest.raises(OSError, match="broken disk"):
        list(blocks)

    assert capfd.readouterr().err == ""


MEMORY_GROWTH = """
import sys
from transcriptions.audio.decode import decode

def peak_megabytes():
    # Not ru_maxrss: it starts at what the parent process held.
    status = open("/proc/self/status").read()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024

def decode_all(path):
    with open(path, "rb") as file:
        return sum(map(len, decode(file, max_seconds=7200)))

decode_all(sys.argv[1])
before = peak_megabytes()
samples = decode_all(sys.argv[2])
print(samples, peak_megabytes() - before)
"""


def test_memory_does_not_grow_with_the_length(audio_file):
    short = audio_file("flac", seconds=5, sample_rate=8_000, sound="silence")
    long = audio_file("flac", seconds=3600, sample_rate=8_000, sound="silence")

    output = subprocess.run(
        [sys.executable, "-c", MEMORY_GROWTH, short, long],
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    samples, growth = output.split()
    assert int(samples) == 3600 * SAMPLE_RATE
    assert float(growth) < 60
