from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import jiwer
import numpy as np
import pytest

from tests.micro_models import speech
from tests.transcriptions.engines.speech import (
    INVOICE,
    INVOICE_TEXT,
    ignore,
    load,
    music,
    noise,
    repeated,
    silence,
    speak,
)
from transcriptions.engines import decoder_pool
from transcriptions.engines.base import Aborted, EngineError, LanguageNotSupported
from transcriptions.engines.pocketsphinx import PocketSphinxEngine
from transcriptions.engines.pocketsphinx_child import decode
from transcriptions.quality import Flag, examined
from transcriptions.transcript import build_sentences

PROJECT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def shared():
    engine = PocketSphinxEngine(processes=2)
    yield engine
    engine.close()


@pytest.fixture
def engine():
    """An engine of its own, for tests that break it."""
    engine = PocketSphinxEngine(processes=1)
    yield engine
    engine.close()


def text_of(recognition):
    return " ".join(segment.text for segment in recognition.segments)


def gone(pid, *, within=10.0):
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_it_hears_the_words_with_times_and_confidence(shared):
    found = shared.transcribe(load(INVOICE), language="en", on_progress=ignore)

    words = [word for segment in found.segments for word in segment.words]
    assert jiwer.wer(INVOICE_TEXT, text_of(found)) <= 0.15
    assert all(0 <= word.start < word.end <= 2.6 for word in words)
    assert all(a.start <= b.start for a, b in pairwise(words))
    assert all(0 <= word.confidence <= 1 for word in words)
    assert not any(mark in text_of(found) for mark in "<>[]()+")
    assert (found.language, found.language_confidence) == ("en", None)
    assert 1.5 < found.speech_seconds <= 2.6


@pytest.mark.skipif(not shutil.which("flite"), reason="flite is not installed")
def test_it_understands_sentences_of_several_voices(shared, tmp_path):
    text = "i would like to order two tickets to london for next monday please"
    spoken = [
        speak(text, tmp_path / f"{voice}.wav", voice=voice)
        for voice in ("slt", "rms", "awb")
    ]

    found = [
        shared.transcribe(samples, language="auto", on_progress=ignore)
        for samples in spoken
    ]

    assert jiwer.wer([text] * 3, [text_of(one) for one in found]) <= 0.15


def test_times_are_those_of_the_file_not_of_the_chunk(shared):
    samples = np.concatenate([silence(4), load(INVOICE), silence(4), load(INVOICE)])

    first, second = shared.transcribe(
        samples, language="en", on_progress=ignore
    ).segments

    assert first.start == pytest.approx(4.15, abs=0.3)
    assert second.start - first.start == pytest.approx(6.6, abs=0.2)


def test_the_same_audio_gives_the_same_words_whatever_came_before(shared):
    samples = load(INVOICE)
    noise = np.random.default_rng(0).normal(0, 0.1, 32_000).astype(np.float32)

    before = shared.transcribe(samples, language="en", on_progress=ignore)
    shared.transcribe(noise, language="en", on_progress=ignore)
    after = shared.transcribe(samples, language="en", on_progress=ignore)

    assert after == before


@pytest.mark.parametrize(
    "samples",
    [
        silence(3),
        silence(0),
        silence(0.01),
        noise(60),
        music(60),
        speech.music(60).samples,
    ],
    ids=["silence", "nothing", "a moment", "noise", "plucked", "vibrato"],
)
def test_without_voice_there_are_no_words(shared, samples):
    heard = []

    found = shared.transcribe(samples, language="en", on_progress=heard.append)

    assert (found.segments, found.speech_seconds) == ((), 0.0)
    assert heard[-1] == len(samples) / 16_000


def test_music_between_sentences_is_no_prose(shared):
    samples = np.concatenate([load(INVOICE), music(20), load(INVOICE)])

    found = shared.transcribe(samples, language="en", on_progress=ignore)

    words = [word for segment in found.segments for word in segment.words]
    assert "invoice" in text_of(found)
    assert not any(3.2 < word.start < 22 for word in words)
    assert found.speech_seconds < 6


def test_one_sentence_over_and_over_is_flagged(shared):
    samples = repeated(load(INVOICE), 8, pause=1.0)

    found = shared.transcribe(samples, language="en", on_progress=ignore)

    sentences = examined(build_sentences(found.segments), voiced=found.voiced)
    flagged = [one for one in sentences if Flag.REPETITION in one.flags]
    assert len(flagged) > len(sentences) / 2


def test_speech_has_no_flags(shared):
    found = shared.transcribe(load(INVOICE), language="en", on_progress=ignore)

    sentences = examined(build_sentences(found.segments), voiced=found.voiced)
    assert [sentence.flags for sentence in sentences] == [()]


def test_a_vocabulary_it_cannot_use_is_told(shared):
    found = shared.transcribe(
        silence(1), language="en", on_progress=ignore, vocabulary=["Aitronos"]
    )
    without = shared.transcribe(silence(1), language="en", on_progress=ignore)

    assert [notice.code for notice in found.notices] == ["VOCABULARY_NOT_USED"]
    assert without.notices == ()


def test_progress_never_falls_and_reaches_the_length(shared):
    heard = []
    samples = repeated(load(INVOICE), 2, pause=2.0)

    shared.transcribe(samples, language="en", on_progress=heard.append)

    assert heard == sorted(heard)
    assert heard[-1] == len(samples) / 16_000
    assert len(set(heard)) >= 3


def test_another_language_is_refused(shared):
    with pytest.raises(LanguageNotSupported, match="English only, not 'de'") as caught:
        shared.transcribe(silence(1), language="de", on_progress=ignore)

    assert caught.value.permanent
    assert caught.value.code == "LANGUAGE_NOT_SUPPORTED"


def test_aborting_stops_the_decoders_and_leaves_the_engine_usable(engine):
    def abort(seconds):
        if engine.pids:
            raise Aborted

    with pytest.raises(Aborted):
        engine.transcribe(repeated(load(INVOICE), 5), language="en", on_progress=abort)

    assert engine.pids == []
    again = engine.transcribe(load(INVOICE), language="en", on_progress=ignore)
    assert "invoice" in text_of(again)


def test_a_killed_decoder_is_a_passing_error_and_the_next_call_recovers(engine):
    killed = []

    def kill(seconds):
        if engine.pids and not killed:
            killed.extend(engine.pids)
            os.kill(killed[0], signal.SIGKILL)

    with pytest.raises(EngineError, match="died with exit status -9") as caught:
        engine.transcribe(load(INVOICE), language="en", on_progress=kill)

    assert not caught.value.permanent
    again = engine.transcribe(load(INVOICE), language="en", on_progress=ignore)
    assert "invoice" in text_of(again)
    assert killed != engine.pids


def test_a_decoder_killed_between_jobs_is_replaced_unnoticed(engine):
    engine.transcribe(load(INVOICE), language="en", on_progress=ignore)
    os.kill(engine.pids[0], signal.SIGKILL)
    assert gone(engine.pids[0])

    found = engine.transcribe(load(INVOICE), language="en", on_progress=ignore)

    assert "invoice" in text_of(found)


def test_a_stuck_decoder_is_given_up(engine, monkeypatch):
    monkeypatch.setattr(decoder_pool, "PATIENCE", 0.5)
    monkeypatch.setattr(decoder_pool, "SLOWEST", 0.0)
    monkeypatch.setattr(decoder_pool, "TICK", 0.1)

    def freeze(seconds):
        for pid in engine.pids:
            os.kill(pid, signal.SIGSTOP)

    with pytest.raises(EngineError, match="gave no answer"):
        engine.transcribe(load(INVOICE), language="en", on_progress=freeze)

    assert engine.pids == []


def test_a_decoder_reports_models_it_cannot_load(engine, monkeypatch, tmp_path):
    monkeypatch.setenv("POCKETSPHINX_PATH", str(tmp_path))

    with pytest.raises(EngineError, match=r"did not load its models: .*Reinstall"):
        engine.transcribe(load(INVOICE), language="en", on_progress=ignore)


PARENT = """
import os, sys, time
from tests.transcriptions.engines.speech import INVOICE, load, repeated, ignore
from transcriptions.engines.pocketsphinx import PocketSphinxEngine
engine = PocketSphinxEngine(processes=2)
engine.transcribe(repeated(load(INVOICE), 2, pause=2.0), language="en", on_progress=ignore)
print(*engine.pids, flush=True)
def linger(seconds):
    if sys.argv[1] == "working":
        print("working", flush=True)
if sys.argv[1] == "idle":
    print("idle", flush=True)
    time.sleep(60)
engine.transcribe(repeated(load(INVOICE), 40, pause=2.0), language="en", on_progress=linger)
"""


@pytest.mark.parametrize("state", ["idle", "working"])
def test_no_decoder_outlives_a_killed_parent(state):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, state],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        text=True,
    )
    with parent:
        pids = [int(pid) for pid in parent.stdout.readline().split()]
        assert parent.stdout.readline().strip() == state
        parent.kill()

    assert len(pids) == 2
    assert all(gone(pid) for pid in pids)


def _transcribe_into(answers):
    engine = PocketSphinxEngine(processes=1)
    found = engine.transcribe(load(INVOICE), language="en", on_progress=ignore)
    engine.close()
    answers.put((multiprocessing.current_process().daemon, text_of(found)))


def test_it_works_inside_a_daemonic_process():
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    worker = context.Process(target=_transcribe_into, args=(answers,), daemon=True)
    worker.start()

    daemonic, text = answers.get(timeout=30)

    worker.join()
    worker.close()
    assert daemonic
    assert "invoice" in text


class FakeSegment:
    def __init__(self, word, start, end, prob):
        self.word, self.start_frame, self.end_frame, self.prob = word, start, end, prob


class FakeDecoder:
    """Answers as pocketsphinx does, with every kind of token."""

    def __init__(self, segments):
        self.segments = segments

    def reinit_feat(self):
        pass

    start_utt = end_utt = reinit_feat

    def process_raw(self, pcm, *, full_utt):
        assert full_utt

    def seg(self):
        return self.segments


def test_fillers_are_dropped_and_pronunciation_marks_stripped():
    spoken = [("<s>", 0), ("and(2)", 9), ("[NOISE]", 12), ("++UM++", 14), ("<sil>", 20)]
    segments = [FakeSegment(word, at, at + 2, 1.0001) for word, at in spoken]

    assert decode(FakeDecoder(segments), b"") == [["and", 0.09, 0.12, 1.0]]


def test_an_utterance_without_hypothesis_has_no_words():
    assert decode(FakeDecoder(None), b"") == []
