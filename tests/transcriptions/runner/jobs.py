"""Jobs for a worker of the tests, and what came of them."""

from __future__ import annotations

from decimal import Decimal

from billing.models import Transaction
from tests import factories
from transcriptions import runner

SPEECH_SECONDS = Decimal("2.6")


def job_of(cast, content=None, **fields):
    fields.setdefault("duration_seconds", SPEECH_SECONDS)
    job = factories.make_transcription(cast, **fields)
    if content is not None:
        factories.store_audio(job, content)
    return job


def run(job):
    assert runner.run_next()
    job.refresh_from_db()
    return job


def movements(job):
    rows = Transaction.objects.filter(job_id=job.public_id).order_by("id")
    return list(rows.values_list("kind", "synapses"))
