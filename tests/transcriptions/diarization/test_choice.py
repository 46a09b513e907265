from __future__ import annotations

import pytest

from transcriptions.diarization.base import DiarizerUnavailable
from transcriptions.diarization.choice import DiarizerConfig, choose

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(autouse=True)
def empty_cache(monkeypatch, tmp_path):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


def test_auto_takes_pyannote_where_its_pipeline_lies(pipeline_folder):
    config = DiarizerConfig(pyannote_model=str(pipeline_folder), device="cpu")

    diarizer, reason = choose("auto", config)

    assert (diarizer.name, diarizer.resumable) == ("pyannote", False)
    assert str(pipeline_folder) in reason


def test_auto_finds_a_pipeline_in_the_cache_of_the_hub(pipeline_folder, tmp_path):
    snapshots = tmp_path / "hub" / "models--somebody--speakers" / "snapshots"
    snapshots.mkdir(parents=True)
    (snapshots / "1a2b").symlink_to(pipeline_folder)

    diarizer, _ = choose("auto", DiarizerConfig("somebody/speakers", device="cpu"))

    assert diarizer.name == "pyannote"


def test_auto_takes_the_embedded_one_where_there_is_no_pipeline():
    diarizer, reason = choose("auto", DiarizerConfig(token="hf_x", device="cpu"))

    assert (diarizer.name, diarizer.resumable) == ("embedded", True)
    assert "not on this machine" in reason


def test_auto_takes_the_embedded_one_where_the_pipeline_is_broken(tmp_path):
    (tmp_path / "config.yaml").write_text("pipeline: {name: no.such.Pipeline}")

    diarizer, reason = choose("auto", DiarizerConfig(str(tmp_path), device="cpu"))

    assert diarizer.name == "embedded"
    assert "does not load" in reason


def test_the_one_that_was_named_is_taken_or_nothing():
    diarizer, _ = choose("embedded", DiarizerConfig(device="cpu"))

    assert diarizer.name == "embedded"
    with pytest.raises(DiarizerUnavailable, match="HF_TOKEN"):
        choose("pyannote", DiarizerConfig(device="cpu"))


def test_an_unknown_name_is_refused_with_those_that_exist():
    with pytest.raises(DiarizerUnavailable, match="auto, embedded, pyannote"):
        choose("magic", DiarizerConfig())
