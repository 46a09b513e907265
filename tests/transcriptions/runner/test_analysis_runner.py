"""One job's analysis in a worker, with what comes inside the packages."""

from __future__ import annotations

import pytest

from aitronos_site.lib.draining import draining
from tests import factories
from transcriptions import analysis_runner, lifecycle, resident_analysts
from transcriptions.errors import LeaseLost
from transcriptions.options import Feature

TEXTS = (
    "We are very happy with the new invoice system.",
    "The old invoice system was terrible and slow.",
    "The invoice system was built in Berlin by Anna Schmidt.",
)


def handed_on(cast, *features, language="en", seconds=10.5):
    wanted = dict.fromkeys(features, True)
    job = factories.make_transcription(cast, options={"intelligence_features": wanted})
    lease = lifecycle.claim("test/1/1")
    lifecycle.advance(lease, "saving", 99, transcribed_seconds=seconds)
    rows = [factories.sentence(at, text) for at, text in enumerate(TEXTS)]
    result = factories.result(language_code=language, analysis={})
    lifecycle.hand_on(lease, rows, result)
    return job


def analysed(job):
    assert analysis_runner.run_next()
    job.refresh_from_db()
    assert job.status == "completed"
    return job.result


def codes(result):
    return [warning["code"] for warning in result["quality"]["warnings"]]


def test_without_work_nothing_is_done(acme):
    assert analysis_runner.run_next() is False


def test_all_that_was_asked_for_is_found(acme):
    result = analysed(handed_on(acme, *Feature))

    moods = [one["sentiment"] for one in result["sentiment_analysis"]]
    assert moods[:2] == ["POSITIVE", "NEGATIVE"]
    assert [one["text"] for one in result["sentiment_analysis"]] == list(TEXTS)
    named = {(one["entity_type"], one["text"]) for one in result["entities"]}
    assert ("person_name", "Anna Schmidt") in named
    best = result["auto_highlights"][0]
    assert "invoice" in best["text"]
    assert len(best["timestamps"]) == best["count"] == 3
    assert result["summary"]
    assert set(result["analysis"]) == {
        "sentiment_analysis", "entities", "auto_highlights", "summary",
    }  # fmt: skip
    assert codes(result) == []


@pytest.mark.parametrize(
    ("feature", "field"),
    [
        (Feature.SENTIMENT, "sentiment_analysis"),
        (Feature.HIGHLIGHTS, "auto_highlights"),
        (Feature.SUMMARY, "summary"),
    ],
)
def test_what_was_not_asked_for_is_not_computed(acme, feature, field):
    result = analysed(handed_on(acme, feature))

    told = ("sentiment_analysis", "entities", "auto_highlights", "summary")
    assert [name for name in told if result[name] is not None] == [field]
    assert list(result["analysis"]) == [field]


def test_a_language_that_is_not_served_is_null_with_a_warning(acme):
    result = analysed(handed_on(acme, Feature.SENTIMENT, language="is"))

    assert result["sentiment_analysis"] is None
    assert codes(result) == ["LANGUAGE_NOT_SUPPORTED"]


def test_one_that_breaks_costs_its_features_and_tells_no_log(acme, monkeypatch, caplog):
    def broken():
        raise ValueError("the invoice system")

    monkeypatch.setattr(resident_analysts, "analysers", broken)

    result = analysed(handed_on(acme, Feature.SUMMARY))

    assert result["summary"] is None
    assert codes(result) == ["ANALYSIS_FAILED"]
    assert "ValueError" in caplog.text
    assert "invoice" not in caplog.text


def test_audio_shorter_than_declared_is_refunded_in_part(acme):
    job = handed_on(acme, Feature.SENTIMENT, seconds=5.0)

    analysed(job)

    assert job.synapses_refunded == 5  # of 11
    assert acme.balance == 1000 - 6


def test_a_worker_that_is_stopped_puts_it_back(acme):
    job = handed_on(acme, Feature.SUMMARY)
    lease = lifecycle.claim_analysis("host/2/2")
    draining.set()
    try:
        analysis_runner._run(lease)
        assert analysis_runner.run_next() is False
    finally:
        draining.clear()

    job.refresh_from_db()
    assert (job.status, job.worker, job.claims) == ("processing", "", 0)


def test_a_job_that_was_cancelled_meanwhile_is_left_alone(acme):
    job = handed_on(acme, Feature.SUMMARY)
    lease = lifecycle.claim_analysis("host/2/2")
    lifecycle.cancel(job, cause=factories.ledger.Cause("test"))

    with pytest.raises(LeaseLost):
        analysis_runner._run(lease)
