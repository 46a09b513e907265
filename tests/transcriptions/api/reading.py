"""Transcripts to read, and how the tests of the reading endpoints ask for them."""

from __future__ import annotations

from django.test import Client

from tests import factories
from transcriptions import lifecycle
from transcriptions.models import Transcription

MISSING = "trans_" + "0" * 32


def read(cast, public_id, path, query=None, **headers):
    return Client().get(
        f"/v1/audio/transcribe/{public_id}/{path}",
        query or {},
        headers={**cast.headers, **headers},
    )


def make_said(cast, *said, **result):
    """A completed job; `said` are pairs of a speaker and a sentence, a second each."""
    job = factories.make_transcription(cast)
    rows = []
    for position, (speaker, text) in enumerate(said):
        row = factories.sentence(position, text)
        row.speaker = speaker
        rows.append(row)
    lease = lifecycle.claim("test/1/1")
    lifecycle.complete(lease, rows, factories.result(**result))
    job.refresh_from_db()
    return job


def make_processing(cast):
    job = factories.make_transcription(cast)
    lifecycle.claim("test/1/1")
    return job


def make_cancelled(cast):
    job = factories.make_transcription(cast)
    Transcription.objects.filter(pk=job.pk).update(status="cancelled")
    return job


def redact(job, policies):
    """As if the text had been redacted."""
    job.options = {"privacy_settings": {"pii_policies": policies}}
    job.result = {**job.result, "redaction": {"spans": 1}}
    job.save()
