"""The engine's checks with the real WhisperX: damaged weights, and weights that load."""

from __future__ import annotations

import re

import pytest

from aitronos_site.doctor import engine
from tests.aitronos_site.doctor.breakage import failure, findings
from tests.transcriptions.engines import random_whisper

pytestmark = pytest.mark.filterwarnings("ignore")  # of the speech libraries


@pytest.fixture(autouse=True)
def whisperx(settings, tmp_path):
    settings.TRANSCRIPTION_ENGINE = "whisperx"
    settings.MODELS_DIR = tmp_path / "models"
    settings.WHISPERX_THREADS = 2


@pytest.fixture(scope="module")
def weights(tmp_path_factory):
    return random_whisper.build(tmp_path_factory.mktemp("whisper"), multilingual=False)


def test_weights_that_are_damaged(settings, tmp_path):
    for file in ("model.bin", "config.json"):
        (tmp_path / file).write_bytes(b"{}")
    settings.WHISPERX_MODEL = str(tmp_path)

    found = failure(engine)

    assert "could not load the weights in" in found.text
    assert "manage.py fetch_models --model" in found.mend


def test_the_sample_goes_through_whisperx(settings, weights):
    """Random weights, so that what is heard is nonsense or nothing."""
    settings.WHISPERX_MODEL = str(weights)

    told = [finding.text for finding in findings(engine)]

    assert re.match(r"Loaded in \d+\.\d s. WhisperX with ", told[0])
    assert re.match(r"whisperx \S+, model \S+, on \w+, compute type auto", told[1])
    assert any("real-time factor" in text for text in told)
