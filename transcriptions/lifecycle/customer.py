"""What a customer does with a job: submit, cancel, retry, delete.

The charge or the refund goes with the move, in one transaction.
"""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from billing import ledger, low_balance, pricing
from billing.models import Transaction
from billing.pricing import Quote
from transcriptions import doorbell, live, webhooks
from transcriptions.errors import InvalidTransition
from transcriptions.lifecycle import moves
from transcriptions.lifecycle.ending import erase_original, forget
from transcriptions.lifecycle.moves import Type
from transcriptions.models import Erasure, Transcription, Upload
from transcriptions.models_redaction import RedactedAudio
from transcriptions.models_webhooks import WebhookEvent
from transcriptions.options import wants_redaction
from transcriptions.states import ENDED, Stage, Status


@transaction.atomic
def submit(job: Transcription, quote: Quote, *, cause: ledger.Cause) -> str:
    """Charge and queue a new job, in the caller's transaction if there is one.

    Return the id of the charge. Raises InsufficientSynapses; then nothing is stored.
    """
    job.synapses_charged = quote.synapses
    job.save(force_insert=True)
    charge = _charge(job, quote, cause)
    moves.tell(job, Type.CREATED)
    doorbell.ring()
    return charge.public_id


@transaction.atomic(durable=True)
def cancel(job: Transcription, *, cause: ledger.Cause) -> None:
    """Stop a job and give back the share of its price that was not worked off.

    Its worker notices at its next report. Raises InvalidTransition for an ended job.
    """
    _cancel(moves.locked(job), cause)


@transaction.atomic(durable=True)
def retry(job: Transcription, quote: Quote, *, cause: ledger.Cause) -> str:
    """Charge and queue a failed job anew; return the id of the charge.

    Raises InvalidTransition unless it failed, and InsufficientSynapses.
    """
    job = moves.locked(job)
    if job.status != Status.FAILED:
        raise InvalidTransition(
            f"Only a failed transcription can be retried; this one is {job.status}.",
            details={"status": job.status},
        )
    moves.move(
        job,
        Status.QUEUED,
        stage=Stage.WAITING,
        percent=0,
        transcribed_seconds=0,
        attempt=F("attempt") + 1,
        claims=0,
        failure_code="",
        failure_message="",
        synapses_charged=quote.synapses,
        synapses_refunded=0,
        not_before=timezone.now(),
        completed_at=None,
    )
    job.checkpoints.all().delete()
    job.refresh_from_db()
    charge = _charge(job, quote, cause)
    moves.tell(job, Type.REQUEUED, "Retried.")
    doorbell.ring()
    return charge.public_id


@transaction.atomic
def delete(job: Transcription, *, cause: ledger.Cause) -> list[str]:
    """Remove a job and all that came of it; return the stored files that must go.

    In the caller's transaction, so that `deletion` notes who did it. A job that is at
    work is cancelled first, with its refund. The billing transactions stay. `erasure`
    removes the files, and tries again where that fails.
    """
    job = moves.locked(job)
    if job.status not in ENDED:
        _cancel(job, cause)
    names = _files_of(job)
    Upload.objects.filter(file__in=names).delete()
    Erasure.objects.bulk_create(Erasure(name=name) for name in names)
    webhooks.erase(job)
    job.delete()
    live.publish()
    return names


def _charge(job: Transcription, quote: Quote, cause: ledger.Cause) -> Transaction:
    charge = ledger.charge(
        job.organization, job.public_id, job.attempt, quote, cause=cause
    )
    if low_balance.is_untold(job.organization):
        doorbell.ring_for_low_balance()
    return charge


def _cancel(job: Transcription, cause: ledger.Cause) -> None:
    if job.status in ENDED:
        raise InvalidTransition(
            f"The transcription has already ended: it is {job.status}.",
            details={"status": job.status},
        )
    unworked = job.synapses_charged - _worked_off(job)
    moves.move(
        job,
        Status.CANCELLED,
        lease_token=None,
        lease_expires_at=None,
        completed_at=timezone.now(),
        synapses_refunded=unworked,
        result=None,
        **_without_audio(job),
    )
    forget(job)
    if unworked:
        ledger.refund(job.public_id, job.attempt, unworked, cause=cause)
    moves.tell(job, Type.CANCELLED)
    webhooks.enqueue(job, WebhookEvent.CANCELLED)


def _without_audio(job: Transcription) -> dict[str, str]:
    """No redacted audio will ever take the place of a cancelled job's original.

    An upload stays until it expires, since it may be submitted again.
    """
    if not wants_redaction(job.options) or settings.KEEP_ORIGINAL_AUDIO:
        return {}
    if not Upload.objects.filter(file=str(job.audio)).exists():
        erase_original(job)
    return {"audio": ""}


def _worked_off(job: Transcription) -> int:
    """Synapses for the audio that is done; none for a job that nothing was done of."""
    if job.status != Status.PROCESSING or not job.transcribed_seconds:
        return 0
    done = Decimal(str(job.transcribed_seconds)) / job.duration_seconds
    return min(job.synapses_charged, pricing.prorated(job.synapses_charged, done))


def _files_of(job: Transcription) -> list[str]:
    """The stored files that no other job needs."""
    original = [str(job.audio)] if job.audio and not moves.is_shared(job) else []
    redacted = RedactedAudio.objects.filter(transcription=job).exclude(file="")
    return [*original, *redacted.values_list("file", flat=True)]
