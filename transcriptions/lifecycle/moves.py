"""How a job's row is changed, by whoever changes it: conditional UPDATEs and events.

Each names the status, or the lease token, that it expects; the caller learns if the
row is no longer what it was.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone

from organizations.errors import ResourceNotFound
from transcriptions import live
from transcriptions.errors import InvalidTransition, LeaseLost
from transcriptions.models import Transcription, TranscriptionEvent
from transcriptions.states import Status, sources_of

Type = TranscriptionEvent.Type


@dataclass(frozen=True)
class Lease:
    """A worker's right to a job: void once the token is no longer the row's."""

    transcription: Transcription
    token: uuid.UUID


def locked(job: Transcription) -> Transcription:
    """The row as it is now, held against others. Raises ResourceNotFound if it is gone."""
    rows = Transcription.objects.select_for_update(of=("self",))
    found = rows.select_related("organization").filter(pk=job.pk).first()
    if found is None:
        raise ResourceNotFound
    return found


def move(job: Transcription, to: Status, **fields: Any) -> None:
    """Compare-and-set: only from a status that allows it."""
    moved = Transcription.objects.filter(pk=job.pk, status__in=sources_of(to)).update(
        status=to, version=F("version") + 1, updated_at=timezone.now(), **fields
    )
    if not moved:
        raise InvalidTransition(details={"status": to})


def settle(lease: Lease, to: Status, **fields: Any) -> None:
    """Leave `processing` as the holder of the lease, and drop the lease."""
    now = timezone.now()
    update(
        lease,
        status=to,
        lease_token=None,
        lease_expires_at=None,
        **({} if to == Status.QUEUED else {"completed_at": now}),
        **fields,
    )


def update(lease: Lease, **fields: Any) -> None:
    changed = held(lease).update(
        version=F("version") + 1, updated_at=timezone.now(), **fields
    )
    if not changed:
        raise LeaseLost


def held(lease: Lease) -> Any:
    return Transcription.objects.filter(
        pk=lease.transcription.pk, status=Status.PROCESSING, lease_token=lease.token
    )


def is_shared(job: Transcription) -> bool:
    """Whether another job has the same stored source."""
    others = Transcription.objects.exclude(pk=job.pk)
    return others.filter(audio=str(job.audio)).exists()


def tell(job: Transcription, type: str, detail: str = "") -> None:
    TranscriptionEvent.objects.create(transcription=job, type=type, detail=detail)
    live.publish()
