"""When a worker puts its job aside at a window's edge."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from transcriptions import lifecycle, preemption, redacted_audio
from transcriptions.models import Transcription, Worker
from transcriptions.states import PRIORITY_RANK

BUSY, IDLE = "host/1/1", "host/2/2"


@pytest.fixture
def at_work(acme):
    """A normal job, held by the only worker there is."""
    job = factories.make_transcription(acme)
    Worker.objects.create(name=BUSY)
    lifecycle.claim(BUSY)
    job.refresh_from_db()
    return job


def submit(cast, priority="urgent"):
    return factories.make_transcription(
        cast, priority=priority, priority_rank=PRIORITY_RANK[priority]
    )


def test_a_job_goes_on_while_nothing_more_urgent_waits(at_work, acme):
    submit(acme, "normal")
    submit(acme, "high")

    assert not preemption.should_yield(at_work)


def test_an_urgent_job_of_anybody_goes_first(at_work, globex):
    submit(globex)

    assert preemption.should_yield(at_work)


def test_an_urgent_job_does_not_put_another_aside(acme):
    job = submit(acme)
    lifecycle.claim(BUSY)
    submit(acme)

    assert not preemption.should_yield(job)


def test_an_idle_worker_takes_the_urgent_job(at_work, acme):
    Worker.objects.create(name=IDLE)
    submit(acme)

    assert not preemption.should_yield(at_work)


def test_one_idle_worker_does_not_take_two_urgent_jobs(at_work, acme):
    Worker.objects.create(name=IDLE)
    submit(acme)
    submit(acme)

    assert preemption.should_yield(at_work)


def test_a_worker_that_was_not_seen_lately_takes_nothing(at_work, acme):
    Worker.objects.create(name=IDLE, seen_at=timezone.now() - timedelta(minutes=2))
    submit(acme)

    assert preemption.should_yield(at_work)


def test_an_idle_worker_that_lets_an_urgent_job_wait_is_not_relied_on(at_work, acme):
    Worker.objects.create(name=IDLE)
    urgent = submit(acme)
    past = timezone.now() - preemption.PATIENCE - timedelta(seconds=1)
    Transcription.objects.filter(pk=urgent.pk).update(updated_at=past)

    assert preemption.should_yield(at_work)


def test_an_urgent_job_that_waits_for_its_next_try_puts_nothing_aside(at_work, acme):
    urgent = submit(acme)
    later = timezone.now() + timedelta(minutes=1)
    Transcription.objects.filter(pk=urgent.pk).update(not_before=later)

    assert not preemption.should_yield(at_work)


OPTIONS = {"privacy_settings": {"pii_redaction_enabled": True}}


@pytest.fixture
def audio(acme):
    """Redacted audio in the hands of the only worker."""
    factories.make_completed(acme, options=OPTIONS)
    Worker.objects.create(name=BUSY)
    return redacted_audio.claim(BUSY).row


def test_redacted_audio_yields_to_any_job_that_nobody_else_takes(audio, acme):
    assert not preemption.should_yield_to_a_job(audio)

    submit(acme, "normal")
    assert preemption.should_yield_to_a_job(audio)

    Worker.objects.create(name=IDLE)
    assert not preemption.should_yield_to_a_job(audio)


def test_two_workers_with_redacted_audio_do_not_wait_for_each_other(audio, acme):
    factories.make_completed(acme, options=OPTIONS)
    Worker.objects.create(name=IDLE)
    other = redacted_audio.claim(IDLE).row
    submit(acme, "normal")

    assert preemption.should_yield_to_a_job(audio)
    assert preemption.should_yield_to_a_job(other)


def test_redacted_audio_that_is_late_yields_to_urgent_jobs_alone(
    audio, acme, monkeypatch
):
    monkeypatch.setattr(redacted_audio, "PATIENCE", timedelta(0))

    submit(acme, "normal")
    assert not preemption.should_yield_to_a_job(audio)

    submit(acme)
    assert preemption.should_yield_to_a_job(audio)
