"""What a customer does with a job: submit, cancel, retry, delete."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage

from billing.errors import InsufficientSynapses
from billing.models import Transaction
from tests import factories
from tests.transcriptions.lifecycle.records import (
    CAUSE,
    WORKER,
    bells,
    history,
    refunds,
)
from transcriptions import deletion, erasure, lifecycle
from transcriptions.errors import InvalidTransition, LeaseLost
from transcriptions.models import (
    Erasure,
    Sentence,
    Transcription,
    TranscriptionEvent,
)
from transcriptions.states import Stage


def test_a_submitted_job_is_queued_charged_told_and_rung_for(acme):
    job = factories.make_transcription(acme)

    assert (job.status, job.synapses_charged, acme.balance) == ("queued", 11, 989)
    assert history(job) == ["created"]
    assert bells() == 1


def test_a_job_that_cannot_be_paid_leaves_nothing_behind(acme):
    with pytest.raises(InsufficientSynapses):
        factories.make_transcription(acme, duration_seconds=1001)

    assert not Transcription.objects.exists()
    assert not TranscriptionEvent.objects.exists()
    assert (bells(), acme.balance) == (0, 1000)


def test_a_queued_job_is_cancelled_with_a_full_refund(acme):
    job = factories.make_transcription(acme)

    lifecycle.cancel(job, cause=CAUSE)

    job.refresh_from_db()
    assert (job.status, job.synapses_refunded) == ("cancelled", 11)
    assert acme.balance == 1000
    assert history(job)[-1] == "cancelled"
    assert lifecycle.claim(WORKER) is None


def test_a_job_at_work_pays_for_the_audio_that_is_done(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)
    lifecycle.advance(lease, Stage.TRANSCRIBING, 33, transcribed_seconds=3.2)

    lifecycle.cancel(job, cause=CAUSE)

    job.refresh_from_db()
    # 11 x 3.2 / 10.5 = 3.35, rounded up
    assert (job.synapses_refunded, acme.balance) == (7, 996)
    with pytest.raises(LeaseLost):
        lifecycle.advance(lease, Stage.TRANSCRIBING, 40)


def test_a_job_that_is_as_good_as_done_is_cancelled_without_a_refund(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)
    lifecycle.advance(lease, Stage.SAVING, 99, transcribed_seconds=10.6)

    lifecycle.cancel(job, cause=CAUSE)

    assert not refunds(job).exists()
    assert acme.balance == 989


@pytest.mark.parametrize(
    "make", [factories.make_completed, factories.make_failed], ids=lambda m: m.__name__
)
def test_a_job_that_has_ended_is_not_cancelled(acme, make):
    job = make(acme)
    before = acme.balance

    with pytest.raises(InvalidTransition) as caught:
        lifecycle.cancel(job, cause=CAUSE)

    assert caught.value.details == {"status": job.status}
    assert acme.balance == before


def test_a_failed_job_is_retried_for_a_new_charge_under_the_same_id(acme):
    job = factories.make_failed(acme)

    lifecycle.retry(job, factories.quote_of(job), cause=CAUSE)

    job.refresh_from_db()
    assert (job.status, job.attempt, job.claims) == ("queued", 2, 0)
    assert (job.failure_code, job.synapses_refunded) == ("", 0)
    assert acme.balance == 989
    assert history(job)[-1] == "requeued"
    assert lifecycle.claim(WORKER).transcription.pk == job.pk


def test_a_retried_job_that_fails_again_is_refunded_again(acme):
    job = factories.make_failed(acme)
    lifecycle.retry(job, factories.quote_of(job), cause=CAUSE)

    lifecycle.fail(lifecycle.claim(WORKER), "X", "Again.")

    assert (acme.balance, refunds(job).count()) == (1000, 2)


def test_a_retry_that_cannot_be_paid_leaves_the_job_failed(acme):
    job = factories.make_failed(acme, duration_seconds=600)
    factories.make_transcription(acme, duration_seconds=600)

    with pytest.raises(InsufficientSynapses):
        lifecycle.retry(job, factories.quote_of(job), cause=CAUSE)

    job.refresh_from_db()
    assert (job.status, job.attempt) == ("failed", 1)


def test_only_a_failed_job_is_retried(acme):
    job = factories.make_transcription(acme)

    with pytest.raises(InvalidTransition):
        lifecycle.retry(job, factories.quote_of(job), cause=CAUSE)


def test_deleting_removes_all_but_the_money(acme):
    job = factories.make_completed(acme)
    factories.store_audio(job, b"sound")

    assert deletion.delete(job, cause=CAUSE) is True

    assert not Transcription.objects.exists()
    assert not Sentence.objects.exists()
    assert not TranscriptionEvent.objects.exists()
    assert not default_storage.exists(job.audio.name)
    kept = Transaction.objects.filter(job_id=job.public_id)
    assert [t.synapses for t in kept] == [-11]


def test_a_job_at_work_is_cancelled_and_refunded_before_it_is_deleted(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)

    deletion.delete(job, cause=CAUSE)

    assert acme.balance == 1000
    with pytest.raises(LeaseLost):
        lifecycle.complete(lease, [], factories.result())


def test_audio_that_another_job_uses_stays_when_one_is_deleted(acme):
    first, second = (factories.make_transcription(acme) for _ in range(2))
    name = factories.store_audio(first, b"sound")
    Transcription.objects.filter(pk=second.pk).update(audio=name)

    deletion.delete(first, cause=CAUSE)

    assert default_storage.exists(name)


def test_a_file_that_cannot_be_removed_is_tried_again_until_it_is(acme, monkeypatch):
    job = factories.make_completed(acme)
    name = factories.store_audio(job, b"sound")
    with monkeypatch.context() as broken:

        def refuse(name):
            raise OSError("The disk is away.")

        broken.setattr(default_storage, "delete", refuse)
        assert deletion.delete(job, cause=CAUSE) is False

    assert erasure.erase() is True

    assert not default_storage.exists(name)
    assert not Erasure.objects.exists()
