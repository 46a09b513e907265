"""Whether a worker should put its work aside for something more urgent.

Asked of a job at the edge of a window, where nothing is lost by it.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from transcriptions import queue, redacted_audio, workers
from transcriptions.models import Transcription
from transcriptions.states import PRIORITY_RANK, Priority

URGENT = PRIORITY_RANK[Priority.URGENT]
#: An idle worker takes a job within a second or two. One that has waited for longer has
#: none to wait for, whatever the presence says of a worker that has just died.
PATIENCE = timedelta(seconds=10)


class Preempted(Exception):
    """A job is put aside at a window's edge, to go on later where it was."""


def should_yield(job: Transcription) -> bool:
    """Whether an urgent job waits that no idle worker will take."""
    if job.priority_rank <= URGENT:
        return False
    urgent = queue.waiting().filter(priority_rank=URGENT)
    waiting = list(urgent.values_list("updated_at", flat=True))
    if not waiting:
        return False
    idle = workers.alive().exclude(workers.IS_BUSY).count()
    return len(waiting) > idle or timezone.now() - min(waiting) > PATIENCE


def a_transcription_is_kept_waiting() -> bool:
    """Whether the making of redacted audio should yield to a job that waits."""
    if redacted_audio.is_overdue():
        return False
    waiting = queue.waiting().filter(not_before__lte=timezone.now())
    count = waiting.count()
    return count > 0 and count > workers.alive().exclude(workers.IS_BUSY).count() - 1
