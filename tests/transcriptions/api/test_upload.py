"""POST /v1/audio/files/upload: judged by content, kept for its own organization."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from transcriptions import uploads
from transcriptions.models import Upload

PATH = "/v1/audio/files/upload"


def upload(cast, name, content, **fields):
    file = SimpleUploadedFile(name, content)
    return Client().post(PATH, {"file": file, **fields}, headers=cast.headers)


def test_an_upload_is_probed_kept_and_described(acme, wav):
    answer = upload(acme, "My talk.wav", wav.read_bytes())

    assert answer.status_code == 201
    data = answer.json()["data"]
    kept = Upload.objects.get()
    assert data["file_id"] == kept.public_id
    assert data["file_url"].endswith(f"/v1/audio/files/{kept.public_id}")
    assert (data["filename"], data["content_type"]) == ("My talk.wav", "audio/wav")
    assert data["duration_seconds"] == 2.0
    assert data["size_bytes"] == wav.stat().st_size
    with default_storage.open(kept.file.name) as file:
        assert file.read() == wav.read_bytes()


def test_an_uploads_address_is_a_source_for_its_own_organization(acme, wav):
    url = upload(acme, "talk.wav", wav.read_bytes()).json()["data"]["file_url"]

    answer = Client().post(
        "/v1/audio/transcribe",
        {
            "organization_id": acme.organization.public_id,
            "transcription_options": {"language": "en", "audio_url": url},
        },
        content_type="application/json",
        headers=acme.headers,
    )

    assert answer.status_code == 201
    assert answer.json()["billing"]["synapses_consumed"] == 2


def test_an_upload_can_be_read_back_by_its_own_organization_only(acme, globex, wav):
    url = upload(acme, "talk.wav", wav.read_bytes()).json()["data"]["file_url"]

    mine = Client().get(url, headers=acme.headers)
    theirs = Client().get(url, headers=globex.headers)

    assert b"".join(mine.streaming_content) == wav.read_bytes()
    assert theirs.status_code == 404


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", "empty"), (b"Just a text file, renamed.\n" * 100, "not audio")],
)
def test_a_file_that_is_no_audio_is_refused_and_not_kept(acme, content, reason):
    answer = upload(acme, "song.mp3", content)

    assert answer.status_code == 422
    error = answer.json()["error"]
    assert error["code"] == "UNSUPPORTED_AUDIO"
    assert reason in error["details"]["reason"]
    assert not Upload.objects.exists()


def test_a_file_over_the_limit_is_refused_with_the_limit(acme, wav, settings):
    settings.MAX_UPLOAD_BYTES = 100

    answer = upload(acme, "talk.wav", wav.read_bytes())

    assert answer.status_code == 413
    assert answer.json()["error"]["details"]["max_bytes"] == 100


def test_a_name_is_stripped_of_its_path_and_control_characters(acme, wav):
    answer = upload(acme, "x", wav.read_bytes())
    assert answer.status_code == 201

    assert uploads.clean_filename("../../etc/pass\x00wd\n") == "passwd"
    assert uploads.clean_filename("C:\\temp\\talk.mp3") == "talk.mp3"
    assert uploads.clean_filename("///") == "audio"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        ({}, 422, "VALIDATION_ERROR"),
        ({"file": "no file"}, 422, "VALIDATION_ERROR"),
        ({"other": "x"}, 422, "VALIDATION_ERROR"),
    ],
)
def test_a_form_without_the_file_is_refused(acme, content, status, code):
    answer = Client().post(PATH, content, headers=acme.headers)

    assert answer.status_code == status
    assert answer.json()["error"]["code"] == code
    assert "file" in answer.json()["error"]["details"]["fields"]


def test_json_is_not_taken_where_a_form_is_due(acme):
    answer = Client().post(
        PATH, {}, content_type="application/json", headers=acme.headers
    )

    assert answer.json()["error"]["code"] == "UNSUPPORTED_MEDIA_TYPE"


def test_a_form_that_is_broken_is_refused(acme):
    answer = Client().post(
        PATH,
        b"no boundary here",
        content_type="multipart/form-data",
        headers=acme.headers,
    )

    assert answer.json()["error"]["code"] == "MALFORMED_REQUEST"


def test_expired_uploads_are_removed_but_not_the_audio_of_a_job(acme, wav):
    urls = [
        upload(acme, "talk.wav", wav.read_bytes()).json()["data"]["file_url"]
        for _ in range(2)
    ]
    Client().post(
        "/v1/audio/transcribe",
        {
            "organization_id": acme.organization.public_id,
            "transcription_options": {"language": "en", "audio_url": urls[0]},
        },
        content_type="application/json",
        headers=acme.headers,
    )
    files = [u.file.name for u in Upload.objects.order_by("pk")]
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert uploads.remove_expired() == 2

    assert [default_storage.exists(name) for name in files] == [True, False]


def test_an_expired_upload_is_no_source_any_more(acme, wav):
    url = upload(acme, "talk.wav", wav.read_bytes()).json()["data"]["file_url"]
    Upload.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    answer = Client().post(
        "/v1/audio/transcribe",
        {
            "organization_id": acme.organization.public_id,
            "transcription_options": {"language": "en", "audio_url": url},
        },
        content_type="application/json",
        headers=acme.headers,
    )

    assert answer.json()["error"]["code"] == "INVALID_AUDIO_URL"
