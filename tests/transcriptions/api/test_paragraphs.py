"""GET …/{id}/paragraphs, and what all endpoints that read a transcript have in common."""

from __future__ import annotations

from datetime import UTC

import pytest
from django.test import Client
from django.utils.http import parse_http_date

from tests import factories
from tests.transcriptions.api.reading import (
    MISSING,
    make_cancelled,
    make_processing,
    make_said,
    read,
    redact,
)
from transcriptions.models import Transcription

ENDPOINTS = [
    ("paragraphs", {}),
    ("sentences", {}),
    ("subtitles/srt", {}),
    ("subtitles/vtt", {}),
    ("subtitles/txt", {}),
    ("search", {"query": "hello"}),
]
COMPLETED_ONLY = ENDPOINTS[:-1]


def test_the_paragraphs_come_with_their_times_and_speakers(acme):
    job = make_said(acme, ("A", "Hello there."), ("A", "It works."), ("B", "Good."))

    body = read(acme, job.public_id, "paragraphs").json()

    assert body["success"] is True
    assert body["data"] == {
        "transcription_id": job.public_id,
        "audio_duration_seconds": 10.5,
        "paragraphs": [
            {
                "text": "Hello there. It works.",
                "start": 0.0,
                "end": 2.0,
                "speaker": "A",
                "confidence": 0.9,
            },
            {
                "text": "Good.",
                "start": 2.0,
                "end": 3.0,
                "speaker": "B",
                "confidence": 0.9,
            },
        ],
    }
    metadata = body["metadata"]
    assert metadata["upstream_latency_ms"] == 0
    assert metadata["retry_attempts"] == 0
    assert metadata["cache_hit"] is False
    assert (metadata["total_count"], metadata["returned_count"]) == (2, 2)
    assert metadata["request_id"].startswith("req_")


def test_the_actions_lead_to_the_sibling_formats(acme):
    job = factories.make_completed(acme)

    actions = read(acme, job.public_id, "paragraphs").json()["actions"]

    base = f"http://testserver/v1/audio/transcribe/{job.public_id}"
    assert actions == {
        "get_sentences": f"{base}/sentences",
        "get_subtitles_srt": f"{base}/subtitles/srt",
        "get_subtitles_vtt": f"{base}/subtitles/vtt",
        "get_subtitles_txt": f"{base}/subtitles/txt",
        "search": f"{base}/search",
    }


def test_pages_link_to_the_next_and_the_previous(acme):
    job = make_said(acme, *[(speaker, f"{speaker}.") for speaker in "ABCDE"])

    body = read(acme, job.public_id, "paragraphs", {"limit": 2, "offset": 2}).json()

    assert [p["text"] for p in body["data"]["paragraphs"]] == ["C.", "D."]
    assert (body["metadata"]["total_count"], body["metadata"]["returned_count"]) == (
        5,
        2,
    )
    following = Client().get(body["actions"]["next"], headers=acme.headers).json()
    assert [p["text"] for p in following["data"]["paragraphs"]] == ["E."]
    assert "next" not in following["actions"]
    previous = Client().get(body["actions"]["previous"], headers=acme.headers).json()
    assert [p["text"] for p in previous["data"]["paragraphs"]] == ["A.", "B."]
    assert "previous" not in previous["actions"]


@pytest.mark.parametrize(("path", "query"), ENDPOINTS)
def test_a_stranger_sees_the_same_as_for_an_unknown_id(acme, globex, path, query):
    job = factories.make_completed(acme)

    answers = [read(globex, i, path, query) for i in (job.public_id, MISSING, "x")]

    assert {answer.status_code for answer in answers} == {404}
    bodies = [answer.json()["error"] for answer in answers]
    assert {body["code"] for body in bodies} == {"RESOURCE_NOT_FOUND"}
    assert len({body["message"] for body in bodies}) == 1
    assert not any("ETag" in answer for answer in answers)


@pytest.mark.parametrize(("path", "query"), ENDPOINTS)
def test_nobody_in_particular_is_refused(acme, path, query):
    job = factories.make_completed(acme)

    answer = Client().get(f"/v1/audio/transcribe/{job.public_id}/{path}", query)

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "AUTHENTICATION_REQUIRED"


@pytest.mark.parametrize(("path", "query"), COMPLETED_ONLY)
def test_before_the_end_there_is_nothing_to_read(acme, path, query):
    processing = make_processing(acme)
    queued = factories.make_transcription(acme)

    for job, status in [(queued, "queued"), (processing, "processing")]:
        answer = read(acme, job.public_id, path, query)
        error = answer.json()["error"]
        assert answer.status_code == 409
        assert error["code"] == "TRANSCRIPTION_NOT_READY"
        assert error["details"] == {"status": status}
        assert "ETag" not in answer


@pytest.mark.parametrize(("path", "query"), ENDPOINTS)
def test_a_job_without_a_result_says_why(acme, path, query):
    failed = factories.make_failed(acme)
    cancelled = make_cancelled(acme)

    errors = [
        read(acme, job.public_id, path, query).json()["error"]
        for job in (failed, cancelled)
    ]

    assert {(e["status"], e["code"]) for e in errors} == {(409, "TRANSCRIPTION_FAILED")}
    assert errors[0]["details"] == {"status": "failed", "reason": "It can't be read."}
    assert errors[1]["details"]["status"] == "cancelled"
    assert errors[1]["details"]["reason"]


@pytest.mark.parametrize(("path", "query"), ENDPOINTS)
def test_what_the_client_holds_is_not_sent_again(acme, path, query):
    job = factories.make_completed(acme)

    first = read(acme, job.public_id, path, query)
    again = read(acme, job.public_id, path, query, **{"If-None-Match": first["ETag"]})

    assert first["Cache-Control"] == "private, max-age=86400"
    modified = job.updated_at.astimezone(UTC).replace(microsecond=0).timestamp()
    assert parse_http_date(first["Last-Modified"]) == modified
    assert {"Authorization", "X-API-Key"} <= set(first["Vary"].split(", "))
    assert (again.status_code, again.content) == (304, b"")
    for header in ("ETag", "Cache-Control", "Last-Modified"):
        assert again[header] == first[header]


@pytest.mark.parametrize(
    ("given", "status"),
    [("*", 304), ('"x", {etag}', 304), ("{strong}", 304), ('"x"', 200), ("x", 200)],
)
def test_if_none_match_may_be_a_list_and_is_compared_weakly(acme, given, status):
    job = factories.make_completed(acme)
    etag = read(acme, job.public_id, "paragraphs")["ETag"]

    given = given.format(etag=etag, strong=etag.removeprefix("W/"))
    answer = read(acme, job.public_id, "paragraphs", **{"If-None-Match": given})

    assert answer.status_code == status


def test_a_change_of_the_job_or_of_the_question_changes_the_etag(acme):
    job = factories.make_completed(acme)
    first = read(acme, job.public_id, "paragraphs")["ETag"]
    other = read(acme, job.public_id, "paragraphs", {"limit": 1})["ETag"]
    Transcription.objects.update(version=job.version + 1)
    changed = read(acme, job.public_id, "paragraphs")["ETag"]

    assert len({first, other, changed}) == 3


@pytest.mark.parametrize(("path", "query"), ENDPOINTS)
def test_only_a_redacted_transcript_says_that_it_is(acme, path, query):
    job = factories.make_completed(acme)

    plain = read(acme, job.public_id, path, query)
    redact(job, ["email_address", "phone_number"])
    redacted = read(acme, job.public_id, path, query)

    assert "X-PII-Redacted" not in plain
    assert redacted["X-PII-Redacted"] == "true"
    assert redacted["X-PII-Policies"] == "email_address,phone_number"


@pytest.mark.parametrize(("path", "query"), ENDPOINTS)
def test_the_number_of_queries_does_not_grow(
    acme, django_assert_max_num_queries, path, query
):
    read(acme, MISSING, path, query)  # notes that the key is in use
    counts = []
    for size in (1, 50):
        job = factories.make_completed(acme, texts=["Hello there."] * size)
        with django_assert_max_num_queries(10) as queries:
            assert read(acme, job.public_id, path, query).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["paragraphs", "sentences"])
@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 1001}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"limit": ""}, "limit"),
        ({"offset": -1}, "offset"),
        ({"offset": 10**30}, "offset"),
    ],
)
def test_a_bad_parameter_is_named(acme, path, query, name):
    job = factories.make_completed(acme)

    answer = read(acme, job.public_id, path, query)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "VALIDATION_ERROR")
    assert list(error["details"]["fields"]) == [name]


@pytest.mark.parametrize("path", ["paragraphs", "sentences"])
def test_unknown_parameters_are_ignored_and_a_page_beyond_the_end_is_empty(acme, path):
    job = factories.make_completed(acme)

    body = read(acme, job.public_id, path, {"offset": 2**31 - 1, "x": "y"}).json()

    assert body["data"][path] == []
    assert body["metadata"]["returned_count"] == 0


def test_only_reading_is_known(acme):
    job = factories.make_completed(acme)

    answer = Client().post(
        f"/v1/audio/transcribe/{job.public_id}/paragraphs", headers=acme.headers
    )

    assert answer.status_code == 405
    assert answer.json()["error"]["code"] == "METHOD_NOT_ALLOWED"
