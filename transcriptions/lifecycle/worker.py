"""What a worker does with a job, by its lease: claim, renew, report, settle.

A worker that lost its lease gets LeaseLost, and has written nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from billing import ledger
from transcriptions import checkpoints, doorbell, passages, queue, webhooks
from transcriptions.errors import LeaseLost
from transcriptions.lifecycle import moves
from transcriptions.lifecycle.ending import finish, forget, store
from transcriptions.lifecycle.moves import Lease, Type
from transcriptions.models import Checkpoint, Sentence, Transcription
from transcriptions.models_webhooks import WebhookEvent
from transcriptions.passages import Passage
from transcriptions.states import Stage, Status


@transaction.atomic(durable=True)
def claim(worker: str) -> Lease | None:
    """Take the job that is next, of those that no other worker takes; None if none is."""
    now = timezone.now()
    job = (
        queue.waiting()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("organization")
        .first()
    )
    if job is None:
        return None
    lease = Lease(job, uuid.uuid4())
    moves.move(
        job,
        Status.PROCESSING,
        stage=Stage.FETCHING,
        claims=F("claims") + 1,
        lease_token=lease.token,
        lease_expires_at=now + timedelta(seconds=settings.LEASE_S),
        worker=worker,
        started_at=now,
    )
    queue.end_turn(job)
    moves.tell(job, Type.STARTED, worker)
    job.refresh_from_db()
    return lease


def heartbeat(lease: Lease) -> None:
    """Renew the lease. Raises LeaseLost if the job is no longer this worker's."""
    expiry = timezone.now() + timedelta(seconds=settings.LEASE_S)
    if not moves.held(lease).update(lease_expires_at=expiry):
        raise LeaseLost


def require(lease: Lease) -> None:
    """Only look. Raises LeaseLost if the job is no longer this worker's."""
    if not moves.held(lease).exists():
        raise LeaseLost


@transaction.atomic(durable=True)
def advance(
    lease: Lease,
    stage: Stage,
    percent: int,
    *,
    transcribed_seconds: float | None = None,
) -> None:
    """Tell how far the work is. Raises LeaseLost."""
    done = (
        {}
        if transcribed_seconds is None
        else {"transcribed_seconds": transcribed_seconds}
    )
    moves.update(lease, stage=stage, percent=percent, **done)
    _tell_progress(lease.transcription, stage)


@transaction.atomic(durable=True)
def checkpoint(lease: Lease, passage: Passage, fingerprint: str, percent: int) -> None:
    """Keep what was heard in a window, so that nobody need hear it again.

    What was kept under another fingerprint goes. The claims count anew: the job gets on.
    Raises LeaseLost; then nothing is kept.
    """
    job = lease.transcription
    # Of a passage that was held back, less is known than was reported meanwhile.
    moves.update(
        lease,
        claims=1,
        percent=Greatest(F("percent"), percent),
        transcribed_seconds=Greatest(F("transcribed_seconds"), passage.end),
    )
    job.claims = 1
    job.checkpoints.exclude(fingerprint=fingerprint).delete()
    Checkpoint.objects.update_or_create(
        transcription=job,
        position=passage.position,
        defaults={
            "fingerprint": fingerprint,
            "data": passages.to_json(passage),
            "evidence": passage.evidence,
        },
    )
    _tell_progress(job, Stage.TRANSCRIBING)


def keep_audio(lease: Lease, name: str) -> None:
    """Note where the fetched source lies in the storage. Raises LeaseLost."""
    moves.update(lease, audio=name)
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
    store(lease.transcription, sentences)
    texts = [sentence.text for sentence in sentences]
    finish(lease, result, texts, overcharged=overcharged)


@transaction.atomic(durable=True)
def fail(lease: Lease, code: str, message: str) -> None:
    """End the job without a transcript and refund it in full. Raises LeaseLost."""
    moves.settle(
        lease,
        Status.FAILED,
        failure_code=code,
        failure_message=message[:500],
        result=None,
        synapses_refunded=F("synapses_charged"),
    )
    forget(lease.transcription)
    _refund(lease.transcription, message)
    webhooks.enqueue(lease.transcription, WebhookEvent.FAILED)


@transaction.atomic(durable=True)
def hand_back(lease: Lease, why: str, *, delay: float = 0, counts: bool = True) -> None:
    """Queue the job again, to be claimed after `delay` seconds. Raises LeaseLost.

    What is checkpointed stays done. A hand-back that is not the job's fault does not
    count against MAX_CLAIMS. After a delay it is the sweep that rings.
    """
    moves.settle(
        lease,
        Status.QUEUED,
        stage=Stage.WAITING,
        **checkpoints.standing(lease.transcription),
        claims=F("claims") - (0 if counts else 1),
        not_before=timezone.now() + timedelta(seconds=delay),
    )
    moves.tell(lease.transcription, Type.REQUEUED, why)
    if not delay:
        doorbell.ring()


def _tell_progress(job: Transcription, stage: Stage) -> None:
    job.events.filter(type=Type.PROGRESS).delete()
    moves.tell(job, Type.PROGRESS, stage)


def _refund(job: Transcription, reason: str) -> None:
    cause = ledger.Cause(reason[:200])
    ledger.refund(job.public_id, job.attempt, cause=cause)
    moves.tell(job, Type.FAILED, reason[:500])
