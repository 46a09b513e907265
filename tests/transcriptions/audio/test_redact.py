"""Files rendered anew: what is blanked, what stays as it was, how long they last."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import wave

import av
import numpy as np
import pytest

from transcriptions.audio.decode import SAMPLE_RATE, CorruptAudio, decode
from transcriptions.audio.probe import UnsupportedAudio, probe
from transcriptions.audio.redact import render
from transcriptions.options import Format, Method

SPAN = (1.0, 2.0)
INSIDE = slice(round(1.05 * SAMPLE_RATE), round(1.95 * SAMPLE_RATE))


def ignore(seconds):
    """Progress is not of interest here."""


def rendered(data, spans=(SPAN,), *, method="tone", format="wav", report=ignore):
    target = io.BytesIO()
    seconds = render(
        io.BytesIO(data),
        target,
        spans,
        method=Method(method),
        format=Format(format),
        on_progress=report,
    )
    return target.getvalue(), seconds


def decoded(data):
    return np.concatenate(list(decode(io.BytesIO(data), max_seconds=3600)))


def pcm(data):
    with wave.open(io.BytesIO(data)) as file:
        shape = (-1, file.getnchannels())
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(shape)


def share_of_tone(samples):
    """How much of the energy is at 1 kHz."""
    times = np.arange(len(samples)) / SAMPLE_RATE
    wave = np.exp(-2j * np.pi * 1000 * times)
    return 2 * abs(samples @ wave) ** 2 / len(samples) / (samples @ samples)


SOURCES = ["wav", "mp3", "m4a_faststart", "ogg_vorbis", "opus", "flac", "webm", "wma"]


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("rate", [8_000, 16_000, 44_100, 48_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_rate_keeps_its_length(audio_file, format, rate, channels):
    data = audio_file(
        "wav", seconds=3.3, sample_rate=rate, channels=channels
    ).read_bytes()

    found, seconds = rendered(data, format=format)

    described = probe(io.BytesIO(found))
    assert (described.sample_rate, described.channels) == (rate, channels)
    assert described.container == format
    assert len(decoded(found)) == len(decoded(data))
    assert abs(seconds - 3.3) < 0.001
    assert abs(float(described.duration_seconds) - 3.3) < 0.001


@pytest.mark.parametrize("format", Format)
@pytest.mark.parametrize("kind", SOURCES)
def test_every_source_keeps_its_length_and_sounds_the_same(audio_file, kind, format):
    data = audio_file(kind, seconds=4.1, channels=2, sound="tone").read_bytes()

    found, _ = rendered(data, format=format, method="silence")

    before, after = decoded(data), decoded(found)
    assert abs(len(after) - len(before)) <= 0.001 * SAMPLE_RATE
    rest = slice(round(2.1 * SAMPLE_RATE), round(3.9 * SAMPLE_RATE))
    noise = after[rest] - before[rest]
    ratio = np.sum(before[rest] ** 2) / (np.sum(noise**2) + 1e-9)
    assert 10 * np.log10(ratio) > (60 if format == "wav" else 30)
    assert np.abs(after[INSIDE]).max() < 0.001


@pytest.mark.parametrize("channels", range(1, 8))
def test_a_wav_is_bit_equal_outside_of_the_spans(audio_file, channels):
    data = audio_file(
        "wav", seconds=3, sample_rate=11_025, channels=channels
    ).read_bytes()

    found, _ = rendered(data, spans=[(0.5, 0.7), SPAN])

    with av.open(io.BytesIO(data)) as file:
        frames = [frame.to_ndarray() for frame in file.decode(audio=0)]
    before = np.concatenate(frames, axis=1).reshape(-1, channels)
    after = np.frombuffer(found[found.index(b"data") + 8 :], "<i2")
    after = after.reshape(-1, channels)
    same = (before == after).all(axis=1)
    blanked = np.flatnonzero(~same)
    assert len(before) == len(after)
    assert not same[round(0.52 * 11_025) : round(0.68 * 11_025)].all()
    assert blanked.min() >= int(0.5 * 11_025)
    assert blanked.max() <= int(2.0 * 11_025) + 1
    assert same[round(0.7 * 11_025) + 1 : int(1.0 * 11_025)].all()


def test_what_is_louder_than_16_bits_hold_is_converted_as_the_decoder_does(audio_file):
    data = audio_file("flac", seconds=3, sample_rate=44_100, channels=2).read_bytes()

    found, _ = rendered(data)

    untouched, _ = rendered(data, spans=[])
    before, after = pcm(untouched), pcm(found)
    assert np.array_equal(before[:44_100], after[:44_100])
    assert np.array_equal(before[88_200:], after[88_200:])


@pytest.mark.parametrize("format", Format)
def test_the_tone_is_moderate_has_one_pitch_and_comes_softly(audio_file, format):
    data = audio_file("wav", seconds=3, sample_rate=16_000, sound="tone").read_bytes()

    found, _ = rendered(data, format=format)

    inside = decoded(found)[INSIDE]
    assert share_of_tone(inside) > 0.999
    assert 0.09 < np.abs(inside).max() < 0.11
    if format == "wav":
        first = pcm(found)[SAMPLE_RATE : SAMPLE_RATE + 16, 0]
        last = pcm(found)[2 * SAMPLE_RATE - 16 : 2 * SAMPLE_RATE, 0]
        assert np.abs(first).max() < 200 > np.abs(last).max()


def test_silence_is_nothing_but_zeros(audio_file):
    data = audio_file("wav", seconds=3, sample_rate=8_000, channels=2).read_bytes()

    found, _ = rendered(data, method="silence")

    assert not pcm(found)[8_000:16_000].any()


def test_a_sample_that_a_span_touches_is_blanked(audio_file):
    data = audio_file("wav", seconds=1, sample_rate=8_000, sound="tone").read_bytes()
    spans = [(0.100_160, 0.100_170)]  # within sample 801

    found, _ = rendered(data, spans=spans, method="silence")

    changed = np.flatnonzero(pcm(found) != pcm(data))
    assert changed.tolist() == [801]


def test_spans_reach_over_the_ends_and_may_overlap(audio_file):
    data = audio_file("wav", seconds=2, sample_rate=8_000, sound="tone").read_bytes()
    spans = [(1.5, 99.0), (-3.0, 0.2), (0.1, 0.5)]

    found, _ = rendered(data, spans=spans, method="silence")

    assert not pcm(found)[:4_000].any()
    assert np.array_equal(pcm(found)[4_000:12_000], pcm(data)[4_000:12_000])
    assert not pcm(found)[12_000:].any()
    assert len(pcm(found)) == 16_000


@pytest.mark.parametrize("rate, chosen", [(9_000, 11_025), (96_000, 48_000)])
def test_mp3_takes_the_nearest_rate_that_loses_least(audio_file, rate, chosen):
    data = audio_file("wav", seconds=2.5, sample_rate=rate, channels=3).read_bytes()

    found, _ = rendered(data, format="mp3")

    described = probe(io.BytesIO(found))
    assert (described.sample_rate, described.channels) == (chosen, 2)
    assert abs(len(decoded(found)) - len(decoded(data))) <= 0.001 * SAMPLE_RATE


def test_a_change_of_form_inside_the_stream_keeps_the_time(audio_file):
    first = audio_file("aac_adts", seconds=3, sample_rate=48_000, channels=2)
    second = audio_file("aac_adts", seconds=3, sample_rate=16_000)
    data = first.read_bytes() + second.read_bytes()

    found, _ = rendered(data, spans=[(1, 2), (4, 5)], method="silence")

    after = decoded(found)
    assert abs(len(after) - len(decoded(data))) <= 0.001 * SAMPLE_RATE
    assert np.abs(after[4 * SAMPLE_RATE + 50 : 5 * SAMPLE_RATE - 50]).max() == 0
    assert np.abs(after[5 * SAMPLE_RATE :]).max() > 0.1


@pytest.mark.parametrize("kind", ["mp3", "aac_adts", "opus", "m4a_faststart", "flac"])
def test_damage_takes_the_same_time_from_both(audio_file, kind):
    data = bytearray(audio_file(kind, seconds=20, sound="tone").read_bytes())
    for tenth in (4, 5, 6):
        start = len(data) * tenth // 10
        data[start : start + 40] = random.Random(tenth).randbytes(40)
    data = bytes(data)

    found, _ = rendered(data, spans=[(15, 16)], method="silence")

    before, after = decoded(data), decoded(found)
    assert len(before) < 20.2 * SAMPLE_RATE
    assert abs(len(after) - len(before)) <= 0.001 * SAMPLE_RATE
    silent = slice(round(15.01 * SAMPLE_RATE), round(15.99 * SAMPLE_RATE))
    assert not after[silent].any()
    assert np.abs(after[silent.stop + 200 :][:800]).max() > 0.2


def test_what_is_no_audio_is_refused():
    with pytest.raises(UnsupportedAudio):
        rendered(b"Four score and seven years ago")


def test_audio_that_is_all_damage_is_refused(audio_file):
    data = bytearray(audio_file("m4a_alac", seconds=30).read_bytes())
    start = data.index(b"mdat") + 4
    size = int.from_bytes(data[start - 8 : start - 4]) - 8
    data[start : start + size] = random.Random(1).randbytes(size)

    with pytest.raises(CorruptAudio):
        rendered(bytes(data))


class Stopped(Exception):
    """What a progress callback raises."""


@pytest.mark.parametrize("format", Format)
def test_progress_comes_every_second_and_may_stop_the_work(audio_file, format):
    data = audio_file("wav", seconds=5, sample_rate=8_000).read_bytes()
    told = []

    def report(seconds):
        told.append(seconds)
        if seconds >= 3:
            raise Stopped

    with pytest.raises(Stopped):
        rendered(data, format=format, report=report)

    assert told == sorted(told)
    assert 3 <= len(told) <= 4


class FullDisk(io.BytesIO):
    """Writes fail beyond a part of the file."""

    def write(self, data):
        if self.tell() > 30_000:
            raise OSError(28, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("format", Format)
def test_what_a_write_raises_comes_out_as_it_was(audio_file, format):
    source = audio_file("wav", seconds=30, sample_rate=16_000).open("rb")

    with source, pytest.raises(OSError, match="No space left"):
        render(
            source,
            FullDisk(),
            [SPAN],
            method=Method.TONE,
            format=format,
            on_progress=ignore,
        )


def test_a_wav_keeps_room_to_grow_past_4_gib(audio_file):
    """The muxer turns this chunk into the "ds64" of an RF64, where it must."""
    data = audio_file("wav", seconds=1, sample_rate=8_000).read_bytes()

    found, _ = rendered(data)

    assert found[12:20] == b"JUNK" + (28).to_bytes(4, "little")


MEMORY_GROWTH = """
import sys
from transcriptions.audio.redact import render
from transcriptions.options import Format, Method

def peak_megabytes():
    # Not ru_maxrss: it starts at what the parent process held.
    status = open("/proc/self/status").read()
    return int(status.split("VmHWM:")[1].split()[0]) / 1024

def render_all(path):
    spans = [(at, at + 1) for at in range(0, 3600, 10)]
    how = dict(method=Method.TONE, on_progress=lambda seconds: None)
    with open(path, "rb") as file, open(sys.argv[3], "w+b") as target:
        return render(file, target, spans, format=Format(sys.argv[4]), **how)

render_all(sys.argv[1])
before = peak_megabytes()
print(render_all(sys.argv[2]), peak_megabytes() - before)
"""


@pytest.mark.parametrize("format, length", [("wav", 3600), ("mp3", 1200)])
def test_memory_does_not_grow_with_the_length(audio_file, tmp_path, format, length):
    short = audio_file("flac", seconds=5, sample_rate=8_000, sound="silence")
    long = audio_file("flac", seconds=length, sample_rate=8_000, sound="silence")

    output = subprocess.run(
        [sys.executable, "-c", MEMORY_GROWTH, short, long, tmp_path / "out", format],
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    seconds, growth = map(float, output.split())
    assert seconds == length
    assert growth < 60
