"""Who waits, in which order, and at which place: the one definition of the queue.

Priorities come one after another. Within a priority the organizations take turns, the
one that was served least recently first, and within an organization the oldest job is
first; so a customer with one file waits for one job of each other customer, not for
all of them. The database's view behind `QueuePlace` computes it, for the worker that
claims as for the pages that show places.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Now

from transcriptions.models import Transcription, TranscriptionEvent
from transcriptions.models_queue import Turn
from transcriptions.states import Status


@dataclass(frozen=True)
class Placed:
    """A job that waits. It has no place while it waits for the time of its next try."""

    job: Transcription
    place: int | None
    seconds_ahead: float | None
    why_again: str | None


def waiting() -> QuerySet[Transcription]:
    """The jobs that may be claimed now, over all organizations, the next one first."""
    due = Transcription.objects.filter(status=Status.QUEUED, queue_place__isnull=False)
    return due.order_by("queue_place__position")


def with_places(jobs: QuerySet[Transcription]) -> QuerySet[Transcription]:
    """Annotate what `Placed` has: `place`, `seconds_ahead` and `why_again`.

    `place` is 1 for the job that is next, and None for one that does not wait, or waits
    for the time of its next try; `why_again` says why it is tried again.
    """
    tries = TranscriptionEvent.objects.filter(
        transcription=OuterRef("pk"), type=TranscriptionEvent.Type.REQUEUED
    )
    why = Subquery(tries.order_by("-pk").values("detail")[:1])
    return jobs.annotate(
        place=F("queue_place__position"),
        seconds_ahead=F("queue_place__seconds_ahead"),
        why_again=Case(When(status=Status.QUEUED, place=None, then=why)),
    )


def placed(job: Transcription) -> Placed:
    """Of a job that is queued; one query, unless it was read `with_places`."""
    read = job
    if "place" not in vars(job):
        found = with_places(Transcription.objects.filter(pk=job.pk)).first()
        read = found or job
    known = vars(read)
    return Placed(
        read, known.get("place"), known.get("seconds_ahead"), known.get("why_again")
    )


def place_of(job: Transcription) -> int | None:
    """The job's place; one query, unless it was read `with_places`."""
    return placed(job).place if job.status == Status.QUEUED else None


def end_turn(job: Transcription) -> None:
    """Put the job's organization behind the others; in the transaction of the claim."""
    turn = Turn(
        organization_id=job.organization_id,
        priority_rank=job.priority_rank,
        served_at=Now(),
    )
    Turn.objects.bulk_create(
        [turn],
        update_conflicts=True,
        unique_fields=["organization", "priority_rank"],
        update_fields=["served_at"],
    )
