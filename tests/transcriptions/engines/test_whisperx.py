from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.transcriptions.engines import random_whisper, untrained_aligner
from tests.transcriptions.engines.speech import (
    INVOICE,
    ignore,
    load,
    music,
    noise,
    ringing,
    silence,
)
from transcriptions.engines.base import (
    Aborted,
    EngineError,
    EngineUnavailable,
    LanguageNotSupported,
)
from transcriptions.engines.choice import EngineConfig, choose
from transcriptions.engines.whisperx import WhisperXEngine

pytestmark = [
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.usefixtures("no_network"),
]

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def weights(tmp_path_factory):
    return random_whisper.build(tmp_path_factory.mktemp("multi"), multilingual=True)


@pytest.fixture(scope="session")
def english_weights(tmp_path_factory):
    return random_whisper.build(tmp_path_factory.mktemp("english"), multilingual=False)


@pytest.fixture(scope="session")
def aligner(tmp_path_factory):
    return untrained_aligner.build(tmp_path_factory.mktemp("aligner"))


@pytest.fixture(scope="module")
def engine(weights, aligner):
    engine = WhisperXEngine(
        str(weights),
        offline=True,
        batch_size=1,
        threads=1,
        align_models={"fr": str(aligner)},
    )
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def english_engine(english_weights):
    engine = WhisperXEngine(str(english_weights), offline=True, threads=1)
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


def test_where_there_is_no_aligner_a_notice_says_that_times_are_estimates(engine):
    found = engine.transcribe(load(INVOICE), language="de", on_progress=ignore)

    (notice,) = found.notices
    assert notice.code == "WORD_TIMES_ESTIMATED"
    assert "no alignment model for language 'de'" in notice.message


def test_where_alignment_fails_a_notice_says_so(engine, monkeypatch):
    def fail(*args):
        raise IndexError("list index out of range")

    monkeypatch.setattr("whisperx.alignment.align", fail)

    found = engine.transcribe(load(INVOICE), language="fr", on_progress=ignore)

    assert [notice.code for notice in found.notices] == ["WORD_TIMES_ESTIMATED"]
    assert "could not be aligned" in found.notices[0].message
    assert found.segments[0].words


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


@pytest.mark.parametrize("before", [silence(40), ringing(32)], ids=["silence", "ring"])
def test_what_comes_before_the_speech_does_not_decide_on_the_language(engine, before):
    speech = load(INVOICE)
    alone = engine.transcribe(speech, language="auto", on_progress=ignore)
    late = np.concatenate([before, speech])

    found = engine.transcribe(late, language="auto", on_progress=ignore)

    assert found.language == alone.language
    assert found.language_confidence == pytest.approx(
        alone.language_confidence, abs=0.05
    )


def test_the_places_with_more_voice_have_more_say_on_the_language(engine, monkeypatch):
    heard = []

    def judge(samples):
        heard.append(len(samples) / 16_000)
        return {"de": 0.9, "fr": 0.1} if heard[-1] > 10 else {"de": 0.2, "fr": 0.8}

    monkeypatch.setattr(engine._pipeline, "language_probabilities", judge)
    speech = np.tile(load(INVOICE), 8)
    samples = np.concatenate([load(INVOICE), silence(31), speech])

    found = engine.transcribe(samples, language="auto", on_progress=ignore)

    assert len(heard) == 2
    assert found.language == "de"
    assert 0.7 < found.language_confidence < 0.9


@pytest.mark.parametrize(
    "samples", [silence(3), silence(0), silence(0.01), noise(5), music(10)]
)
def test_without_voice_there_are_no_segments(engine, samples):
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


def looping(pipe, monkeypatch, second):
    """Let the model write a loop at first, and then what `second` says."""
    asked = []

    def generate(features, tokenizer, options):
        asked.append(options)
        text, logprob = ("thank you " * 20, -0.1) if len(asked) == 1 else second
        return {"text": [text], "avg_logprob": [logprob]}

    monkeypatch.setattr(pipe.model, "generate_segment_batched", generate)
    return asked


def test_a_loop_is_decoded_again_without_prompt_and_with_repeats_forbidden(
    engine, monkeypatch
):
    said = "please send the invoice"
    asked = looping(engine._pipeline.pipe, monkeypatch, (said, -0.2))

    found = engine.transcribe(
        load(INVOICE), language="fr", on_progress=ignore, vocabulary=["Aitronos"]
    )

    assert [(one.text, one.flags) for one in found.segments] == [(said, ())]
    assert [one.hotwords for one in asked] == ["Aitronos", None]
    assert [one.no_repeat_ngram_size for one in asked] == [0, 3]
    assert [one.repetition_penalty for one in asked] == [1, 1.1]


def test_a_loop_that_stays_is_flagged(engine, monkeypatch):
    looping(engine._pipeline.pipe, monkeypatch, ("no " * 30, -0.1))

    found = engine.transcribe(load(INVOICE), language="fr", on_progress=ignore)

    (segment,) = found.segments
    assert segment.text == ("thank you " * 20).strip()
    assert segment.flags == ("REPETITION",)


def test_the_vocabulary_reaches_the_model_and_is_forgotten(engine, monkeypatch):
    model, prompts = engine._pipeline.pipe.model, []
    get_prompt = model.get_prompt

    def remember(*args, **kwargs):
        prompts.append(get_prompt(*args, **kwargs))
        return prompts[-1]

    monkeypatch.setattr(model, "get_prompt", remember)

    for terms in (["Aitronos <|endoftext|>", "w" * 300], []):
        found = engine.transcribe(
            load(INVOICE), language="fr", on_progress=ignore, vocabulary=terms
        )

    previous = model.hf_tokenizer.token_to_id("<|startofprev|>")
    end = model.hf_tokenizer.token_to_id("<|endoftext|>")
    assert prompts[0][0] == previous
    assert len(prompts[0]) > 20
    assert end not in prompts[0]
    assert previous not in prompts[-1]
    assert "VOCABULARY_SHORTENED" not in {notice.code for notice in found.notices}


def exhausted(pipe, monkeypatch, *, most):
    """Let the model have memory for `most` chunks at a time, as on a small GPU."""
    generate, sizes = pipe.model.generate_segment_batched, []

    def limited(features, tokenizer, options):
        sizes.append(len(features))
        if len(features) > most:
            raise RuntimeError("CUDA failed with error out of memory")
        return generate(features, tokenizer, options)

    monkeypatch.setattr(pipe.model, "generate_segment_batched", limited)
    return sizes


def test_a_batch_too_big_for_the_memory_is_halved_once(
    engine, long_speech, monkeypatch
):
    whole = engine.transcribe(long_speech, language="de", on_progress=ignore)
    monkeypatch.setattr(engine, "_batch_size", 2)
    sizes = exhausted(engine._pipeline.pipe, monkeypatch, most=1)

    found = engine.transcribe(long_speech, language="de", on_progress=ignore)

    assert sizes[:2] == [2, 1]
    assert [one.text for one in found.segments] == [one.text for one in whole.segments]


def test_running_out_of_memory_again_is_an_error_that_may_pass(
    engine, long_speech, monkeypatch
):
    monkeypatch.setattr(engine, "_batch_size", 2)
    sizes = exhausted(engine._pipeline.pipe, monkeypatch, most=0)

    with pytest.raises(EngineError, match="out of memory") as caught:
        engine.transcribe(long_speech, language="de", on_progress=ignore)

    assert sizes == [2, 1]
    assert not caught.value.permanent


def test_the_other_detector_hears_the_same_voice(weights, long_speech):
    engine = WhisperXEngine(str(weights), offline=True, vad="silero", threads=1)

    speech = engine.transcribe(long_speech, language="de", on_progress=ignore)
    nothing = engine.transcribe(music(10), language="de", on_progress=ignore)

    engine.close()
    assert speech.speech_seconds == pytest.approx(12 * 2.4, rel=0.15)
    assert all(one.end - one.start <= 30 for one in speech.segments)
    assert (nothing.segments, nothing.voiced) == ((), ())


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


def test_what_was_said_is_not_logged(engine, capfd, caplog):
    found = engine.transcribe(load(INVOICE), language="fr", on_progress=ignore)

    output = capfd.readouterr()
    logged = output.out + output.err + caplog.text
    assert found.segments[0].text
    assert found.segments[0].text[:10] not in logged
