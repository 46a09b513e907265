"""The life of a job: each move, who may make it, and what goes with it."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django_q.models import OrmQ

from billing import ledger
from billing.errors import InsufficientSynapses
from billing.models import Kind, Transaction
from tests import factories
from transcriptions import deletion, doorbell, erasure, lifecycle
from transcriptions.errors import InvalidTransition, LeaseLost
from transcriptions.models import (
    Checkpoint,
    Erasure,
    Sentence,
    Transcription,
    TranscriptionEvent,
)
from transcriptions.states import PRIORITY_RANK, Stage, Status

WORKER = "host/1/1"
CAUSE = ledger.Cause("test")


def bells():
    return OrmQ.objects.filter(key=doorbell.QUEUE).count()


def history(job):
    return list(job.events.order_by("id").values_list("type", flat=True))


def refunds(job):
    return Transaction.objects.filter(job_id=job.public_id, kind=Kind.REFUND)


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


def test_urgent_jobs_are_claimed_first_then_high_then_the_oldest(acme):
    jobs = {}
    for name, priority in [
        ("old", "normal"),
        ("new", "normal"),
        ("high", "high"),
        ("urgent", "urgent"),
    ]:
        rank = PRIORITY_RANK[priority]
        jobs[name] = factories.make_transcription(
            acme, priority=priority, priority_rank=rank
        ).pk

    claimed = [lifecycle.claim(WORKER).transcription.pk for _ in range(4)]

    assert claimed == [jobs[n] for n in ("urgent", "high", "old", "new")]
    assert lifecycle.claim(WORKER) is None


def test_a_claimed_job_is_processing_under_a_lease(acme):
    factories.make_transcription(acme)

    job = lifecycle.claim(WORKER).transcription

    assert (job.status, job.stage, job.claims) == ("processing", "fetching", 1)
    assert job.worker == WORKER
    assert job.lease_expires_at > job.started_at


def test_progress_is_told_and_only_the_newest_is_kept(acme):
    factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)

    for percent in (10, 20, 30):
        lifecycle.advance(lease, Stage.TRANSCRIBING, percent)

    job = Transcription.objects.get()
    assert (job.stage, job.percent) == ("transcribing", 30)
    assert history(job) == ["created", "started", "progress"]


def test_every_change_of_a_job_raises_its_version(acme):
    job = factories.make_transcription(acme)
    versions = [job.version]
    lease = lifecycle.claim(WORKER)
    versions.append(lease.transcription.version)
    lifecycle.advance(lease, Stage.TRANSCRIBING, 10)
    job.refresh_from_db()
    versions.append(job.version)

    assert versions == sorted(set(versions))


def test_completing_stores_the_transcript_and_keeps_the_charge(acme):
    job = factories.make_completed(acme, texts=["One.", "Two."])

    assert (job.status, job.stage, job.percent) == ("completed", "done", 100)
    assert [s.text for s in job.sentences.all()] == ["One.", "Two."]
    assert (job.lease_token, acme.balance) == (None, 989)
    assert history(job)[-1] == "completed"


def test_completing_gives_back_what_was_paid_for_audio_that_is_not_there(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)

    lifecycle.complete(lease, [], factories.result(), overcharged=6)

    job.refresh_from_db()
    assert (job.synapses_refunded, acme.balance) == (6, 995)


def test_failing_refunds_in_full_and_says_why(acme):
    job = factories.make_failed(acme)

    assert (job.status, job.failure_code) == ("failed", "CORRUPT_AUDIO")
    assert job.failure_message == "It can't be read."
    assert (job.synapses_refunded, acme.balance) == (11, 1000)
    assert refunds(job).count() == 1


def test_a_job_handed_back_can_be_claimed_again_and_rings(acme):
    factories.make_transcription(acme)

    lifecycle.hand_back(lifecycle.claim(WORKER), "The worker was stopped.")

    assert bells() == 2
    again = lifecycle.claim(WORKER).transcription
    assert (again.claims, acme.balance) == (2, 989)


def test_a_hand_back_that_is_not_the_jobs_fault_does_not_count(acme):
    factories.make_transcription(acme)

    lifecycle.hand_back(lifecycle.claim(WORKER), "Stopped.", counts=False)

    assert lifecycle.claim(WORKER).transcription.claims == 1


def test_a_job_that_waits_for_its_next_try_is_not_claimed(acme):
    factories.make_transcription(acme)

    lifecycle.hand_back(lifecycle.claim(WORKER), "The server stalls.", delay=60)

    assert lifecycle.claim(WORKER) is None


passage = factories.passage


def kept(job):
    return list(job.checkpoints.order_by("position").values_list("position", flat=True))


def test_a_window_that_is_done_is_kept_told_and_counted_as_done(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)

    lifecycle.checkpoint(lease, passage(0, end=4.0), "f", 40)
    lifecycle.checkpoint(lease, passage(1, end=8.0), "f", 80)

    job.refresh_from_db()
    assert (job.transcribed_seconds, job.percent, job.stage) == (8.0, 80, "fetching")
    assert kept(job) == [0, 1]
    assert history(job) == ["created", "started", "progress"]


def test_what_was_kept_under_other_circumstances_goes(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)
    for position in range(3):
        lifecycle.checkpoint(lease, passage(position), "before", 10)

    lifecycle.checkpoint(lease, passage(0), "after", 10)

    assert list(job.checkpoints.values_list("position", "fingerprint")) == [
        (0, "after")
    ]


def test_a_job_handed_back_stands_where_its_last_window_ended(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)
    lifecycle.checkpoint(lease, passage(0, end=5.25), "f", 51)
    lifecycle.advance(lease, Stage.TRANSCRIBING, 70, transcribed_seconds=7.0)

    lifecycle.hand_back(lease, "The worker was stopped.")

    job.refresh_from_db()
    assert (job.transcribed_seconds, job.percent) == (5.25, 51)
    assert kept(job) == [0]
    again = lifecycle.claim(WORKER).transcription
    assert (again.transcribed_seconds, again.percent) == (5.25, 51)


def test_a_cancelled_job_pays_for_the_windows_that_another_worker_did(acme):
    job = factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)
    lifecycle.checkpoint(lease, passage(0, end=3.2), "f", 30)
    lifecycle.hand_back(lease, "The worker was lost.")
    lifecycle.claim(WORKER)

    lifecycle.cancel(job, cause=CAUSE)

    job.refresh_from_db()
    # 11 x 3.2 / 10.5 = 3.35, rounded up
    assert (job.synapses_refunded, acme.balance) == (7, 996)


def test_a_job_that_gets_on_survives_any_number_of_workers(acme, settings):
    job = factories.make_transcription(acme)
    for position in range(settings.MAX_CLAIMS + 2):
        lease = lifecycle.claim(WORKER)
        lifecycle.checkpoint(lease, passage(position), "f", 10)
        lifecycle.sweep(dead_workers=[WORKER])

    job.refresh_from_db()
    assert (job.status, job.claims) == ("queued", 1)


def test_a_window_that_kills_every_worker_is_tried_as_often_as_any_job(acme, settings):
    job = factories.make_transcription(acme)
    lifecycle.checkpoint(lifecycle.claim(WORKER), passage(0), "f", 10)
    deaths = 0
    while job.status != "failed":
        lifecycle.sweep(dead_workers=[WORKER])
        deaths += 1
        lifecycle.claim(WORKER)
        job.refresh_from_db()

    assert deaths == settings.MAX_CLAIMS
    assert acme.balance == 1000


def ends():
    return {
        "complete": lambda lease: lifecycle.complete(lease, [], factories.result()),
        "fail": lambda lease: lifecycle.fail(lease, "X", "x"),
        "cancel": lambda lease: lifecycle.cancel(lease.transcription, cause=CAUSE),
        "delete": lambda lease: deletion.delete(lease.transcription, cause=CAUSE),
    }


@pytest.mark.parametrize("end", sorted(ends()))
def test_a_job_that_has_ended_needs_no_checkpoints(acme, end):
    factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)
    lifecycle.checkpoint(lease, passage(0), "f", 10)

    ends()[end](lease)

    assert not Checkpoint.objects.exists()


def moves(lease):
    return {
        "heartbeat": lambda: lifecycle.heartbeat(lease),
        "require": lambda: lifecycle.require(lease),
        "advance": lambda: lifecycle.advance(lease, Stage.SAVING, 99),
        "checkpoint": lambda: lifecycle.checkpoint(lease, passage(0), "f", 50),
        "keep_audio": lambda: lifecycle.keep_audio(lease, "audio/x"),
        "complete": lambda: lifecycle.complete(
            lease, [factories.sentence(0, "Stale.")], factories.result()
        ),
        "fail": lambda: lifecycle.fail(lease, "X", "x"),
        "hand_back": lambda: lifecycle.hand_back(lease, "x"),
    }


@pytest.mark.parametrize("move", sorted(moves(None)))
def test_a_worker_that_lost_its_lease_writes_nothing(acme, move):
    job = factories.make_transcription(acme)
    stale = lifecycle.claim(WORKER)
    lifecycle.hand_back(stale, "It was thought dead.")
    lifecycle.claim("host/2/2")
    before = Transcription.objects.values().get(pk=job.pk)

    with pytest.raises(LeaseLost):
        moves(stale)[move]()

    assert Transcription.objects.values().get(pk=job.pk) == before
    assert not Sentence.objects.exists()
    assert not Checkpoint.objects.exists()
    assert not refunds(job).exists()


@pytest.mark.parametrize("move", sorted(moves(None)))
def test_nothing_moves_a_job_that_has_ended(acme, move):
    factories.make_transcription(acme)
    lease = lifecycle.claim(WORKER)
    lifecycle.complete(lease, [], factories.result())

    with pytest.raises(LeaseLost):
        moves(lease)[move]()


def test_the_sweep_takes_back_a_job_whose_lease_ran_out(acme):
    job = factories.make_transcription(acme)
    lifecycle.claim(WORKER)
    factories.expire_lease(job)

    assert lifecycle.sweep() == 1

    job.refresh_from_db()
    assert (job.status, job.stage, acme.balance) == ("queued", "waiting", 989)


def test_the_sweep_leaves_a_job_that_is_worked_on(acme):
    factories.make_transcription(acme)
    lifecycle.claim(WORKER)

    assert lifecycle.sweep() == 0


def test_the_sweep_takes_back_at_once_what_a_dead_worker_held(acme):
    factories.make_transcription(acme)
    lifecycle.claim(WORKER)

    assert lifecycle.sweep(dead_workers=[WORKER]) == 1


def test_a_job_whose_worker_is_lost_each_time_fails_and_is_refunded(acme, settings):
    job = factories.make_transcription(acme)
    for _ in range(settings.MAX_CLAIMS):
        lifecycle.claim(WORKER)
        factories.expire_lease(job)
        lifecycle.sweep()

    job.refresh_from_db()
    assert (job.status, job.failure_code) == ("failed", "WORKER_LOST")
    assert "3 times" in job.failure_message
    assert (acme.balance, refunds(job).count()) == (1000, 1)


def test_the_sweep_rings_for_jobs_whose_doorbells_were_lost(acme):
    for _ in range(3):
        factories.make_transcription(acme)
    OrmQ.objects.all().delete()

    lifecycle.sweep()
    lifecycle.sweep()

    assert bells() == 3


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


def test_the_database_refuses_a_processing_job_without_a_lease(acme):
    job = factories.make_transcription(acme)

    with (
        pytest.raises(IntegrityError, match="lease_while_processing"),
        transaction.atomic(),
    ):
        Transcription.objects.filter(pk=job.pk).update(status=Status.PROCESSING)


def test_the_database_refuses_a_completed_job_without_a_result(acme):
    job = factories.make_transcription(acme)

    with (
        pytest.raises(IntegrityError, match="completed_has_result"),
        transaction.atomic(),
    ):
        Transcription.objects.filter(pk=job.pk).update(status=Status.COMPLETED)


@pytest.mark.django_db(transaction=True)
def test_ten_workers_that_claim_at_once_get_ten_different_jobs(transactional_db):
    acme = factories.Cast("acme")
    for _ in range(10):
        factories.make_transcription(acme)
    claimed = []

    def claim():
        lease = lifecycle.claim(f"host/{uuid.uuid4()}/1")
        claimed.append(lease and lease.transcription.pk)
        connection.close()

    threads = [threading.Thread(target=claim) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(claimed)) == 10
    assert None not in claimed
