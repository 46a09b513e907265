"""The names of speakers: one writer, and nothing lost between two who write."""

from __future__ import annotations

import pytest
from django.test import Client

from organizations.errors import ResourceNotFound
from tests.factories import make_completed, make_transcription
from transcriptions import speaker_names
from transcriptions.models import Transcription

SPEAKERS = [
    {"speaker": label, "name": None, "talk_seconds": 1.0, "words": 1}
    for label in ("S1", "S2")
]


@pytest.fixture
def job(acme):
    job = make_completed(acme)
    job.result["speakers"] = SPEAKERS
    job.save()
    return job


def names(job):
    job.refresh_from_db()
    return [each["name"] for each in job.result["speakers"]]


def test_a_name_is_stored_and_taken_back(job):
    assert speaker_names.rename(job, "S2", " Anna ") == "Anna"
    assert names(job) == [None, "Anna"]

    assert speaker_names.rename(job, "S2", "") == ""
    assert names(job) == [None, None]


def test_two_who_name_at_once_lose_nothing(job):
    mine = Transcription.objects.get(pk=job.pk)
    theirs = Transcription.objects.get(pk=job.pk)

    speaker_names.rename(mine, "S1", "Anna")
    speaker_names.rename(theirs, "S2", "Bernd")

    assert names(job) == ["Anna", "Bernd"]


def test_a_name_reaches_the_api_under_a_new_etag_and_the_captions(acme, job):
    address = f"/v1/audio/transcribe/{job.public_id}"
    before = Client().get(address, headers=acme.headers)

    speaker_names.rename(job, "S1", "Anna")

    after = Client().get(address, headers=acme.headers)
    assert before["ETag"] != after["ETag"]
    assert after.json()["data"]["result"]["speakers"][0]["name"] == "Anna"


def test_only_a_completed_transcript_has_speakers_to_name(acme):
    with pytest.raises(ResourceNotFound):
        speaker_names.rename(make_transcription(acme), "S1", "Anna")
