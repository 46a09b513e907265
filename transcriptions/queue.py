"""Who waits, in which order, and at which place: the one definition of the queue.

Priorities come one after another. Within a priority the organizations take turns, the
one that was served least recently first, and within an organization the oldest job is
first; so a customer with one file waits for one job of each other customer, not for
all of them. The database's view behind `QueuePlace` computes it, for the worker that
claims as for the pages that show places.
"""

from __future__ import annotations

from django.db.models import F, QuerySet
from django.db.models.functions import Now

from transcriptions.models import Transcription
from transcriptions.models_queue import Turn
from transcriptions.states import Status


def waiting() -> QuerySet[Transcription]:
    """The jobs that may be claimed now, over all organizations, the next one first."""
    due = Transcription.objects.filter(
        status=Status.QUEUED, queue_place__isnull=False
    )
    return with_places(due).order_by("place")


def with_places(jobs: QuerySet[Transcription]) -> QuerySet[Transcription]:
    """Annotate `place`, 1 for the job that is next, and `seconds_ahead`, of audio.

    Both are None for a job that does not wait, or waits for the time of its next try.
    """
    return jobs.annotate(
        place=F("queue_place__position"),
        seconds_ahead=F("queue_place__seconds_ahead"),
    )


def place_of(job: Transcription) -> int | None:
    """The job's place; one query, unless it was read `with_places`."""
    if job.status != Status.QUEUED:
        return None
    read: Transcription | None = job
    if "place" not in vars(job):
        read = with_places(Transcription.objects.filter(pk=job.pk)).first()
    return getattr(read, "place", None)


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
