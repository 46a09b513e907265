"""What a worker does with a job, by its lease."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from tests import factories
from tests.factories import passage
from tests.transcriptions.lifecycle.records import (
    WORKER,
    bells,
    history,
    refunds,
)
from transcriptions import lifecycle
from transcriptions.errors import LeaseLost
from transcriptions.models import (
    Checkpoint,
    Sentence,
    Transcription,
)
from transcriptions.states import PRIORITY_RANK, Stage, Status


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
