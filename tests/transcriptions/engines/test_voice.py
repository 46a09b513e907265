from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.transcriptions.engines.speech import (
    INVOICE,
    load,
    music,
    noise,
    ringing,
    silence,
)
from transcriptions.engines import voice
from transcriptions.engines.base import EngineUnavailable
from transcriptions.engines.speech_chunks import levelled

PROJECT = Path(__file__).parents[3]


def test_it_hears_the_voice_and_where_it_is():
    samples = np.concatenate([silence(2), load(INVOICE), silence(2)])

    voiced = voice.voiced_frames(samples)

    spoken = np.flatnonzero(voiced) * voice.FRAME_SECONDS
    assert len(voiced) == -(-len(samples) // voice.FRAME)
    assert 1.9 < spoken[0] < 2.4
    assert 4.0 < spoken[-1] < 4.8


@pytest.mark.parametrize(
    "samples",
    [
        silence(0),
        silence(60),
        noise(60),
        levelled(noise(60) / 9_000),
        music(60),
        ringing(60),
    ],
    ids=["nothing", "silence", "noise", "amplified", "music", "ringing"],
)
def test_silence_noise_and_music_are_no_voice(samples):
    assert not voice.voiced_frames(samples).any()


def test_long_audio_is_heard_as_in_one_piece(monkeypatch):
    samples = np.concatenate([music(3), load(INVOICE)])
    whole = voice.voice_probabilities(samples)

    monkeypatch.setattr(voice, "BATCH", 7)

    assert np.allclose(voice.voice_probabilities(samples), whole, atol=1e-5)


def test_it_imports_no_torch():
    code = (
        "import sys, numpy; from transcriptions.engines import voice;"
        "voice.voiced_frames(numpy.zeros(16_000, numpy.float32));"
        "print(sorted({'torch', 'faster_whisper', 'ctranslate2'} & set(sys.modules)))"
    )

    asked = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True
    )

    assert asked.stdout.strip() == "[]", asked.stderr


def test_a_missing_detector_is_reported_by_name(monkeypatch):
    monkeypatch.setattr(voice, "ASSET", "assets/none.onnx")
    voice._detector.cache_clear()

    with pytest.raises(EngineUnavailable, match=r"none\.onnx is not installed"):
        voice.voice_probabilities(silence(1))

    voice._detector.cache_clear()
