"""How a job with a transcript ends, whoever brings it to its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import F

from billing import ledger
from transcriptions import redacted_audio, search, webhooks
from transcriptions.lifecycle import moves
from transcriptions.lifecycle.moves import Lease, Type
from transcriptions.models import Erasure, Sentence, Transcription, Upload
from transcriptions.models_webhooks import WebhookEvent
from transcriptions.options import wants_redaction
from transcriptions.states import Stage, Status


def store(job: Transcription, sentences: Sequence[Sentence]) -> None:
    for sentence in sentences:
        sentence.transcription = job
    Sentence.objects.bulk_create(sentences, batch_size=500)


def finish(
    lease: Lease, result: dict[str, Any], texts: Sequence[str], *, overcharged: int
) -> None:
    """Complete the job, whose sentences have these `texts`. Raises LeaseLost.

    Its redacted audio is ordered, where it is redacted. `overcharged` synapses are given
    back, where the audio was shorter than it claimed.
    """
    job = lease.transcription
    moves.settle(
        lease,
        Status.COMPLETED,
        stage=Stage.DONE,
        percent=100,
        result=result,
        synapses_refunded=F("synapses_refunded") + overcharged,
        **search.indexed(result["language_code"], texts),
    )
    job.checkpoints.all().delete()
    if overcharged:
        cause = ledger.Cause("The audio is shorter than its header says.")
        ledger.refund(job.public_id, job.attempt, overcharged, cause=cause)
    if wants_redaction(job.options):
        redacted_audio.order(job)
    moves.tell(job, Type.COMPLETED)
    webhooks.enqueue(job, WebhookEvent.COMPLETED)


def with_warnings(
    result: Mapping[str, Any], warnings: Iterable[Mapping[str, str]]
) -> dict[str, Any]:
    """The result with more warnings behind those that it has."""
    quality = result["quality"]
    told = [*quality["warnings"], *warnings]
    return {**result, "quality": {**quality, "warnings": told}}


def forget(job: Transcription) -> None:
    """Remove what was heard of a job that ends without a transcript."""
    job.checkpoints.all().delete()
    job.sentences.all().delete()


def erase_original(job: Transcription) -> list[str]:
    """Have the source's file go, and its upload with it; return its name, as `delete`.

    The last job that has it erases it.
    """
    name = str(job.audio)
    if not name or moves.is_shared(job):
        return []
    Upload.objects.filter(file=name).delete()
    Erasure.objects.create(name=name)
    return [name]
