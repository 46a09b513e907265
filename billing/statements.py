"""What an organization has and how it came to be: reads only, for API and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from billing import ledger
from billing.models import Kind, Transaction
from organizations.models import Organization


@dataclass(frozen=True)
class Balance:
    """`updated_at` is the instant of the last transaction, if there was one."""

    synapses: int
    updated_at: datetime | None


@dataclass(frozen=True)
class Month:
    """What jobs have cost in a month, and how many were charged."""

    charged: int
    refunded: int
    jobs: int

    @property
    def net(self) -> int:
        return self.charged - self.refunded


def balance(organization: Organization) -> Balance:
    last = transactions(organization).first()
    return Balance(ledger.balance(organization), last.created_at if last else None)


def transactions(
    organization: Organization, *, kind: str | None = None
) -> QuerySet[Transaction]:
    """The newest first; of one kind, if it is named."""
    found = Transaction.objects.filter(organization=organization)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.order_by("-pk")


def this_month(organization: Organization) -> Month:
    """The calendar month that is running, in UTC."""
    first = timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    found = Transaction.objects.filter(organization=organization, created_at__gte=first)
    sums = found.aggregate(
        charged=Sum("synapses", filter=Q(kind=Kind.CHARGE), default=0),
        refunded=Sum("synapses", filter=Q(kind=Kind.REFUND), default=0),
        jobs=Count("job_id", filter=Q(kind=Kind.CHARGE), distinct=True),
    )
    return Month(-sums["charged"], sums["refunded"], sums["jobs"])
