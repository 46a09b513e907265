"""The sole writer of a transcription's status, and of its events.

Every move is one conditional UPDATE that names the status it leaves; a worker's moves
also name its lease token, so that a worker that lost its lease writes nothing. Money,
event, webhook and doorbell go with the move in the same transaction.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from billing import ledger, pricing
from billing.pricing import Quote
from organizations.errors import ResourceNotFound
from transcriptions import doorbell, live, search, webhooks
from transcriptions.errors import InvalidTransition, LeaseLost
from transcriptions.models import (
    Erasure,
    Sentence,
    Transcription,
    TranscriptionEvent,
    Upload,
)
from transcriptions.models_webhooks import WebhookEvent
from transcriptions.states import ENDED, Stage, Status, sources_of

Type = TranscriptionEvent.Type


@dataclass(frozen=True)
class Lease:
    """A worker's right to a job: void once the token is no longer the row's."""

    transcription: Transcription
    token: uuid.UUID


@transaction.atomic
def submit(job: Transcription, quote: Quote, *, cause: ledger.Cause) -> str:
    """Charge and queue a new job, in the caller's transaction if there is one.

    Return the id of the charge. Raises InsufficientSynapses; then nothing is stored.
    """
    job.synapses_charged = quote.synapses
    job.save(force_insert=True)
    charge = ledger.charge(
        job.organization, job.public_id, job.attempt, quote, cause=cause
    )
    _tell(job, Type.CREATED)
    doorbell.ring()
    return charge.public_id


@transaction.atomic(durable=True)
def claim(worker: str) -> Lease | None:
    """Take the most urgent, then oldest job that waits; None if none does."""
    now = timezone.now()
    job = (
        Transcription.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("organization")
        .filter(status=Status.QUEUED, not_before__lte=now)
        .order_by("priority_rank", "created_at", "id")
        .first()
    )
    if job is None:
        return None
    lease = Lease(job, uuid.uuid4())
    _move(
        job,
        Status.PROCESSING,
        stage=Stage.FETCHING,
        percent=0,
        claims=F("claims") + 1,
        lease_token=lease.token,
        lease_expires_at=now + timedelta(seconds=settings.LEASE_S),
        worker=worker,
        started_at=now,
    )
    _tell(job, Type.STARTED, worker)
    job.refresh_from_db()
    return lease


def heartbeat(lease: Lease) -> None:
    """Renew the lease. Raises LeaseLost if the job is no longer this worker's."""
    expiry = timezone.now() + timedelta(seconds=settings.LEASE_S)
    if not _held(lease).update(lease_expires_at=expiry):
        raise LeaseLost


@transaction.atomic(durable=True)
def advance(
    lease: Lease, stage: Stage, percent: int, *, transcribed_seconds: float = 0
) -> None:
    """Tell how far the work is. Raises LeaseLost."""
    _update(
        lease, stage=stage, percent=percent, transcribed_seconds=transcribed_seconds
    )
    job = lease.transcription
    job.events.filter(type=Type.PROGRESS).delete()
    _tell(job, Type.PROGRESS, stage)


def keep_audio(lease: Lease, name: str) -> None:
    """Note where the fetched source lies in the storage. Raises LeaseLost."""
    _update(lease, audio=name)
    lease.transcription.audio.name = name


@transaction.atomic(durable=True)
def complete(
    lease: Lease,
    sentences: Sequence[Sentence],
    result: dict[str, Any],
    *,
    overcharged: int = 0,
) -> None:
    """Store the transcript and end the job. Raises LeaseLost; then nothing is stored.

    `overcharged` synapses are given back, where the audio was shorter than it claimed.
    """
    job = lease.transcription
    _settle(
        lease,
        Status.COMPLETED,
        stage=Stage.DONE,
        percent=100,
        result=result,
        synapses_refunded=F("synapses_refunded") + overcharged,
    )
    for sentence in sentences:
        sentence.transcription = job
    Sentence.objects.bulk_create(sentences, batch_size=500)
    search.index(job, result["language_code"], [s.text for s in sentences])
    if overcharged:
        cause = ledger.Cause("The audio is shorter than its header says.")
        ledger.refund(job.public_id, job.attempt, overcharged, cause=cause)
    _tell(job, Type.COMPLETED)
    webhooks.enqueue(job, WebhookEvent.COMPLETED)


@transaction.atomic(durable=True)
def fail(lease: Lease, code: str, message: str) -> None:
    """End the job without a transcript and refund it in full. Raises LeaseLost."""
    _settle(
        lease,
        Status.FAILED,
        failure_code=code,
        failure_message=message[:500],
        synapses_refunded=F("synapses_charged"),
    )
    _refund(lease.transcription, message)
    webhooks.enqueue(lease.transcription, WebhookEvent.FAILED)


@transaction.atomic(durable=True)
def hand_back(lease: Lease, why: str, *, delay: float = 0, counts: bool = True) -> None:
    """Queue the job again, to be claimed after `delay` seconds. Raises LeaseLost.

    A hand-back that is not the job's fault does not count against MAX_CLAIMS. After a
    delay it is the sweep that rings.
    """
    _settle(
        lease,
        Status.QUEUED,
        stage=Stage.WAITING,
        percent=0,
        transcribed_seconds=0,
        claims=F("claims") - (0 if counts else 1),
        not_before=timezone.now() + timedelta(seconds=delay),
    )
    _tell(lease.transcription, Type.REQUEUED, why)
    if not delay:
        doorbell.ring()


@transaction.atomic(durable=True)
def cancel(job: Transcription, *, cause: ledger.Cause) -> None:
    """Stop a job and give back the share of its price that was not worked off.

    Its worker notices at its next report. Raises InvalidTransition for an ended job.
    """
    _cancel(_locked(job), cause)


@transaction.atomic(durable=True)
def retry(job: Transcription, quote: Quote, *, cause: ledger.Cause) -> str:
    """Charge and queue a failed job anew; return the id of the charge.

    Raises InvalidTransition unless it failed, and InsufficientSynapses.
    """
    job = _locked(job)
    if job.status != Status.FAILED:
        raise InvalidTransition(
            f"Only a failed transcription can be retried; this one is {job.status}.",
            details={"status": job.status},
        )
    _move(
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
    job.refresh_from_db()
    charge = ledger.charge(
        job.organization, job.public_id, job.attempt, quote, cause=cause
    )
    _tell(job, Type.REQUEUED, "Retried.")
    doorbell.ring()
    return charge.public_id


@transaction.atomic(durable=True)
def delete(job: Transcription, *, cause: ledger.Cause) -> list[str]:
    """Remove a job and all that came of it; return the stored files that must go.

    A job that is at work is cancelled first, with its refund. The billing transactions
    stay. `erasure` removes the files, and tries again where that fails.
    """
    job = _locked(job)
    if job.status not in ENDED:
        _cancel(job, cause)
    names = [str(job.audio)] if job.audio and not _is_shared(job) else []
    Upload.objects.filter(file__in=names).delete()
    Erasure.objects.bulk_create(Erasure(name=name) for name in names)
    webhooks.erase(job)
    job.delete()
    live.publish()
    return names


def sweep(*, dead_workers: Sequence[str] = ()) -> int:
    """Take jobs back from workers that died; return how many.

    A worker is dead when its lease has run out, or when it is named as dead.
    """
    expired = Transcription.objects.filter(
        status=Status.PROCESSING, lease_expires_at__lt=timezone.now()
    )
    named = Transcription.objects.filter(
        status=Status.PROCESSING, worker__in=list(dead_workers)
    )
    swept = 0
    for job in (expired | named).select_related("organization"):
        assert job.lease_token is not None
        swept += _release(Lease(job, job.lease_token))
    doorbell.ring_missing(_waiting())
    return swept


def _release(lease: Lease) -> bool:
    job = lease.transcription
    try:
        if job.claims < settings.MAX_CLAIMS:
            hand_back(lease, "The worker was lost.")
        else:
            fail(lease, "WORKER_LOST", _gave_up(job.claims))
    except LeaseLost:
        return False
    return True


def _gave_up(claims: int) -> str:
    return f"The transcription was started {claims} times and the worker was lost each time."


def _waiting() -> int:
    return Transcription.objects.filter(
        status=Status.QUEUED, not_before__lte=timezone.now()
    ).count()


def _locked(job: Transcription) -> Transcription:
    """The row as it is now, held against others. Raises ResourceNotFound if it is gone."""
    rows = Transcription.objects.select_for_update(of=("self",))
    found = rows.select_related("organization").filter(pk=job.pk).first()
    if found is None:
        raise ResourceNotFound
    return found


def _is_shared(job: Transcription) -> bool:
    others = Transcription.objects.exclude(pk=job.pk)
    return others.filter(audio=str(job.audio)).exists()


def _cancel(job: Transcription, cause: ledger.Cause) -> None:
    if job.status in ENDED:
        raise InvalidTransition(
            f"The transcription has already ended: it is {job.status}.",
            details={"status": job.status},
        )
    unworked = job.synapses_charged - _worked_off(job)
    _move(
        job,
        Status.CANCELLED,
        lease_token=None,
        lease_expires_at=None,
        completed_at=timezone.now(),
        synapses_refunded=unworked,
    )
    if unworked:
        ledger.refund(job.public_id, job.attempt, unworked, cause=cause)
    _tell(job, Type.CANCELLED)
    webhooks.enqueue(job, WebhookEvent.CANCELLED)


def _worked_off(job: Transcription) -> int:
    """Synapses for the audio that is done; none for a job that nothing was done of."""
    if job.status != Status.PROCESSING or not job.transcribed_seconds:
        return 0
    done = Decimal(str(job.transcribed_seconds)) / job.duration_seconds
    return min(job.synapses_charged, pricing.prorated(job.synapses_charged, done))


def _move(job: Transcription, to: Status, **fields: Any) -> None:
    """Compare-and-set: only from a status that allows it."""
    moved = Transcription.objects.filter(pk=job.pk, status__in=sources_of(to)).update(
        status=to, version=F("version") + 1, updated_at=timezone.now(), **fields
    )
    if not moved:
        raise InvalidTransition(details={"status": to})


def _settle(lease: Lease, to: Status, **fields: Any) -> None:
    """Leave `processing` as the holder of the lease, and drop the lease."""
    now = timezone.now()
    _update(
        lease,
        status=to,
        lease_token=None,
        lease_expires_at=None,
        **({} if to == Status.QUEUED else {"completed_at": now}),
        **fields,
    )


def _update(lease: Lease, **fields: Any) -> None:
    changed = _held(lease).update(
        version=F("version") + 1, updated_at=timezone.now(), **fields
    )
    if not changed:
        raise LeaseLost


def _held(lease: Lease) -> Any:
    return Transcription.objects.filter(
        pk=lease.transcription.pk, status=Status.PROCESSING, lease_token=lease.token
    )


def _refund(job: Transcription, reason: str) -> None:
    cause = ledger.Cause(reason[:200])
    ledger.refund(job.public_id, job.attempt, cause=cause)
    _tell(job, Type.FAILED, reason[:500])


def _tell(job: Transcription, type: str, detail: str = "") -> None:
    TranscriptionEvent.objects.create(transcription=job, type=type, detail=detail)
    live.publish()
