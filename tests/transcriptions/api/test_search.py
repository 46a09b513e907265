"""GET …/{id}/search; what it shares with its siblings is in test_paragraphs."""

from __future__ import annotations

import pytest

from tests import factories
from tests.transcriptions.api.reading import (
    MISSING,
    make_said,
    read,
)
from transcriptions import lifecycle


def test_an_exact_phrase_is_found_with_its_time_and_confidence(acme):
    job = factories.make_completed(
        acme, texts=["Hello, there.", "Say hello there now."]
    )

    body = read(acme, job.public_id, "search", {"query": "HELLO there!"}).json()

    assert body["data"] == {
        "transcription_id": job.public_id,
        "query": "HELLO there!",
        "matches": [
            {"text": "Hello, there.", "start": 0.0, "end": 1.0, "confidence": 0.9},
            {"text": "hello there", "start": 1.25, "end": 1.75, "confidence": 0.9},
        ],
        "total_count": 2,
    }
    assert "get_sentences" in body["actions"]


def test_what_was_not_said_is_not_found(acme):
    job = factories.make_completed(acme, texts=["Hello there."])

    data = read(acme, job.public_id, "search", {"query": "there hello"}).json()["data"]

    assert (data["matches"], data["total_count"]) == ([], 0)


def test_a_phrase_is_not_put_together_from_two_speakers(acme):
    job = make_said(acme, ("A", "Hello"), ("B", "there"))

    data = read(acme, job.public_id, "search", {"query": "hello there"}).json()["data"]

    assert data["total_count"] == 0


def test_while_the_job_is_processed_what_is_there_is_searched(acme):
    factories.make_transcription(acme)
    lease = lifecycle.claim("test/1/1")
    public_id = lease.transcription.public_id
    query = {"query": "hello there you"}

    nothing = read(acme, public_id, "search", query)
    for position, text in enumerate(["Oh, hello", "there, you."]):
        lifecycle.checkpoint(lease, factories.passage(position, text), "f", 10)
    something = read(acme, public_id, "search", query)

    assert nothing.json()["data"]["matches"] == []
    assert something.json()["data"]["matches"] == [
        {"text": "hello there, you.", "start": 0.5, "end": 11.0, "confidence": 0.9}
    ]
    assert something["Cache-Control"] == "private, max-age=5"
    assert "actions" not in something.json()


def test_what_is_there_of_a_job_that_waits_again_is_searched_too(acme):
    factories.make_transcription(acme)
    lease = lifecycle.claim("test/1/1")
    lifecycle.checkpoint(lease, factories.passage(0, "Hello."), "f", 10)
    lifecycle.hand_back(lease, "The worker was stopped.")

    answer = read(acme, lease.transcription.public_id, "search", {"query": "hello"})

    assert answer.json()["data"]["total_count"] == 1


def test_windows_that_are_done_meanwhile_are_news_to_the_client(acme):
    factories.make_transcription(acme)
    lease = lifecycle.claim("test/1/1")
    public_id = lease.transcription.public_id
    etag = read(acme, public_id, "search", {"query": "hello"})["ETag"]
    lifecycle.checkpoint(lease, factories.passage(0), "f", 10)

    answer = read(
        acme, public_id, "search", {"query": "hello"}, **{"If-None-Match": etag}
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "query", ["", "  ", "...", "a b c d e f", "x" * 129, "a\x00b", None]
)
def test_a_bad_phrase_is_refused(acme, query):
    job = factories.make_completed(acme)

    answer = read(
        acme, job.public_id, "search", {} if query is None else {"query": query}
    )

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "VALIDATION_ERROR")
    assert list(error["details"]["fields"]) == ["query"]


@pytest.mark.parametrize("query", ["x", "a b c d e", "x" * 128])
def test_the_longest_and_the_shortest_phrase_are_taken(acme, query):
    job = factories.make_completed(acme)

    assert read(acme, job.public_id, "search", {"query": query}).status_code == 200


def test_a_stranger_finds_nothing(acme, globex):
    done = factories.make_completed(acme)
    at_work = factories.make_transcription(acme)
    lease = lifecycle.claim("test/1/1")
    lifecycle.checkpoint(lease, factories.passage(0), "f", 10)

    answers = [
        read(globex, i, "search", {"query": "hello"})
        for i in (done.public_id, at_work.public_id, MISSING)
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
