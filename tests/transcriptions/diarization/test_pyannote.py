from __future__ import annotations

import json
import os

import numpy as np
import pytest

from tests.transcriptions.diarization.dialogues import dialogue, error_rate
from transcriptions.diarization.base import DiarizationFailed, DiarizerUnavailable
from transcriptions.diarization.pyannote import PyannoteDiarizer

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def diarizer(pipeline_folder):
    return PyannoteDiarizer(str(pipeline_folder), offline=True)


@pytest.fixture(scope="module")
def spoken():
    return dialogue(["slt", "rms"], 4)


@pytest.fixture(scope="module")
def samples(spoken):
    return spoken[0]


def heard(diarizer, samples, *cuts):
    """The evidence of windows that end at these seconds, and at the end."""
    evidence, begin = [], 0
    for end in [*(round(cut * 16_000) for cut in cuts), len(samples)]:
        evidence.append(
            diarizer.hear(
                samples[begin:end], start=begin / 16_000, on_progress=lambda _: None
            )
        )
        begin = end
    return evidence


@pytest.mark.parametrize("expected", [None, 2])
def test_a_real_pipeline_tells_who_speaks_when(diarizer, spoken, expected):
    samples, truth = spoken
    evidence = heard(diarizer, samples, 4.0)

    turns = diarizer.turns(evidence, expected=expected)

    assert error_rate(truth, turns) <= 0.10
    assert list(dict.fromkeys(turn.speaker for turn in turns)) == ["S1", "S2"]


def test_its_evidence_can_be_stored(diarizer, samples):
    evidence = heard(diarizer, samples, 4.0)

    assert json.loads(json.dumps(evidence)) == evidence


def test_the_count_that_the_customer_gave_is_kept(diarizer, samples):
    turns = diarizer.turns(heard(diarizer, samples), expected=1)

    assert {turn.speaker for turn in turns} == {"S1"}


def test_a_new_file_replaces_one_that_was_given_up(diarizer, samples):
    heard(diarizer, np.concatenate([samples, samples]), 8.0)

    turns = diarizer.turns(heard(diarizer, samples), expected=1)

    assert turns[-1].end < len(samples) / 16_000


def test_a_window_whose_predecessors_it_did_not_hear_is_refused(diarizer, samples):
    diarizer.turns(heard(diarizer, samples[:16_000]), expected=1)

    with pytest.raises(DiarizationFailed) as failure:
        diarizer.hear(samples, start=600.0, on_progress=lambda _: None)

    assert "before 600.0 s" in failure.value.system_message


def test_evidence_of_another_process_is_refused(diarizer, samples):
    evidence = heard(diarizer, samples)
    heard(diarizer, samples[:16_000])

    with pytest.raises(DiarizationFailed):
        diarizer.turns(evidence, expected=None)


def test_nothing_heard_makes_no_turns(diarizer):
    evidence = heard(diarizer, np.zeros(0, np.float32))

    assert diarizer.turns(evidence, expected=None) == ()


def test_it_sends_no_telemetry(diarizer):
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "false"


def test_a_directory_without_a_pipeline_is_named(tmp_path):
    with pytest.raises(DiarizerUnavailable, match=r"config\.yaml"):
        PyannoteDiarizer(str(tmp_path))


def test_a_gated_pipeline_asks_for_a_token(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))

    with pytest.raises(DiarizerUnavailable, match="HF_TOKEN"):
        PyannoteDiarizer("pyannote/speaker-diarization-community-1")


def test_offline_it_asks_for_a_directory(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))

    with pytest.raises(DiarizerUnavailable, match="downloads are switched off"):
        PyannoteDiarizer("pyannote/any", token="hf_x", offline=True)


def test_a_broken_pipeline_is_named(tmp_path):
    (tmp_path / "config.yaml").write_text("pipeline: {name: no.such.Pipeline}")

    with pytest.raises(DiarizerUnavailable, match="does not load"):
        PyannoteDiarizer(str(tmp_path))
