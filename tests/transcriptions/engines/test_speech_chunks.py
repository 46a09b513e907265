from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.transcriptions.engines.speech import INVOICE, load, silence
from transcriptions.engines import speech_chunks as module
from transcriptions.engines.speech_chunks import levelled, pcm16
from transcriptions.engines.voice import voiced_frames


def speech_chunks(samples, **kwargs):
    return module.speech_chunks(samples, voiced_frames(samples), **kwargs)


def voiced_seconds(samples):
    spans = module.voiced_spans(samples, voiced_frames(samples))
    return sum(end - start for start, end in spans)


def test_silence_and_nothing_hold_no_speech():
    assert speech_chunks(silence(3)) == []
    assert speech_chunks(silence(0)) == []


def test_a_pause_separates_chunks_and_is_left_out():
    speech = load(INVOICE)
    samples = np.concatenate([silence(2), speech, silence(3), speech, silence(2)])

    first, second = speech_chunks(samples)

    assert first[0] / 16_000 == pytest.approx(2.0, abs=0.5)
    assert first[1] / 16_000 == pytest.approx(4.6, abs=0.6)
    assert second[0] / 16_000 == pytest.approx(7.6, abs=0.5)


def test_no_chunk_is_longer_than_asked_and_none_overlap():
    speech = np.tile(load(INVOICE)[4_000:-6_000], 12)

    chunks = speech_chunks(speech, longest=5.0)

    assert max(end - start for start, end in chunks) <= 5.0 * 16_000
    assert all(a[1] <= b[0] for a, b in pairwise(chunks))
    assert sum(end - start for start, end in chunks) == pytest.approx(
        len(speech), rel=0.05
    )


def test_samples_beyond_full_scale_are_clipped():
    samples = np.array([-2.0, 0.0, 2.0], np.float32)

    assert np.frombuffer(pcm16(samples), "<i2").tolist() == [-32767, 0, 32767]


@pytest.mark.parametrize("gain", [1.9, 0.3, 0.05])
def test_loud_and_soft_recordings_come_to_one_level(gain):
    speech = load(INVOICE)

    level = levelled(speech * np.float32(gain))

    assert level == pytest.approx(levelled(speech), abs=1e-4)
    assert np.quantile(np.abs(level), 0.999) == pytest.approx(0.5, abs=0.01)


def test_silence_and_faint_noise_stay_silent():
    noise = np.random.default_rng(0).normal(0, 1e-4, 16_000).astype(np.float32)

    assert not levelled(silence(1)).any()
    assert np.abs(levelled(noise)).max() < 0.05


def test_a_pause_inside_a_chunk_is_not_counted_as_speech():
    spoken = load(INVOICE)
    paused = np.concatenate([spoken, silence(1.0), spoken])

    assert len(speech_chunks(paused)) == 1
    extra = voiced_seconds(paused) - 2 * voiced_seconds(spoken)
    assert abs(extra) < 0.4
