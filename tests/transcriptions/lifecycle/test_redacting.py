"""What becomes of a job when its redacted audio is there, or never will be."""

from __future__ import annotations

import pytest

from tests import factories
from tests.transcriptions.lifecycle.records import CAUSE, history
from transcriptions import lifecycle, redacted_audio
from transcriptions.errors import LeaseLost
from transcriptions.models import Erasure, RedactedAudio, Upload, WebhookDelivery

WEBHOOK = {
    "url": "https://hooks.example/",
    "events": ["transcription.redacted_audio_ready"],
}
OPTIONS = {
    "privacy_settings": {
        "pii_redaction_enabled": True,
        "pii_policies": ["phone_number"],
    },
    "webhook": WEBHOOK,
}
PASSED = {"passed": True, "spans_checked": 1, "widened": 0, "residual": []}


@pytest.fixture
def job(acme):
    job = factories.make_completed(acme, options=OPTIONS)
    factories.store_audio(job, b"secret")
    return job


@pytest.fixture
def work(job):
    return redacted_audio.claim("host/1/1")


def test_it_is_ordered_where_redaction_was_asked_for_and_nowhere_else(acme):
    plain = factories.make_completed(acme)
    redacted = factories.make_completed(acme, options=OPTIONS)

    assert not RedactedAudio.objects.filter(transcription=plain).exists()
    assert redacted.redacted_audio.state == "pending"


def test_when_it_is_ready_the_original_goes_and_the_customer_is_told(job, work):
    version, original = job.version, str(job.audio)

    names = lifecycle.redacted_audio_ready(work, "audio/redacted", PASSED)

    job.refresh_from_db()
    made = RedactedAudio.objects.get()
    assert (made.state, str(made.file)) == ("available", "audio/redacted")
    assert made.verification == PASSED
    assert names == [original] == list(Erasure.objects.values_list("name", flat=True))
    assert (str(job.audio), job.version) == ("", version + 1)
    assert history(job)[-1] == "audio"
    delivery = WebhookDelivery.objects.get()
    assert delivery.event == "transcription.redacted_audio_ready"


def test_an_upload_goes_with_its_file(acme, job, work):
    Upload.objects.create(
        organization=acme.organization, file=str(job.audio), filename="a.wav",
        size_bytes=6, content_type="audio/wav", duration_seconds=1,
        expires_at=job.created_at,
    )  # fmt: skip

    lifecycle.redacted_audio_ready(work, "audio/redacted", PASSED)

    assert not Upload.objects.exists()


def test_a_file_that_another_job_needs_stays_until_that_is_redacted_too(
    acme, job, work
):
    original = str(job.audio)
    other = factories.make_completed(acme, options=OPTIONS, audio=original)

    assert lifecycle.redacted_audio_ready(work, "audio/redacted", PASSED) == []

    job.refresh_from_db()
    assert (str(job.audio), str(other.audio)) == ("", original)
    assert not Erasure.objects.exists()
    last = redacted_audio.claim("host/1/1")
    assert lifecycle.redacted_audio_ready(last, "audio/other", PASSED) == [original]


def test_whoever_runs_the_service_may_keep_originals(job, work, settings):
    settings.KEEP_ORIGINAL_AUDIO = True

    assert lifecycle.redacted_audio_ready(work, "audio/redacted", PASSED) == []

    job.refresh_from_db()
    assert job.audio


def test_what_cannot_be_verified_is_not_given_out_and_the_result_says_so(job, work):
    failed = {**PASSED, "passed": False, "residual": [[1.0, 2.0]]}

    lifecycle.redacted_audio_failed(work, failed)

    job.refresh_from_db()
    made = RedactedAudio.objects.get()
    assert (made.state, str(made.file), made.verification) == ("unverified", "", failed)
    warnings = [warning["code"] for warning in job.result["quality"]["warnings"]]
    assert warnings == ["REDACTED_AUDIO_UNVERIFIED"]
    assert job.audio
    assert not WebhookDelivery.objects.exists()


def test_only_one_worker_ends_it(work):
    lifecycle.redacted_audio_ready(work, "audio/redacted", PASSED)

    with pytest.raises(LeaseLost):
        lifecycle.redacted_audio_failed(work, None)


def test_a_deleted_job_takes_its_redacted_audio_along(acme, job, work):
    lifecycle.redacted_audio_ready(work, "audio/redacted", PASSED)

    assert lifecycle.delete(job, cause=CAUSE) == ["audio/redacted"]

    assert not RedactedAudio.objects.exists()
    assert Erasure.objects.filter(name="audio/redacted").exists()


def test_a_worker_that_is_lost_each_time_ends_unverified(job, settings):
    for _ in range(settings.MAX_CLAIMS):
        assert redacted_audio.claim("host/1/1")
        RedactedAudio.objects.update(lease_expires_at=job.created_at)
        lifecycle.sweep()

    assert RedactedAudio.objects.get().state == "unverified"
    assert redacted_audio.claim("host/1/1") is None


def test_the_original_of_a_cancelled_job_goes_too(acme):
    job = factories.make_transcription(acme, options=OPTIONS)
    original = factories.store_audio(job, b"secret")

    lifecycle.cancel(job, cause=CAUSE)

    job.refresh_from_db()
    assert str(job.audio) == ""
    assert Erasure.objects.get().name == original
