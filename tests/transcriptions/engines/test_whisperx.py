from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.transcriptions.engines import random_whisper
from tests.transcriptions.engines.speech import INVOICE, ignore, load, silence
from transcriptions.engines.base import (
    Aborted,
    EngineError,
    EngineUnavailable,
    LanguageNotSupported,
)
from transcriptions.engines.choice import EngineConfig, choose
from transcriptions.engines.whisperx import WhisperXEngine

pytestmark = pytest.mark.filterwarnings("ignore")

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def weights(tmp_path_factory):
    return random_whisper.build(tmp_path_factory.mktemp("multi"), multilingual=True)


@pytest.fixture(scope="session")
def english_weights(tmp_path_factory):
    return random_whisper.build(tmp_path_factory.mktemp("english"), multilingual=False)


@pytest.fixture(scope="module")
def engine(weights):
    engine = WhisperXEngine(str(weights), offline=True, batch_size=1, threads=2)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def english_engine(english_weights):
    engine = WhisperXEngine(str(english_weights), offline=True, threads=2)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def long_speech():
    """Speech of several chunks, so that there is progress between them."""
    return np.tile(np.concatenate([load(INVOICE), silence(0.5)]), 12)


def test_it_transcribes_with_a_real_pipeline(engine):
    samples = load(INVOICE)

    found = engine.transcribe(samples, language="de", on_progress=ignore)

    (segment,) = found.segments
    assert (found.language, found.language_confidence) == ("de", None)
    assert segment.text == " ".join(word.text for word in segment.words)
    assert 0 <= segment.confidence <= 1
    assert 0 <= segment.start < segment.end <= 2.6
    assert 1.5 < found.speech_seconds <= 2.6
    assert all(a.start <= b.start <= b.end for a, b in pairwise(segment.words))
    assert segment.words[-1].end <= segment.end
    assert {word.confidence for word in segment.words} == {None}


def test_it_says_which_model_of_which_version_it_is(engine, weights):
    assert (engine.info.name, engine.info.model) == ("whisperx", weights.name)
    assert engine.info.version.startswith("3.")


@pytest.mark.parametrize("language", ["en", "auto"])
def test_the_language_is_detected_where_it_is_english_or_unknown(
    engine, long_speech, language
):
    found = engine.transcribe(long_speech, language=language, on_progress=ignore)

    assert found.language
    assert 0 < found.language_confidence <= 1


def test_an_english_only_model_detects_nothing(english_engine):
    found = english_engine.transcribe(
        load(INVOICE), language="auto", on_progress=ignore
    )

    assert (found.language, found.language_confidence) == ("en", None)


def test_an_english_only_model_refuses_another_language(english_engine):
    with pytest.raises(LanguageNotSupported, match="does not know language 'de'"):
        english_engine.transcribe(load(INVOICE), language="de", on_progress=ignore)


def test_a_language_whisper_does_not_know_is_refused(engine):
    with pytest.raises(LanguageNotSupported, match="'xx'"):
        engine.transcribe(silence(1), language="xx", on_progress=ignore)


def test_progress_never_falls_and_reaches_the_length(engine, long_speech):
    heard = []

    engine.transcribe(long_speech, language="fr", on_progress=heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == len(long_speech) / 16_000
    assert len(set(heard)) >= 3


@pytest.mark.parametrize("samples", [silence(3), silence(0)])
def test_silence_gives_no_segments(engine, samples):
    found = engine.transcribe(samples, language="auto", on_progress=ignore)

    assert (found.segments, found.speech_seconds) == ((), 0.0)
    assert found.language_confidence is None


def test_an_aborted_job_leaves_nothing_to_the_next(engine, long_speech):
    fresh = engine.transcribe(load(INVOICE), language="auto", on_progress=ignore)

    def abort(seconds):
        if seconds:
            raise Aborted

    with pytest.raises(Aborted):
        engine.transcribe(long_speech, language="de", on_progress=abort)

    assert (
        engine.transcribe(load(INVOICE), language="auto", on_progress=ignore) == fresh
    )


def test_a_failure_inside_the_pipeline_leaves_nothing_to_the_next(engine, monkeypatch):
    fresh = engine.transcribe(load(INVOICE), language="auto", on_progress=ignore)
    pipe = engine._pipeline.pipe
    before, left_behind = pipe.options, []

    def fail(*args):
        left_behind.append((pipe.tokenizer.language_code, pipe.options.hotwords))
        raise RuntimeError("out of memory")

    with monkeypatch.context() as broken:
        broken.setattr(pipe.model, "generate_segment_batched", fail)
        with pytest.raises(EngineError, match="out of memory"):
            engine.transcribe(
                load(INVOICE),
                language="de",
                on_progress=ignore,
                vocabulary=["Aitronos"],
            )

    assert left_behind == [("de", "Aitronos")]  # WhisperX itself would keep them
    assert (pipe.tokenizer, pipe.options) == (None, before)
    assert (
        engine.transcribe(load(INVOICE), language="auto", on_progress=ignore) == fresh
    )


def test_auto_takes_whisperx_where_its_weights_lie(weights):
    engine, reason = choose("auto", EngineConfig(model=str(weights), offline=True))

    engine.close()
    assert engine.info.name == "whisperx"
    assert str(weights) in reason


def test_auto_takes_pocketsphinx_where_the_weights_do_not_load(tmp_path):
    (tmp_path / "model.bin").write_bytes(b"not a model")

    engine, reason = choose("auto", EngineConfig(model=str(tmp_path), offline=True))

    engine.close()
    assert engine.info.name == "pocketsphinx"
    assert "could not load the weights" in reason


def test_an_unknown_detector_is_refused(weights):
    with pytest.raises(EngineUnavailable, match="Unknown voice detector 'hub'"):
        WhisperXEngine(str(weights), vad="hub", offline=True)


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ("/no/such/directory", "neither a directory"),
        ("large-v3", "downloads are switched off"),
    ],
)
def test_missing_weights_are_reported_before_anything_heavy_is_imported(
    tmp_path, model, reason
):
    code = (
        "import sys; from pathlib import Path;"
        "from transcriptions.engines.whisperx import WhisperXEngine;"
        f"WhisperXEngine({model!r}, offline=True, download_root=Path({str(tmp_path)!r}))"
    )
    begun = time.monotonic()

    tried = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True
    )

    assert time.monotonic() - begun < 10
    assert "EngineUnavailable" in tried.stderr
    assert reason in tried.stderr


def test_telemetry_is_off_and_the_torch_home_is_writable(engine):
    assert os.environ["PYANNOTE_METRICS_ENABLED"] == "false"
    assert os.environ["HF_HUB_OFFLINE"] == "1"
    assert os.access(os.environ["TORCH_HOME"], os.W_OK)
