"""The queue's messages: doorbells that say "there may be work" and carry nothing.

They are written in the transaction that makes the work (`transcriptions.lifecycle`,
`transcriptions.webhooks`), so that none is lost by a rollback. Lost, doubled and
reordered ones are harmless: the worker looks for the work itself, and the periodic
tasks look again.
"""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django_q.brokers.orm import ORM
from django_q.models import OrmQ
from django_q.tasks import async_task

QUEUE = "transcribe"
TASK = "transcriptions.tasks.run_next"
ANALYSIS_QUEUE = "analyse"
ANALYSIS_TASK = "transcriptions.tasks.analyse_next"
WEBHOOK_TASK = "transcriptions.tasks.deliver_webhooks"
LOW_BALANCE_TASK = "transcriptions.tasks.tell_low_balances"


def ring() -> None:
    """Wake a worker for one job."""
    async_task(TASK, cluster=QUEUE, task_name="doorbell")


def ring_for_analysis() -> None:
    """Wake an analysis worker for one job."""
    async_task(ANALYSIS_TASK, cluster=ANALYSIS_QUEUE, task_name="analysis doorbell")


def ring_missing(waiting: int) -> None:
    """Ring until there is a deliverable message for each of `waiting` pieces of work.

    A message that a worker has pulled is locked for hours, and lost if that worker
    died; so only the others count, and one too many finds no work.
    """
    for _ in range(waiting - _deliverable(QUEUE)):
        ring()


def ring_missing_for_analysis(waiting: int) -> None:
    for _ in range(waiting - _deliverable(ANALYSIS_QUEUE)):
        ring_for_analysis()


def _deliverable(queue: str) -> int:
    messages = OrmQ.objects.filter(key=queue, lock__lte=timezone.now())
    return int(messages.count())


def ring_for_webhooks(*, after: float = 0) -> None:
    """Wake a short-task worker in `after` seconds for the deliveries that are due."""
    # Named, because in a transcription worker the default queue is that worker's own.
    broker = _LaterBroker(settings.Q_CLUSTER["name"])
    broker.delay = timedelta(seconds=after)
    async_task(WEBHOOK_TASK, broker=broker, task_name="webhook doorbell")


def ring_for_low_balance() -> None:
    """Wake a short-task worker to tell of a balance that has just become low."""
    broker = ORM(settings.Q_CLUSTER["name"])
    async_task(LOW_BALANCE_TASK, broker=broker, task_name="low balance doorbell")


class _LaterBroker(ORM):  # type: ignore[misc]
    """Writes messages that no worker takes before `delay` has passed."""

    delay = timedelta(0)

    def enqueue(self, task: str) -> int:
        row = OrmQ(key=self.list_key, payload=task, lock=timezone.now() + self.delay)
        row.save()
        return int(row.pk)
