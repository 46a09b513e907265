"""When a job will be done and why it waits: by live workers and measured speeds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_completed, make_transcription
from transcriptions import lifecycle, queue, speeds
from transcriptions.forecast import Forecast
from transcriptions.models import MeasuredSpeed, Transcription, Worker
from transcriptions.states import Stage

ENGINE = {"name": "whisperx", "model": "tiny", "version": "3", "device": "cpu"}
SPEAKERS = {"speaker_analysis": {"diarization_enabled": True}}


def hire(name="one/1/1", engine=ENGINE):
    return Worker.objects.create(name=name, engine=engine)


def measure(factor, host="one", with_speakers=False):
    speeds.note(ENGINE, 1000, 1000 * factor, with_speakers=with_speakers)
    latest = MeasuredSpeed.objects.latest("pk")
    MeasuredSpeed.objects.filter(pk=latest.pk).update(host=host)


def told(job):
    fresh = queue.with_places(Transcription.objects.all()).get(pk=job.pk)
    forecast = Forecast()
    return forecast.eta_seconds(fresh), forecast.waiting_reason(fresh)


def eta(job):
    return told(job)[0]


def reason(job):
    return told(job)[1]


def test_without_workers_nothing_is_promised(acme):
    measure(0.5)

    assert told(make_transcription(acme)) == (None, "No worker is running.")


def test_a_worker_that_was_not_seen_for_a_minute_does_not_count(acme):
    gone = hire()
    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=2))

    assert reason(make_transcription(acme)) == "No worker is running."
    assert gone.engine


def test_without_a_measured_speed_no_time_is_told(acme):
    hire()

    assert told(make_transcription(acme)) == (None, "A worker is about to start it.")


def test_an_idle_worker_starts_the_next_job_at_once(acme):
    hire()
    measure(0.5)
    job = make_transcription(acme, duration_seconds=100)

    assert told(job) == (50.0, "A worker is about to start it.")


def test_a_job_waits_for_what_is_at_work_and_what_is_ahead(acme):
    hire()
    measure(0.5)
    make_transcription(acme, duration_seconds=100)
    lease = lifecycle.claim("one/1/1")
    lifecycle.advance(lease, Stage.TRANSCRIBING, 40, transcribed_seconds=40)
    following, last = (
        make_transcription(acme, duration_seconds=seconds) for seconds in (30, 10)
    )

    assert told(lease.transcription) == (30.0, None)
    assert told(following) == (45.0, "All workers are busy; this one is next.")
    assert told(last) == (50.0, "1 transcription is ahead of this one.")
    another = make_transcription(acme)
    assert reason(another) == "2 transcriptions are ahead of this one."


def test_workers_share_the_work_by_their_speeds(acme):
    measure(1.0, "one")
    measure(0.25, "two")
    for name, seconds in (("one/1/1", 60), ("two/1/1", 40)):
        hire(name)
        make_transcription(acme, duration_seconds=seconds)
        lifecycle.claim(name)
    job = make_transcription(acme, duration_seconds=10)

    # 100 s of audio ahead at 5 s of audio per second, then 10 s by the slower worker.
    assert eta(job) == 30.0


def test_a_job_at_work_goes_by_the_speed_of_its_own_worker(acme):
    measure(1.0, "one")
    measure(0.1, "two")
    hire("one/1/1")
    hire("two/1/1")
    job = make_transcription(acme, duration_seconds=100)
    lifecycle.claim("two/1/1")

    assert eta(job) == 10.0


def test_a_job_whose_worker_is_gone_is_promised_nothing(acme):
    hire()
    measure(0.1)
    job = make_transcription(acme)
    lifecycle.claim("gone/1/1")

    assert told(job) == (None, None)


def test_speakers_are_promised_only_by_a_speed_that_has_them(acme):
    hire()
    measure(0.5)
    job = make_transcription(acme, duration_seconds=100, options=SPEAKERS)
    assert eta(job) is None

    measure(2.0, with_speakers=True)

    assert eta(job) == 200.0


def test_a_job_that_is_tried_again_says_when_and_why(acme):
    hire()
    measure(0.5)
    job = make_transcription(acme)
    lifecycle.hand_back(lifecycle.claim("one/1/1"), "The server stalls.", delay=600)
    job.refresh_from_db()

    when = f"{job.not_before:%H:%M} UTC"
    assert told(job) == (None, f"It is tried again at {when}: The server stalls.")


def test_a_job_that_has_ended_has_no_prospects(acme):
    assert told(make_completed(acme)) == (None, None)


@pytest.mark.parametrize("jobs", [1, 6])
def test_a_list_takes_two_queries_besides_its_own(
    acme, jobs, django_assert_num_queries
):
    hire()
    measure(0.5)
    for _ in range(jobs + 1):
        make_transcription(acme)
    lifecycle.claim("one/1/1")
    listed = list(queue.with_places(Transcription.objects.all()))

    forecast = Forecast()
    with django_assert_num_queries(2):
        for job in listed:
            forecast.eta_seconds(job)
            forecast.waiting_reason(job)
