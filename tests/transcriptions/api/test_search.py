"""GET …/{id}/search; what it shares with its siblings is in test_paragraphs."""

from __future__ import annotations

import pytest

from tests import factories
from tests.transcriptions.api.reading import (
    MISSING,
    make_processing,
    make_said,
    read,
)


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
    job = make_processing(acme)
    query = {"query": "hello"}

    nothing = read(acme, job.public_id, "search", query)
    row = factories.sentence(0, "Hello there.")
    row.transcription = job
    row.save()
    something = read(acme, job.public_id, "search", query)

    assert nothing.json()["data"]["matches"] == []
    assert something.json()["data"]["matches"][0]["text"] == "Hello"
    assert something["Cache-Control"] == "private, max-age=5"
    assert "actions" not in something.json()


def test_sentences_that_come_meanwhile_are_news_to_the_client(acme):
    job = make_processing(acme)
    etag = read(acme, job.public_id, "search", {"query": "hello"})["ETag"]
    row = factories.sentence(0, "Hello there.")
    row.transcription = job
    row.save()

    answer = read(
        acme, job.public_id, "search", {"query": "hello"}, **{"If-None-Match": etag}
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
    job = factories.make_completed(acme)

    answers = [
        read(globex, i, "search", {"query": "hello"}) for i in (job.public_id, MISSING)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
