"""The models' files and the engine: missing, damaged, at work."""

from __future__ import annotations

import pytest

from aitronos_site.doctor import diarizer, engine, models
from aitronos_site.doctor.findings import Level
from tests.aitronos_site.doctor.breakage import failure, findings, is_fine, warning
from transcriptions.model_files import catalogue


@pytest.fixture(autouse=True)
def whisperx(settings, tmp_path):
    settings.TRANSCRIPTION_ENGINE = "whisperx"
    settings.MODELS_DIR = tmp_path / "models"
    settings.WHISPERX_MODEL = "tiny"
    settings.WHISPERX_ALIGN_MODELS = {}
    settings.WHISPERX_THREADS = 2


def place(folder, *files):
    for file in files:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"{}")
    return folder


@pytest.fixture
def speech_model(settings, tmp_path):
    settings.WHISPERX_MODEL = str(place(tmp_path / "tiny", "model.bin", "config.json"))


@pytest.fixture
def all_files(settings, speech_model):
    place(settings.MODELS_DIR, catalogue.aligner("en").path)


def test_all_files_that_are_there_are_told_with_their_place(settings, all_files):
    told = [finding.text for finding in findings(models)]

    assert told == [
        f"Speech model {settings.WHISPERX_MODEL}: 0.0 GB in {settings.WHISPERX_MODEL}.",
        "Aligners are there for: en.",
    ]


def test_a_speech_model_that_is_missing_is_a_failure_of_whisperx(settings, all_files):
    settings.WHISPERX_MODEL = "tiny"

    found = failure(models)

    assert found.text == (
        "The speech model tiny is not there: model.bin, config.json not in "
        f"{settings.MODELS_DIR}."
    )
    assert found.mend.startswith("Run: manage.py fetch_models --model; or name")


def test_an_interrupted_download_is_told_by_what_it_lacks(settings, all_files):
    (place(settings.MODELS_DIR / "half", "config.json"))
    settings.WHISPERX_MODEL = str(settings.MODELS_DIR / "half")

    assert f"model.bin not in {settings.WHISPERX_MODEL}" in failure(models).text


def test_with_auto_it_is_a_warning_about_who_stands_in(settings):
    settings.TRANSCRIPTION_ENGINE = "auto"

    found = warning(models)

    assert found.text.endswith("PocketSphinx stands in, which makes many errors.")


def test_pocketsphinx_needs_no_files(settings):
    settings.TRANSCRIPTION_ENGINE = "pocketsphinx"

    assert [finding.level for finding in findings(models)] == [Level.OK]


def test_an_aligner_that_was_named_and_is_not_there(settings, all_files):
    settings.WHISPERX_ALIGN_MODELS = {"de": "/models/german"}

    found = failure(models)

    assert found.text.startswith("The aligner for de, /models/german, is not there: ")
    assert "fetch_models --language de; or correct WHISPERX_ALIGN_MODELS" in found.mend


@pytest.mark.parametrize(
    ("offline", "says"),
    [(True, "are estimated."), (False, "fetches its own, or estimates.")],
)
def test_no_aligner_at_all(settings, speech_model, offline, says):
    settings.HF_HUB_OFFLINE = offline

    found = warning(models)

    assert found.text.startswith("No aligner is there: ")
    assert found.text.endswith(says)
    assert "manage.py fetch_models --language en" in found.mend


@pytest.mark.parametrize("name", ["auto", "embedded"])
def test_without_pyannote_the_embedded_diarizer_is_fine(settings, name):
    settings.DIARIZER = name

    assert "embedded diarizer" in findings(diarizer)[0].text
    assert is_fine(diarizer)


def test_pyannote_that_was_asked_for_and_is_not_there(settings):
    settings.DIARIZER = "pyannote"

    found = failure(diarizer)

    assert found.text == f"{settings.PYANNOTE_MODEL} is not in {settings.MODELS_DIR}."
    assert "manage.py fetch_models --diarizer" in found.mend
    assert "DIARIZER=embedded" in found.mend


def test_pyannote_that_is_there_is_told_with_its_place(settings, tmp_path):
    settings.DIARIZER = "auto"
    settings.PYANNOTE_MODEL = str(place(tmp_path / "pipeline", "config.yaml"))

    assert findings(diarizer)[0].text.endswith(f"lies in {tmp_path / 'pipeline'}.")


def test_without_its_files_the_engine_is_not_loaded(settings):
    [found] = findings(engine)

    assert (found.level, "the speech model is not there" in found.text) == (
        Level.SKIPPED,
        True,
    )


def test_quick_loads_nothing(settings):
    settings.TRANSCRIPTION_ENGINE = "no such engine"

    assert [f.level for f in findings(engine, quick=True)] == [Level.SKIPPED]


def test_an_engine_that_does_not_exist(settings):
    settings.TRANSCRIPTION_ENGINE = "whisper"

    assert "Unknown speech engine 'whisper'" in failure(engine).text


def test_a_text_that_is_empty_is_a_failure():
    found = engine._text("")

    assert found.level is Level.FAILURE
    assert "Fetch another one: manage.py fetch_models --model NAME" in found.mend


def test_what_is_slower_than_speech_is_a_warning():
    assert engine._speed(0.99).level is Level.OK
    found = engine._speed(2.5)

    assert found.level is Level.WARNING
    assert found.text == (
        "10 s of speech took 25.0 s: real-time factor 2.50, an hour of audio in about "
        "150 min."
    )
    assert "take a smaller WHISPERX_MODEL" in found.mend
