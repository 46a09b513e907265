"""Cancel, retry and delete."""

from __future__ import annotations

import pytest
from django.test import Client

from tests import factories
from transcriptions import lifecycle
from transcriptions.models import Transcription

PATH = "/v1/audio/transcribe/"


def call(cast, method, job, action=""):
    return getattr(Client(), method)(
        PATH + job.public_id + action, headers=cast.headers
    )


def test_a_queued_job_is_cancelled_and_refunded(acme):
    job = factories.make_transcription(acme)

    answer = call(acme, "post", job, "/cancel")

    assert answer.status_code == 200
    assert answer.json()["data"]["status"] == "cancelled"
    assert answer.json()["billing"]["synapses_refunded"] == 11
    assert "cancel" not in answer.json()["actions"]


def test_a_job_that_has_ended_cannot_be_cancelled(acme):
    answer = call(acme, "post", factories.make_failed(acme), "/cancel")

    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "INVALID_STATE"
    assert answer.json()["error"]["details"] == {"status": "failed"}


def test_a_failed_job_is_retried_and_charged_like_a_new_one(acme):
    job = factories.make_failed(acme)

    answer = call(acme, "post", job, "/retry")

    assert answer.status_code == 200
    body = answer.json()
    assert body["data"]["transcription_id"] == job.public_id
    assert body["data"]["status"] == "queued"
    assert body["billing"]["synapses_consumed"] == 11
    assert body["billing"]["transaction_id"].startswith("txn_")
    assert acme.balance == 989


def test_a_job_that_did_not_fail_cannot_be_retried(acme):
    answer = call(acme, "post", factories.make_transcription(acme), "/retry")

    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "INVALID_STATE"


def test_a_job_is_deleted_once_and_then_it_is_not_there(acme):
    job = factories.make_completed(acme)

    first = call(acme, "delete", job)
    second = call(acme, "delete", job)

    data = first.json()["data"]
    assert (data["deleted"], data["deleted_upstream"]) == (True, True)
    assert data["transcription_id"] == job.public_id
    assert data["deleted_at"].endswith("Z")
    assert (first.status_code, second.status_code) == (200, 404)


def test_deleting_a_job_at_work_refunds_it(acme):
    job = factories.make_transcription(acme)
    lifecycle.claim("host/1/1")

    call(acme, "delete", job)

    assert acme.balance == 1000


@pytest.mark.parametrize(
    ("method", "action"),
    [
        ("get", ""),
        ("delete", ""),
        ("post", "/cancel"),
        ("post", "/retry"),
        ("get", "/redacted-audio"),
    ],
)
def test_the_stranger_finds_nothing_and_changes_nothing(acme, globex, method, action):
    job = factories.make_failed(acme)
    before = Transcription.objects.values().get()

    answer = call(globex, method, job, action)

    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "RESOURCE_NOT_FOUND"
    assert Transcription.objects.values().get() == before
