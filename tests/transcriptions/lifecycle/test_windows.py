"""What is kept of the windows of a job that are done."""

from __future__ import annotations

import pytest

from tests import factories
from tests.factories import passage
from tests.transcriptions.lifecycle.records import (
    CAUSE,
    WORKER,
    history,
)
from transcriptions import deletion, lifecycle
from transcriptions.models import (
    Checkpoint,
)
from transcriptions.states import Stage


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
