"""The redacted audio: where it stands, and the address that it is fetched from."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from tests import factories
from transcriptions import lifecycle, redacted_audio

SOUND = b"only what may be heard"
ASKED = {"pii_redaction_enabled": True, "pii_policies": ["phone_number"]}
PASSED = {"passed": True, "spans_checked": 1, "widened": 0, "residual": []}


def completed(cast, **settings):
    options = {"privacy_settings": {**ASKED, **settings}}
    job = factories.make_completed(cast, options=options)
    factories.store_audio(job, b"with the number")
    return job


def make_ready(job):
    name = default_storage.save("audio/made", ContentFile(SOUND))
    work = redacted_audio.claim("host/1/1")
    lifecycle.redacted_audio_ready(work, name, PASSED)
    job.refresh_from_db()
    return job


def answer_of(cast, job):
    address = f"/v1/audio/transcribe/{job.public_id}/redacted-audio"
    return Client().get(address, headers=cast.headers)


def data_of(cast, job):
    return answer_of(cast, job).json()["data"]


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({}, "not_enabled"),
        ({"privacy_settings": {"pii_redaction_enabled": False}}, "not_enabled"),
        ({"privacy_settings": {"pii_redaction_enabled": True}}, "pending"),
    ],
)
def test_it_says_where_it_stands(acme, options, status):
    job = factories.make_transcription(acme, options=options)

    assert data_of(acme, job) == {"transcription_id": job.public_id, "status": status}


def test_of_a_job_that_ended_without_a_transcript_there_will_be_none(acme):
    options = {"privacy_settings": ASKED}
    job = factories.make_failed(acme, options=options)

    assert data_of(acme, job)["status"] == "not_enabled"


def test_what_could_not_be_verified_stays_pending(acme):
    job = completed(acme)
    lifecycle.redacted_audio_failed(redacted_audio.claim("host/1/1"), None)

    assert data_of(acme, job)["status"] == "pending"


@pytest.mark.parametrize(
    ("format", "content_type"), [("mp3", "audio/mpeg"), ("wav", "audio/wav")]
)
def test_what_is_ready_is_fetched_by_its_address_alone(acme, format, content_type):
    job = make_ready(completed(acme, redacted_audio_format=format))

    data = data_of(acme, job)

    assert data["status"] == "available"
    assert data["expires_at"].endswith("Z")
    address = urlsplit(data["redacted_audio_url"]).path
    whole = Client().get(address)
    part = Client().get(address, headers={"Range": "bytes=5-8"})
    assert (whole.status_code, whole["Content-Type"]) == (200, content_type)
    assert b"".join(whole.streaming_content) == SOUND
    assert (part.status_code, b"".join(part.streaming_content)) == (206, SOUND[5:9])


def test_an_address_is_good_for_an_hour_and_not_to_be_forged(acme, settings):
    job = make_ready(completed(acme))
    address = urlsplit(data_of(acme, job)["redacted_audio_url"]).path
    forged = Client().get(address[:-1] + ("a" if address[-1] != "a" else "b"))
    settings.REDACTED_AUDIO_LINK_S = -1

    expired = Client().get(address)

    for refused in (forged, expired):
        assert refused.status_code == 404
        assert refused.json()["error"]["code"] == "RESOURCE_NOT_FOUND"


def test_the_address_of_a_deleted_job_leads_nowhere(acme):
    job = make_ready(completed(acme))
    address = urlsplit(data_of(acme, job)["redacted_audio_url"]).path
    here = f"/v1/audio/transcribe/{job.public_id}"

    Client().delete(here, headers=acme.headers)

    assert Client().get(address).status_code == 404
    assert not default_storage.exists("audio/made")


def test_the_page_plays_the_redacted_audio_and_never_the_original(
    acme, browser, stranger
):
    job = completed(acme)
    page = f"/transcriptions/{job.public_id}/audio"
    assert browser.get(page).status_code == 404

    make_ready(job)

    assert b"".join(browser.get(page).streaming_content) == SOUND
    assert stranger.get(page).status_code == 404


def test_the_stranger_gets_no_address(acme, globex):
    job = make_ready(completed(acme))

    assert answer_of(globex, job).status_code == 404
