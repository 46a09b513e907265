"""A job with analysis: the transcript is stored, and another worker ends it."""

from __future__ import annotations

import pytest
from django_q.models import OrmQ

from tests import factories
from tests.transcriptions.lifecycle.records import CAUSE, WORKER, history, refunds
from transcriptions import doorbell, events, lifecycle, search
from transcriptions.errors import LeaseLost
from transcriptions.models import Transcription, WebhookDelivery, Worker
from transcriptions.states import PRIORITY_RANK

ANALYST = "host/2/2"
OPTIONS = {"intelligence_features": {"summarization_enabled": True}}


def handed_on(cast, **overrides):
    job = factories.make_transcription(cast, **{"options": OPTIONS, **overrides})
    lease = lifecycle.claim(WORKER)
    lifecycle.advance(lease, "saving", 99, transcribed_seconds=10.5)
    rows = [factories.sentence(0, "Hello there.")]
    lifecycle.hand_on(lease, rows, factories.result(analysis={}))
    job.refresh_from_db()
    return job


def bells():
    return OrmQ.objects.filter(key=doorbell.ANALYSIS_QUEUE).count()


def test_what_is_transcribed_waits_for_an_analyst_and_shows_nothing_yet(acme):
    job = handed_on(acme)

    assert (job.status, job.stage, job.worker) == ("processing", "analysing", "")
    assert job.sentences.count() == 1
    assert events.result(job, words=False) is None
    assert not search.matching(Transcription.objects.all(), "hello").exists()
    assert bells() == 1


def test_the_worker_that_transcribed_is_free(acme):
    first = handed_on(acme)
    second = factories.make_transcription(acme)

    assert lifecycle.claim(WORKER).transcription == second
    assert lifecycle.claim_analysis(ANALYST).transcription == first


def test_the_analyst_completes_the_job_with_what_was_found(acme):
    job = handed_on(acme)
    warning = {"code": "SUMMARY_FALLBACK", "message": "It is extractive."}

    lease = lifecycle.claim_analysis(ANALYST)
    lifecycle.complete_analysed(lease, {"summary": "A greeting."}, [warning])

    job.refresh_from_db()
    assert (job.status, job.percent) == ("completed", 100)
    result = events.result(job, words=False)
    assert (result["text"], result["summary"]) == ("Hello there.", "A greeting.")
    assert result["quality"]["warnings"] == [warning]
    assert search.matching(Transcription.objects.all(), "hello").get() == job
    assert history(job)[-1] == "completed"


def test_each_job_is_analysed_by_one_and_the_urgent_first(acme):
    rank = PRIORITY_RANK["urgent"]
    normal, urgent = handed_on(acme), handed_on(acme, priority_rank=rank)

    claimed = [lifecycle.claim_analysis(ANALYST).transcription.pk for _ in range(2)]

    assert claimed == [urgent.pk, normal.pk]
    assert lifecycle.claim_analysis(ANALYST) is None


def test_the_worker_that_handed_it_on_has_no_right_to_it(acme):
    factories.make_transcription(acme, options=OPTIONS)
    lease = lifecycle.claim(WORKER)
    lifecycle.hand_on(lease, [], factories.result())

    with pytest.raises(LeaseLost):
        lifecycle.hand_on(lease, [], factories.result())
    with pytest.raises(LeaseLost):
        lifecycle.complete(lease, [], factories.result())


def test_a_lost_analyst_costs_nothing(acme):
    job = handed_on(acme)
    lost = lifecycle.claim_analysis(ANALYST)
    factories.expire_lease(job)

    assert lifecycle.sweep() == 1

    again = lifecycle.claim_analysis("host/3/3")
    assert again.transcription == job
    with pytest.raises(LeaseLost):
        lifecycle.complete_analysed(lost, {"summary": "Late."}, [])
    lifecycle.complete_analysed(again, {"summary": "In time."}, [])
    job.refresh_from_db()
    assert job.result["summary"] == "In time."


def test_an_analysis_that_loses_each_worker_is_left_out_with_a_warning(acme, settings):
    job = handed_on(acme)
    for _ in range(settings.MAX_CLAIMS):
        lifecycle.claim_analysis(ANALYST)
        factories.expire_lease(job)
        lifecycle.sweep()

    job.refresh_from_db()
    assert (job.status, job.result["summary"]) == ("completed", None)
    assert [w["code"] for w in job.result["quality"]["warnings"]] == ["ANALYSIS_FAILED"]
    assert not refunds(job).exists()


def test_without_any_analyst_the_transcript_is_given_in_the_end(acme):
    job = handed_on(acme)
    assert lifecycle.sweep() == 0
    factories.expire_lease(job)

    lifecycle.sweep()

    job.refresh_from_db()
    assert job.status == "completed"
    assert [w["code"] for w in job.result["quality"]["warnings"]] == ["ANALYSIS_FAILED"]


def test_while_analysts_are_busy_it_waits_for_longer(acme):
    job = handed_on(acme)
    Worker.objects.create(name=ANALYST, queue=Worker.Queue.ANALYSE)
    factories.expire_lease(job)

    lifecycle.sweep()
    lifecycle.sweep()

    job.refresh_from_db()
    assert (job.status, job.stage, job.claims) == ("processing", "analysing", 0)
    assert lifecycle.claim_analysis(ANALYST).transcription == job


def test_a_stopped_analyst_puts_it_back_and_that_does_not_count(acme):
    job = handed_on(acme)
    lease = lifecycle.claim_analysis(ANALYST)

    lifecycle.put_back_analysis(lease, "The worker was stopped.", counts=False)

    job.refresh_from_db()
    assert (job.worker, job.claims, job.stage) == ("", 0, "analysing")
    assert lifecycle.claim_analysis(ANALYST).transcription == job


def test_a_job_that_is_cancelled_meanwhile_leaves_no_text(acme):
    webhook = {"url": "https://x.example/", "events": ["transcription.cancelled"]}
    job = handed_on(acme, options={**OPTIONS, "webhook": webhook})
    lease = lifecycle.claim_analysis(ANALYST)

    lifecycle.cancel(job, cause=CAUSE)

    with pytest.raises(LeaseLost):
        lifecycle.complete_analysed(lease, {"summary": "Late."}, [])
    job.refresh_from_db()
    assert (job.status, job.result, job.sentences.count()) == ("cancelled", None, 0)
    # All of its audio was transcribed, so that nothing is given back.
    assert job.synapses_refunded == 0
    assert WebhookDelivery.objects.get(transcription=job).event.endswith("cancelled")


def test_the_sweep_rings_for_analyses_whose_doorbells_were_lost(acme):
    handed_on(acme)
    OrmQ.objects.all().delete()

    lifecycle.sweep()
    lifecycle.sweep()

    assert bells() == 1


def test_audio_shorter_than_declared_is_refunded_however_the_analysis_ends(acme):
    job = factories.make_transcription(acme, options=OPTIONS, duration_seconds=100)
    lease = lifecycle.claim(WORKER)
    lifecycle.advance(lease, "saving", 99, transcribed_seconds=10.5)
    lifecycle.hand_on(lease, [], factories.result())
    factories.expire_lease(job)

    lifecycle.sweep()

    job.refresh_from_db()
    assert (job.status, job.synapses_refunded) == ("completed", 89)
    assert refunds(job).get().synapses == 89
