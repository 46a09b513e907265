"""One job in a worker, with the real engine on real files, and every way it can end."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from django.core.files.storage import default_storage

from aitronos_site.lib.draining import draining
from billing import ledger
from tests import audio_files, factories
from tests.speech import SPEECH, repeated
from tests.transcriptions.runner.jobs import SPEECH_SECONDS, job_of, movements, run
from transcriptions import lease_keeper, lifecycle, resident, runner
from transcriptions.engines.base import EngineError
from transcriptions.models import Transcription
from transcriptions.models_queue import MeasuredSpeed

LOOK_EVERY_S = lease_keeper.LOOK_EVERY_S


def test_speech_in_the_storage_becomes_sentences(acme):
    job = run(job_of(acme, SPEECH.read_bytes()))

    assert job.status == "completed"
    text = " ".join(s.text for s in job.sentences.all())
    assert "invoice" in text
    assert job.result["engine"]["name"] == "pocketsphinx"
    assert job.result["language_code"] == "en"
    assert 0 < job.result["quality"]["coverage"] <= 1
    assert movements(job) == [("charge", -3)]


def test_how_fast_it_was_is_measured(acme):
    job = run(job_of(acme, SPEECH.read_bytes()))

    assert job.result["engine"]["device"] == "cpu"
    measured = MeasuredSpeed.objects.get()
    assert (measured.engine, measured.device) == ("pocketsphinx", "cpu")
    assert measured.audio_seconds == pytest.approx(float(SPEECH_SECONDS), abs=0.1)
    assert 0 < measured.wall_seconds < 60


def test_a_url_is_fetched_once_into_the_storage_and_transcribed(acme, server):
    job = job_of(acme, audio_url=server.add("/talk.wav", SPEECH.read_bytes()))

    run(job)

    assert job.status == "completed"
    with default_storage.open(job.audio.name) as file:
        assert file.read() == SPEECH.read_bytes()
    assert len(server.requests) == 1


def test_nothing_to_do_is_said(acme):
    assert runner.run_next() is False


@pytest.mark.parametrize(
    ("behaviour", "status", "code"),
    [
        ({"status": 404}, "failed", "INVALID_AUDIO_URL"),
        ({"status": 403}, "failed", "INVALID_AUDIO_URL"),
        ({"status": 503}, "queued", ""),
        ({"stall_body_after": 100}, "queued", ""),
        ({"close_after": 100}, "queued", ""),
    ],
)
def test_a_source_that_cannot_be_read_fails_at_once_or_is_tried_again(
    acme, server, behaviour, status, code
):
    url = server.add("/talk.wav", SPEECH.read_bytes(), **behaviour)

    job = run(job_of(acme, audio_url=url))

    assert (job.status, job.failure_code) == (status, code)
    assert acme.balance == (1000 if status == "failed" else 997)


def test_a_source_that_never_recovers_fails_with_the_reason_and_a_refund(
    acme, server, settings
):
    url = server.add("/talk.wav", SPEECH.read_bytes(), status=503)
    job = job_of(acme, audio_url=url)

    for _ in range(settings.MAX_CLAIMS):
        Transcription.objects.update(not_before=job.created_at)
        run(job)

    assert (job.status, job.claims) == ("failed", 3)
    assert "503" in job.failure_message
    assert movements(job) == [("charge", -3), ("refund", 3)]


def test_a_source_over_the_size_limit_fails_with_the_limit(acme, server, settings):
    settings.MAX_DOWNLOAD_BYTES = 1000
    url = server.add("/talk.wav", SPEECH.read_bytes())

    job = run(job_of(acme, audio_url=url))

    assert (job.status, job.failure_code) == ("failed", "UNSUPPORTED_AUDIO")
    assert acme.balance == 1000


def test_audio_that_holds_more_than_was_declared_fails_and_is_refunded(acme):
    job = run(job_of(acme, SPEECH.read_bytes(), duration_seconds=Decimal("1")))

    assert (job.status, job.failure_code) == ("failed", "DURATION_MISMATCH")
    assert not job.sentences.exists()
    assert movements(job) == [("charge", -1), ("refund", 1)]


def test_what_was_paid_for_audio_that_is_not_there_is_given_back(acme):
    job = run(job_of(acme, SPEECH.read_bytes(), duration_seconds=Decimal("26")))

    assert job.status == "completed"
    assert movements(job) == [("charge", -26), ("refund", 23)]
    assert job.synapses_refunded == 23


def test_the_little_that_encoders_pad_is_no_refund(acme):
    job = run(job_of(acme, SPEECH.read_bytes(), duration_seconds=Decimal("2.65")))

    assert movements(job) == [("charge", -3)]


def test_a_file_that_does_not_decode_fails_with_a_plain_reason(acme):
    job = run(job_of(acme, b"RIFF\x00\x00\x00\x00WAVEnothing" + b"\0" * 100))

    assert job.status == "failed"
    assert job.failure_code in ("UNSUPPORTED_AUDIO", "CORRUPT_AUDIO")
    assert "Traceback" not in job.failure_message
    assert acme.balance == 1000


def test_silence_gives_an_empty_transcript_and_says_so(acme, tmp_path):
    silence = audio_files.make_audio(
        tmp_path / "silence.wav", "wav", seconds=3.0, sound="silence"
    )

    job = run(job_of(acme, silence.read_bytes(), duration_seconds=Decimal("3")))

    assert job.status == "completed"
    assert not job.sentences.exists()
    assert [w["code"] for w in job.result["quality"]["warnings"]] == ["NO_SPEECH"]


def test_a_language_that_the_engine_does_not_know_fails_at_once(acme):
    job = run(job_of(acme, SPEECH.read_bytes(), language="de"))

    assert (job.status, job.failure_code) == ("failed", "LANGUAGE_NOT_SUPPORTED")
    assert (job.claims, acme.balance) == (1, 1000)


def test_an_engine_that_stumbles_is_tried_again_and_one_that_cannot_is_not(
    acme, monkeypatch
):
    for permanent, status in ((False, "queued"), (True, "failed")):

        def stumble(*args, permanent=permanent, **kwargs):
            raise EngineError("The engine stumbled.", permanent=permanent)

        monkeypatch.setattr("transcriptions.pipeline.transcribe", stumble)

        job = run(job_of(acme, SPEECH.read_bytes()))

        assert job.status == status


def test_an_error_that_nobody_foresaw_is_tried_again_and_shows_no_internals(
    acme, monkeypatch, settings
):
    settings.MAX_CLAIMS = 1
    monkeypatch.setattr("transcriptions.pipeline.transcribe", lambda *a, **k: 1 / 0)

    job = run(job_of(acme, SPEECH.read_bytes()))

    assert (job.status, job.failure_code) == ("failed", "INTERNAL_ERROR")
    assert job.failure_message == "An internal error occurred."
    assert acme.balance == 1000


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_job_sets_its_worker_free_within_seconds(
    acme, tmp_path, monkeypatch, settings
):
    """The heartbeat is far off, and the engine is in the middle of a window."""
    assert settings.HEARTBEAT_S > 5
    monkeypatch.setattr(lease_keeper, "LOOK_EVERY_S", LOOK_EVERY_S)
    monkeypatch.setattr(runner, "REPORT_EVERY_S", 3600.0)
    speech = repeated(tmp_path / "talk.wav", 200).read_bytes()
    job = job_of(acme, speech, duration_seconds=Decimal("520"))
    cancelled = []
    real = resident.engine().transcribe

    def transcribe(samples, *, on_progress, **options):
        def cancel_meanwhile(seconds):
            if not cancelled:
                lifecycle.cancel(job, cause=ledger.Cause("test"))
                cancelled.append(time.monotonic())
            on_progress(seconds)

        return real(samples, on_progress=cancel_meanwhile, **options)

    monkeypatch.setattr(resident.engine(), "transcribe", transcribe)

    run(job)

    assert time.monotonic() - cancelled[0] < 5
    assert job.status == "cancelled"
    assert not job.sentences.exists()


def test_a_worker_that_is_being_stopped_hands_its_job_back_uncounted(acme, monkeypatch):
    real = lifecycle.advance

    def stop_at_the_first_report(lease, stage, percent, **more):
        real(lease, stage, percent, **more)
        draining.set()

    monkeypatch.setattr(lifecycle, "advance", stop_at_the_first_report)
    try:
        job = run(job_of(acme, SPEECH.read_bytes()))
    finally:
        draining.clear()

    assert (job.status, job.claims) == ("queued", 0)


def test_a_worker_that_is_being_stopped_claims_nothing(acme):
    job_of(acme, SPEECH.read_bytes())
    draining.set()
    try:
        assert runner.run_next() is False
    finally:
        draining.clear()


def test_a_lost_lease_ends_the_work_without_a_trace(acme, monkeypatch):
    real = lifecycle.advance

    def lose_the_lease(lease, stage, percent, **more):
        if stage == "transcribing":
            factories.expire_lease(lease.transcription)
            lifecycle.sweep()
        real(lease, stage, percent, **more)

    monkeypatch.setattr(lifecycle, "advance", lose_the_lease)

    job = run(job_of(acme, SPEECH.read_bytes()))

    assert (job.status, job.claims) == ("queued", 1)
    assert not job.sentences.exists()


def test_a_job_over_its_time_limit_fails_and_is_refunded(acme, monkeypatch):
    monkeypatch.setattr("transcriptions.lease_keeper.SHORTEST_LIMIT_S", -1)
    monkeypatch.setattr("transcriptions.lease_keeper.LIMIT_PER_SECOND", 0)

    job = run(job_of(acme, SPEECH.read_bytes()))

    assert (job.status, job.failure_code) == ("failed", "TIMED_OUT")
    assert acme.balance == 1000
