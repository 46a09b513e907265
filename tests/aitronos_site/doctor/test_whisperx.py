"""The engine's checks with the real WhisperX: damaged weights, and weights that load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from aitronos_site.doctor import engine
from aitronos_site.doctor.findings import Level
from tests.aitronos_site.doctor.breakage import failure, findings

MODELS = Path(__file__).parents[2] / "micro_models"

pytestmark = pytest.mark.filterwarnings("ignore")  # of the speech libraries


@pytest.fixture(autouse=True)
def whisperx(settings, tmp_path):
    settings.TRANSCRIPTION_ENGINE = "whisperx"
    settings.MODELS_DIR = tmp_path / "models"
    settings.WHISPERX_THREADS = 2


def test_weights_that_are_damaged(settings, tmp_path):
    for file in ("model.bin", "config.json"):
        (tmp_path / file).write_bytes(b"{}")
    settings.WHISPERX_MODEL = str(tmp_path)

    found = failure(engine)

    assert "could not load the weights in" in found.text
    assert "manage.py fetch_models --model" in found.mend


def test_the_sample_goes_through_whisperx_its_aligner_and_a_diarizer(settings):
    """Small models that were trained on few words, of which the sample has some."""
    settings.WHISPERX_MODEL = str(MODELS / "whisper")
    settings.WHISPERX_ALIGN_MODELS = {"en": str(MODELS / "aligner")}
    settings.DIARIZER = "embedded"

    found = findings(engine)

    told = [finding.text for finding in found]
    assert {finding.level for finding in found} <= {Level.OK, Level.WARNING}, told
    assert re.match(r"Loaded in \d+\.\d s. WhisperX with ", told[0])
    assert re.match(r"whisperx \S+, model whisper, on \w+, compute type auto", told[1])
    assert told[2] == "Speakers: The embedded diarizer, as configured."
    assert "real-time factor" in told[3]
    assert "morning" in told[4]
    assert re.fullmatch(r"\d speaker\(s\) were told apart; the sample has 2.", told[5])
