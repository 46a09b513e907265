"""Jobs are taken back from workers that died."""

from __future__ import annotations

from django_q.models import OrmQ

from tests import factories
from tests.transcriptions.lifecycle.records import (
    WORKER,
    bells,
    refunds,
)
from transcriptions import lifecycle


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
