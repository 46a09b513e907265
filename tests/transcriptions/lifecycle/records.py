"""What the tests of a job's life look up, and who moves the job."""

from __future__ import annotations

from django_q.models import OrmQ

from billing import ledger
from billing.models import Kind, Transaction
from transcriptions import doorbell

WORKER = "host/1/1"


CAUSE = ledger.Cause("test")


def bells():
    return OrmQ.objects.filter(key=doorbell.QUEUE).count()


def history(job):
    return list(job.events.order_by("id").values_list("type", flat=True))


def refunds(job):
    return Transaction.objects.filter(job_id=job.public_id, kind=Kind.REFUND)
