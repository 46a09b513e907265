"""Whether a worker should put its work aside for something more urgent.

Asked of a job at the edge of a window, where nothing is lost by it.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from transcriptions import queue, redacted_audio, workers
from transcriptions.models import Transcription
from transcriptions.models_redaction import RedactedAudio
from transcriptions.states import PRIORITY_RANK, Priority

URGENT = PRIORITY_RANK[Priority.URGENT]
#: An idle worker takes a job within a second or two. One that has waited for longer has
#: none to wait for, whatever the presence says of a worker that has just died.
PATIENCE = timedelta(seconds=10)


class Preempted(Exception):
    """A job is put aside at a window's edge, to go on later where it was."""


def should_yield(job: Transcription) -> bool:
    """Whether an urgent job waits that no idle worker will take."""
    return job.priority_rank > URGENT and _is_kept_waiting(_urgent())


def should_yield_to_a_job(row: RedactedAudio) -> bool:
    """Whether a job waits that no idle worker will take; an urgent one if it is late."""
    if redacted_audio.is_overdue(row):
        return _is_kept_waiting(_urgent())
    return _is_kept_waiting(queue.waiting().filter(not_before__lte=timezone.now()))


def an_urgent_job_waits() -> bool:
    return _urgent().exists()


def _urgent() -> QuerySet[Transcription]:
    return queue.waiting().filter(priority_rank=URGENT)


def _is_kept_waiting(jobs: QuerySet[Transcription]) -> bool:
    waiting = list(jobs.values_list("updated_at", flat=True))
    if not waiting:
        return False
    idle = workers.alive().exclude(workers.IS_BUSY).count()
    return len(waiting) > idle or timezone.now() - min(waiting) > PATIENCE
