"""The last part of a job with analysis, in the hands of another worker.

The transcription worker stores the transcript and lets the job go, so that it can begin
the next one; an analysis worker takes it, with a lease of its own, and completes it. An
analysis that can't be had costs its features, never the transcript.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from transcriptions import doorbell, settlement
from transcriptions.errors import LeaseLost
from transcriptions.lifecycle import moves
from transcriptions.lifecycle.ending import finish, store, with_warnings
from transcriptions.lifecycle.moves import Lease, Type
from transcriptions.models import Sentence, Transcription
from transcriptions.states import Stage, Status

#: Percent of a job that is transcribed.
TRANSCRIBED = 98


@transaction.atomic(durable=True)
def hand_on(lease: Lease, sentences: Sequence[Sentence], result: Any) -> None:
    """Store the transcript, and let an analysis worker take the job. Raises LeaseLost.

    Nobody sees the transcript before the job is completed.
    """
    _let_go(lease, stage=Stage.ANALYSING, percent=TRANSCRIBED, result=result, claims=0)
    store(lease.transcription, sentences)
    _tell_of_analysis(lease.transcription)


def waiting_for_analysis() -> QuerySet[Transcription]:
    """The most urgent first, and of equals the one that has waited longest."""
    jobs = Transcription.objects.filter(
        status=Status.PROCESSING, stage=Stage.ANALYSING, worker=""
    )
    return jobs.order_by("priority_rank", "started_at", "id")


@transaction.atomic(durable=True)
def claim_analysis(worker: str) -> Lease | None:
    """Take the job whose analysis is next; None if none waits."""
    rows = waiting_for_analysis().select_for_update(skip_locked=True, of=("self",))
    job = rows.select_related("organization").first()
    if job is None:
        return None
    let_go = Lease(job, _token_of(job))
    lease = Lease(job, uuid.uuid4())
    moves.update(
        let_go,
        claims=F("claims") + 1,
        worker=worker,
        lease_token=lease.token,
        lease_expires_at=timezone.now() + timedelta(seconds=settings.LEASE_S),
    )
    moves.tell(job, Type.STARTED, worker)
    job.refresh_from_db()
    return lease


@transaction.atomic(durable=True)
def complete_analysed(
    lease: Lease,
    found: Mapping[str, Any],
    warnings: Sequence[Mapping[str, str]],
) -> None:
    """Put what was found into the result and end the job. Raises LeaseLost.

    `found` are fields of the result, `warnings` join those that it has.
    """
    job = lease.transcription
    result = with_warnings({**(job.result or {}), **found}, warnings)
    texts = list(job.sentences.order_by("position").values_list("text", flat=True))
    overcharged = settlement.overcharged(job, job.transcribed_seconds)
    finish(lease, result, texts, overcharged=overcharged)


@transaction.atomic(durable=True)
def put_back_analysis(lease: Lease, why: str, *, counts: bool = True) -> None:
    """Let another analysis worker take the job. Raises LeaseLost."""
    _let_go(lease, claims=F("claims") - (0 if counts else 1))
    moves.tell(lease.transcription, Type.REQUEUED, why)
    doorbell.ring_for_analysis()


def _let_go(lease: Lease, **fields: Any) -> None:
    """Nobody has the new token; if nobody takes the job either, its lease runs out."""
    expiry = timezone.now() + timedelta(seconds=settings.ANALYSIS_WAIT_S)
    moves.update(
        lease, worker="", lease_token=uuid.uuid4(), lease_expires_at=expiry, **fields
    )


def _tell_of_analysis(job: Transcription) -> None:
    job.events.filter(type=Type.PROGRESS).delete()
    moves.tell(job, Type.PROGRESS, Stage.ANALYSING)
    doorbell.ring_for_analysis()


def _token_of(job: Transcription) -> uuid.UUID:
    if job.lease_token is None:
        raise LeaseLost
    return job.lease_token
