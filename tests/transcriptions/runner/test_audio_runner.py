"""The redacted audio of a job, made by a worker with the real engine."""

from __future__ import annotations

import wave

import numpy as np
import pytest
from django.core.files.storage import default_storage

from aitronos_site.lib.draining import draining
from tests import factories
from tests.transcriptions.redaction import planted
from tests.transcriptions.runner.jobs import job_of
from transcriptions import (
    audio_runner,
    lifecycle,
    redacted_audio,
    resident,
    runner,
)
from transcriptions.models import Erasure, RedactedAudio, Sentence


@pytest.fixture(scope="module")
def dialogue():
    return planted.dialogue([("slt", 0), ("rms", 1)])


def completed(cast, dialogue, spans=None, more=(), **settings):
    """A job with the words said around the numbers, `more`, and tokens in `spans`."""
    spans = dialogue.spans if spans is None else spans
    options = {"privacy_settings": {"pii_redaction_enabled": True, **settings}}
    seconds = len(dialogue.samples) / 16_000
    job = job_of(cast, dialogue.wav(), options=options, duration_seconds=seconds)
    kept = planted.kept_of(heard_in(dialogue.samples), dialogue.spans)
    words = [(word.text, word.start, word.end) for word in kept]
    words += [*more, *(("[PHONE_NUMBER]", *span) for span in spans)]
    redaction = {"spans": [{"start": start, "end": end} for start, end in spans]}
    lease = lifecycle.claim("test/1/1")
    row = sentence_of(sorted(words, key=lambda word: word[1]))
    lifecycle.complete(lease, [row], factories.result(redaction=redaction))
    job.refresh_from_db()
    return job


def sentence_of(words):
    names = ("text", "start", "end")
    told = [dict(zip(names, word, strict=True), confidence=0.9) for word in words]
    return Sentence(
        position=0,
        text=" ".join(text for text, _, _ in words),
        start=words[0][1],
        end=words[-1][2],
        words=told,
    )


def heard_in(samples):
    return planted.words_of(resident.engine(), samples)


def made(job):
    job.refresh_from_db()
    return RedactedAudio.objects.get(transcription=job)


def test_the_numbers_are_gone_from_the_audio_and_then_the_original_goes(acme, dialogue):
    job = completed(acme, dialogue, redacted_audio_format="wav")
    original = str(job.audio)
    assert planted.numbers_in(heard_in(dialogue.samples), dialogue.spans)

    assert runner.run_next()

    audio = made(job)
    assert audio.state == "available", audio.verification
    assert audio.verification["passed"]
    with default_storage.open(str(audio.file)) as file, wave.open(file) as sound:
        samples = sound.readframes(sound.getnframes())
    assert len(samples) == 2 * len(dialogue.samples)
    redacted = np.frombuffer(samples, "<i2").astype(np.float32) / 32768
    assert planted.numbers_in(heard_in(redacted), dialogue.spans) == []
    assert not default_storage.exists(original)
    assert (str(job.audio), Erasure.objects.count()) == ("", 0)


def test_what_is_left_of_a_number_keeps_the_audio_back(acme, dialogue, monkeypatch):
    """Far too short spans, between words, that may not be widened."""
    begun = [(start, start + 0.2) for start, _ in dialogue.spans]
    beside = [("uh", end, end + 0.1) for _, end in begun]
    job = completed(acme, dialogue, spans=begun, more=beside)
    monkeypatch.setattr("transcriptions.redaction.widening.MOST", 0.0)

    assert runner.run_next()

    audio = made(job)
    assert (audio.state, str(audio.file)) == ("unverified", "")
    assert audio.verification["residual"]
    assert str(job.audio)


def test_a_transcription_that_waits_goes_first(acme, dialogue):
    completed(acme, dialogue)
    waiting = job_of(acme, dialogue.wav(), duration_seconds=1)

    runner.run_next()

    waiting.refresh_from_db()
    assert waiting.status != "queued"
    assert RedactedAudio.objects.get().state == "pending"


def test_audio_that_has_waited_for_long_goes_before_a_transcription(
    acme, dialogue, monkeypatch
):
    job = completed(acme, dialogue)
    waiting = job_of(acme, b"", duration_seconds=1)
    monkeypatch.setattr(redacted_audio, "PATIENCE", redacted_audio.PATIENCE * 0)

    runner.run_next()

    waiting.refresh_from_db()
    assert waiting.status == "queued"
    assert made(job).state == "available"


def test_a_worker_that_is_stopped_puts_it_back(acme, dialogue):
    job = completed(acme, dialogue)
    draining.set()
    try:
        assert audio_runner.run_next()
    finally:
        draining.clear()

    audio = made(job)
    assert (audio.state, audio.tries, audio.lease_token) == ("pending", 0, None)


def test_one_that_can_not_be_read_is_tried_again_and_then_given_up(
    acme, dialogue, settings
):
    job = completed(acme, dialogue)
    default_storage.delete(str(job.audio))

    for _ in range(settings.MAX_CLAIMS):
        RedactedAudio.objects.update(not_before=job.created_at)
        assert audio_runner.run_next()

    assert made(job).state == "unverified"
    codes = [warning["code"] for warning in job.result["quality"]["warnings"]]
    assert codes == ["REDACTED_AUDIO_UNVERIFIED"]
    assert audio_runner.run_next() is False
