"""GET /v1/audio/transcribe/{id}: the job, and its transcript once there is one."""

from __future__ import annotations

import socket

import pytest
from django.test import Client

from tests import factories
from transcriptions import lifecycle, redacted_audio, speeds
from transcriptions.models import Worker
from transcriptions.states import Stage

PATH = "/v1/audio/transcribe/"


def get(cast, public_id, query=""):
    return Client().get(PATH + public_id + query, headers=cast.headers)


def test_a_queued_job_tells_its_place_in_the_queue(acme):
    factories.make_transcription(acme)
    job = factories.make_transcription(acme)

    answer = get(acme, job.public_id).json()

    assert answer["data"]["status"] == "queued"
    assert answer["data"]["progress"] == {
        "stage": "waiting",
        "percent": 0,
        "queue_position": 2,
        "eta_seconds": None,
        "waiting_reason": "No worker is running.",
    }
    assert answer["data"]["result"] is None
    assert answer["metadata"]["upstream_refreshed"] is False


def test_a_job_at_work_tells_when_it_is_done_by_the_speed_that_was_measured(acme):
    engine = {"name": "pocketsphinx", "model": "en-us", "version": "5", "device": "cpu"}
    Worker.objects.create(name=f"{socket.gethostname()}/1/1", engine=engine)
    speeds.note(engine, audio_seconds=100, wall_seconds=40)
    job = factories.make_transcription(acme, duration_seconds=60)
    lease = lifecycle.claim(f"{socket.gethostname()}/1/1")
    lifecycle.advance(lease, Stage.TRANSCRIBING, 50, transcribed_seconds=30)
    before = get(acme, job.public_id)
    speeds.note(engine, audio_seconds=100, wall_seconds=400)
    after = get(acme, job.public_id)

    assert before.json()["data"]["progress"] == {
        "stage": "transcribing",
        "percent": 50,
        "queue_position": None,
        "eta_seconds": 12.0,
        "waiting_reason": None,
    }
    assert after.json()["data"]["progress"]["eta_seconds"] > 12
    assert before["ETag"] != after["ETag"]


def test_a_completed_job_has_its_transcript_and_its_price(acme):
    job = factories.make_completed(acme, texts=["Hello there.", "It works."])

    answer = get(acme, job.public_id).json()

    result = answer["data"]["result"]
    assert result["text"] == "Hello there. It works."
    assert result["engine"]["name"] == "pocketsphinx"
    assert result["summary"] is None
    assert "words" not in result
    assert answer["data"]["timestamps"]["completed_at"].endswith("Z")
    assert answer["billing"] == {
        "synapses_consumed": 11,
        "synapses_refunded": 0,
        "currency": "synapses",
    }
    assert "progress" not in answer["data"]


def test_the_words_come_when_they_are_asked_for(acme):
    job = factories.make_completed(acme, texts=["Hello there."])

    words = get(acme, job.public_id, "?include=words").json()["data"]["result"]["words"]

    assert [word["text"] for word in words] == ["Hello", "there."]
    assert words[0] == {
        "text": "Hello",
        "start": 0.0,
        "end": 0.5,
        "confidence": 0.9,
        "speaker": None,
    }


def test_a_failed_job_says_why_and_shows_its_refund(acme):
    job = factories.make_failed(acme)

    answer = get(acme, job.public_id).json()

    assert answer["data"]["failure"] == {
        "code": "CORRUPT_AUDIO",
        "message": "It can't be read.",
    }
    assert answer["billing"]["synapses_refunded"] == 11


def test_unknown_malformed_and_another_organizations_id_are_the_same(acme, globex):
    job = factories.make_completed(acme)

    answers = [
        get(globex, public_id)
        for public_id in (job.public_id, "trans_" + "0" * 32, "nonsense", "a%00b")
    ]

    assert {a.status_code for a in answers} == {404}
    assert len({a.json()["error"]["message"] for a in answers}) == 1


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "AUTHENTICATION_REQUIRED"),
        ({"X-API-Key": "ak_" + "x" * 40}, "INVALID_API_KEY"),
        ({"X-API-Key": ""}, "INVALID_API_KEY"),
        ({"Authorization": "Basic eDp5"}, "INVALID_API_KEY"),
        ({"Authorization": "Bearer"}, "INVALID_API_KEY"),
    ],
)
def test_nobody_in_particular_is_refused(acme, headers, code):
    answer = Client().get(PATH + "trans_" + "0" * 32, headers=headers)

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == code
    assert answer["WWW-Authenticate"] == "Bearer"


def test_an_answer_that_the_client_holds_is_not_sent_again(acme):
    job = factories.make_completed(acme)
    first = get(acme, job.public_id)
    assert first["Cache-Control"] == "private, max-age=86400"
    assert "GMT" in first["Last-Modified"]

    second = Client().get(
        PATH + job.public_id, headers={**acme.headers, "If-None-Match": first["ETag"]}
    )

    assert (second.status_code, second.content) == (304, b"")


def test_what_may_still_be_warned_of_is_cached_for_moments(acme):
    asked = {"privacy_settings": {"pii_redaction_enabled": True}}
    job = factories.make_completed(acme, options=asked)
    pending = get(acme, job.public_id)

    lifecycle.redacted_audio_failed(redacted_audio.claim("host/1/1"), None)
    settled = get(acme, job.public_id)

    assert pending["Cache-Control"] == "private, max-age=5"
    assert settled["Cache-Control"] == "private, max-age=86400"
    assert settled["ETag"] != pending["ETag"]


def test_a_job_on_its_way_is_cached_for_moments_and_its_place_counts(acme):
    first = factories.make_transcription(acme)
    job = factories.make_transcription(acme)
    before = get(acme, job.public_id)

    lifecycle.claim("host/1/1")
    after = get(acme, job.public_id)

    assert before["Cache-Control"] == "private, max-age=5"
    assert before["ETag"] != after["ETag"]
    assert first.pk < job.pk


def test_a_completed_job_names_all_that_can_be_read_of_it(acme):
    job = factories.make_completed(acme)

    actions = get(acme, job.public_id).json()["actions"]

    assert set(actions) == {
        "check_status",
        "get_paragraphs",
        "get_sentences",
        "get_subtitles_srt",
        "get_subtitles_vtt",
        "get_subtitles_txt",
        "search",
    }
    for name, address in actions.items():
        query = "?query=hello" if name == "search" else ""
        assert Client().get(address + query, headers=acme.headers).status_code == 200
