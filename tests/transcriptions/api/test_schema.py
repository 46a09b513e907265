"""Real answers against the API's description, to the last field."""

from __future__ import annotations

import copy
import json

import jsonschema
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from aitronos_site.documentation import rendered
from tests import audio_files, factories
from transcriptions import lifecycle
from transcriptions.models import Transcription

JOBS = "/v1/audio/transcribe"
JOB = JOBS + "/{transcription_id}"
OPTIONS = {
    "speaker_analysis": {"diarization_enabled": True, "speakers_expected_count": 2},
    "privacy_settings": {"pii_redaction_enabled": False},
    "webhook": {"url": "https://hooks.example/", "events": ["transcription.completed"]},
}


@pytest.fixture(scope="module")
def document():
    """The description, where an object has no field that is not described."""
    found = json.loads(rendered())
    composed = ("Success", "Failure", "Metadata")
    for name, schema in found["components"]["schemas"].items():
        if name not in composed and not name.endswith(("Answer", "Metadata")):
            schema.setdefault("additionalProperties", False)
    return found


def check(document, answer, method, path):
    """Fail unless the answer is one of those that the operation describes."""
    described = document["paths"][path][method]["responses"][str(answer.status_code)]
    if "$ref" in described:
        name = described["$ref"].split("/")[-1]
        described = document["components"]["responses"][name]
    for header in described["headers"]:
        missing = header.startswith(("X-PII", "Idempotency-Replayed"))
        assert missing or header in answer.headers, header
    schema = copy.copy(described["content"]["application/json"]["schema"])
    jsonschema.Draft202012Validator(
        {**schema, "components": document["components"]},
        format_checker=jsonschema.FormatChecker(),
    ).validate(answer.json())


def queued(acme):
    return factories.make_transcription(acme, options=OPTIONS, metadata={"a": "b"})


def processing(acme):
    job = queued(acme)
    lifecycle.claim("host/1/1")
    return job


def completed(acme):
    return factories.make_completed(acme, options=OPTIONS, metadata={"a": "b"})


@pytest.mark.parametrize("make", [queued, processing, completed, factories.make_failed])
@pytest.mark.parametrize(
    "path", [JOB + "?include=words", JOB + "/redacted-audio", JOBS]
)
def test_a_job_is_read_as_described_wherever_it_stands(acme, document, make, path):
    job = make(acme)

    answer = Client().get(
        path.format(transcription_id=job.public_id), headers=acme.headers
    )

    assert answer.status_code == 200
    check(document, answer, "get", path.partition("?")[0])


@pytest.mark.parametrize("make", [queued, completed, factories.make_failed])
@pytest.mark.parametrize("part", ["paragraphs", "sentences", "search"])
def test_texts_are_read_as_described(acme, document, make, part):
    path = f"{JOB}/{part}"
    job = make(acme)

    answer = Client().get(
        path.format(transcription_id=job.public_id),
        {"query": "it"},
        headers=acme.headers,
    )

    check(document, answer, "get", path)


@pytest.mark.parametrize("make", [queued, completed, factories.make_failed])
@pytest.mark.parametrize(
    ("method", "path"),
    [("post", JOB + "/cancel"), ("post", JOB + "/retry"), ("delete", JOB)],
)
def test_a_job_is_moved_as_described(acme, document, make, method, path):
    job = make(acme)

    answer = getattr(Client(), method)(
        path.format(transcription_id=job.public_id), headers=acme.headers
    )

    check(document, answer, method, path)


@pytest.mark.parametrize("synapses", [1000, 0])
def test_uploading_quoting_and_creating_are_answered_as_described(
    db, document, tmp_path, synapses
):
    acme = factories.Cast("acme", synapses=synapses)
    client = Client(headers=acme.headers)
    wav = audio_files.make_audio(tmp_path / "a.wav", "wav", seconds=1.0).read_bytes()

    uploaded = client.post(
        "/v1/audio/files/upload", {"file": SimpleUploadedFile("a.wav", wav)}
    )
    order = {
        "organization_id": acme.organization.public_id,
        "transcription_options": {
            "audio_url": uploaded.json()["data"]["file_url"],
            "language": "en",
        },
        **OPTIONS,
    }
    quoted, created = (
        client.post(path, order, content_type="application/json")
        for path in (JOBS + "/quote", JOBS)
    )

    check(document, uploaded, "post", "/v1/audio/files/upload")
    check(document, quoted, "post", JOBS + "/quote")
    check(document, created, "post", JOBS)
    assert created.status_code == (201 if synapses else 402)


@pytest.mark.parametrize("part", ["balance", "transactions"])
def test_money_is_told_of_as_described(acme, document, part):
    factories.make_failed(acme)
    path = "/v1/organizations/{organization_id}/" + part

    answer = Client().get(
        path.format(organization_id=acme.organization.public_id), headers=acme.headers
    )

    check(document, answer, "get", path)


def test_webhooks_are_sent_as_described(acme, document):
    job = factories.make_completed(acme, options=OPTIONS)
    delivery = Transcription.objects.get(pk=job.pk).webhook_deliveries.get()
    shape = {"$ref": "#/components/schemas/CompletedWebhook"}

    jsonschema.Draft202012Validator(
        {**shape, "components": document["components"]}
    ).validate(json.loads(delivery.body))
