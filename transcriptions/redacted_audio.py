"""Redacted audio as work to be done: ordered, claimed, settled. Its table's sole writer.

It is ordered with a job's completion and made by a transcription worker, which has the
engine that verifies it. A transcription that waits goes first, but not for ever.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from transcriptions import doorbell
from transcriptions.errors import LeaseLost
from transcriptions.models import Transcription
from transcriptions.models_redaction import RedactedAudio

State = RedactedAudio.State

#: It has waited for so long behind transcriptions that it goes first.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Work:
    """A worker's right to make a job's redacted audio; void with another token."""

    row: RedactedAudio
    token: uuid.UUID


def order(job: Transcription) -> None:
    """Have it made; within the transaction that completes the job."""
    RedactedAudio.objects.create(transcription=job)
    doorbell.ring()


def waiting() -> QuerySet[RedactedAudio]:
    """What can be claimed now, the oldest first."""
    pending = RedactedAudio.objects.filter(state=State.PENDING, lease_token=None)
    return pending.filter(not_before__lte=timezone.now()).order_by("created_at", "id")


def is_overdue(row: RedactedAudio) -> bool:
    """Whether it has waited longer than transcriptions may keep it waiting."""
    return row.created_at < timezone.now() - PATIENCE


def one_is_overdue() -> bool:
    row = waiting().first()
    return row is not None and is_overdue(row)


@transaction.atomic(durable=True)
def claim(worker: str) -> Work | None:
    row = (
        waiting()
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("transcription__organization")
        .first()
    )
    if row is None:
        return None
    token = uuid.uuid4()
    RedactedAudio.objects.filter(pk=row.pk).update(
        lease_token=token,
        lease_expires_at=_expiry(),
        worker=worker,
        tries=F("tries") + 1,
    )
    row.refresh_from_db(fields=["tries", "worker"])
    return Work(row, token)


def renew(work: Work) -> None:
    """Raises LeaseLost if the work is no longer this worker's."""
    _update(work, lease_expires_at=_expiry())


def require(work: Work) -> None:
    """Only look. Raises LeaseLost."""
    if not _held(work).exists():
        raise LeaseLost


@transaction.atomic
def put_back(work: Work, *, delay: float = 0, counts: bool = True) -> None:
    """Let it be claimed again after `delay` seconds. Raises LeaseLost."""
    _update(
        work,
        lease_token=None,
        lease_expires_at=None,
        not_before=timezone.now() + timedelta(seconds=delay),
        tries=F("tries") - (0 if counts else 1),
    )
    if not delay:
        doorbell.ring()


def settle(
    work: Work, state: State, verification: dict[str, Any] | None, file: str = ""
) -> None:
    """End the work; for `lifecycle`, in its transaction. Raises LeaseLost."""
    _update(
        work,
        state=state,
        file=file,
        verification=verification,
        settled_at=timezone.now(),
        lease_token=None,
        lease_expires_at=None,
    )


def lost(dead_workers: Sequence[str] = ()) -> list[Work]:
    """What is held by workers that died."""
    held = RedactedAudio.objects.filter(state=State.PENDING, lease_token__isnull=False)
    expired = Q(lease_expires_at__lt=timezone.now())
    rows = held.filter(expired | Q(worker__in=list(dead_workers)))
    return [
        Work(row, row.lease_token)
        for row in rows.select_related("transcription__organization")
        if row.lease_token
    ]


def _held(work: Work) -> QuerySet[RedactedAudio]:
    return RedactedAudio.objects.filter(
        pk=work.row.pk, state=State.PENDING, lease_token=work.token
    )


def _update(work: Work, **fields: Any) -> None:
    if not _held(work).update(**fields):
        raise LeaseLost


def _expiry() -> Any:
    return timezone.now() + timedelta(seconds=settings.LEASE_S)
