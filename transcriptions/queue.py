"""Who waits, in which order, and at which place: the one definition of the queue."""

from __future__ import annotations

from django.db.models import Case, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from transcriptions.models import Transcription
from transcriptions.states import Status

ORDER = ("priority_rank", "created_at", "id")


def waiting() -> QuerySet[Transcription]:
    """The jobs that wait for a worker, over all organizations, the next one first."""
    return Transcription.objects.filter(status=Status.QUEUED).order_by(*ORDER)


def with_places(jobs: QuerySet[Transcription]) -> QuerySet[Transcription]:
    """Annotate `place`: 1 for the job that is next, None for one that does not wait."""
    ahead = waiting().filter(
        Q(priority_rank__lt=OuterRef("priority_rank"))
        | Q(
            priority_rank=OuterRef("priority_rank"),
            created_at__lt=OuterRef("created_at"),
        )
    )
    count = ahead.order_by().values("status").annotate(n=Count("pk")).values("n")
    place = Coalesce(Subquery(count), Value(0)) + 1
    return jobs.annotate(
        place=Case(When(status=Status.QUEUED, then=place), default=None)
    )


def place_of(job: Transcription) -> int | None:
    """The job's place; one query, unless it was read `with_places`."""
    if job.status != Status.QUEUED:
        return None
    read: Transcription | None = job
    if "place" not in vars(job):
        read = with_places(Transcription.objects.filter(pk=job.pk)).first()
    return getattr(read, "place", None)
