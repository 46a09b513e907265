"""The state machine of a transcription, as data.

queued → processing → completed | failed
queued, processing → cancelled        processing → queued (worker lost, retried)
failed → queued (retried by the customer)
"""

from __future__ import annotations

from django.db.models import TextChoices


class Status(TextChoices):
    #: Paid for and waiting for a worker.
    QUEUED = "queued"
    #: Held by a worker under a lease.
    PROCESSING = "processing"
    #: The transcript can be read. Final.
    COMPLETED = "completed"
    #: It could not be done; the charge is refunded.
    FAILED = "failed"
    #: Stopped by the customer. Final.
    CANCELLED = "cancelled"


class Stage(TextChoices):
    """What a worker is doing with a job; for the reader, nothing branches on it."""

    WAITING = "waiting"
    FETCHING = "fetching"
    LOADING = "loading"
    TRANSCRIBING = "transcribing"
    #: In the hands of another worker, so that the next job can begin.
    ANALYSING = "analysing"
    SAVING = "saving"
    DONE = "done"


class Priority(TextChoices):
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"


#: Smaller is claimed first.
PRIORITY_RANK = {Priority.URGENT: 0, Priority.HIGH: 1, Priority.NORMAL: 2}

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.QUEUED: frozenset({Status.PROCESSING, Status.FAILED, Status.CANCELLED}),
    Status.PROCESSING: frozenset(
        {Status.QUEUED, Status.COMPLETED, Status.FAILED, Status.CANCELLED}
    ),
    Status.COMPLETED: frozenset(),
    Status.FAILED: frozenset({Status.QUEUED}),
    Status.CANCELLED: frozenset(),
}

ENDED = frozenset({Status.COMPLETED, Status.FAILED, Status.CANCELLED})


def sources_of(status: Status) -> frozenset[Status]:
    """The statuses from which `status` can be reached in one move."""
    return frozenset(
        source for source, targets in TRANSITIONS.items() if status in targets
    )
