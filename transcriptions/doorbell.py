"""The queue's messages: doorbells that say "there may be work" and carry nothing.

They are written by `transcriptions.lifecycle` in the transaction that makes the work,
so that none is lost by a rollback. Lost, doubled and reordered ones are harmless: the
worker looks for the most urgent job itself, and the sweep rings again.
"""

from __future__ import annotations

from django.utils import timezone
from django_q.models import OrmQ
from django_q.tasks import async_task

QUEUE = "transcribe"
TASK = "transcriptions.tasks.run_next"


def ring() -> None:
    """Wake a worker for one job."""
    async_task(TASK, cluster=QUEUE, task_name="doorbell")


def ring_missing(waiting: int) -> None:
    """Ring until there is a deliverable message for each of `waiting` jobs.

    A message that a worker has pulled is locked for hours, and lost if that worker
    died; so only the others count, and one too many finds no work.
    """
    deliverable = OrmQ.objects.filter(key=QUEUE, lock__lte=timezone.now()).count()
    for _ in range(waiting - deliverable):
        ring()
