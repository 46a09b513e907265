"""What an organization has used, by day and by cause: reads only.

Every query is an aggregate in SQL over one organization's transactions, which the
index `billing_transaction_statement` finds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import TruncDate
from django.utils import timezone

from billing.models import Kind, Transaction
from organizations.models import Organization

PERIODS = (7, 30, 90, 365)
ACTORS = 50
JOBS = 10
REFUNDS = 50
DAY = TruncDate("created_at", tzinfo=UTC)


@dataclass(frozen=True)
class Period:
    """`days` whole UTC days, of which `last` is the last."""

    days: int
    last: date

    @classmethod
    def of(cls, days: str) -> Period:
        """The period that ends today; of 30 days, unless one of PERIODS is asked."""
        known = {str(each): each for each in PERIODS}
        return cls(known.get(days, 30), timezone.now().astimezone(UTC).date())

    @property
    def dates(self) -> list[date]:
        first = self.last - timedelta(days=self.days - 1)
        return [first + timedelta(days=each) for each in range(self.days)]

    @property
    def since(self) -> datetime:
        return datetime.combine(self.dates[0], time.min, tzinfo=UTC)

    @property
    def until(self) -> datetime:
        return self.since + timedelta(days=self.days)

    @property
    def within(self) -> Q:
        return Q(created_at__gte=self.since, created_at__lt=self.until)


@dataclass(frozen=True)
class Movement:
    """What moved on one day; `consumed` is net of that day's refunds."""

    consumed: int = 0
    refunded: int = 0
    added: int = 0


@dataclass(frozen=True)
class Actor:
    actor: str
    synapses: int


@dataclass(frozen=True)
class Refund:
    at: datetime
    job: str
    synapses: int
    reason: str


def balances(organization: Organization, period: Period) -> list[int]:
    """The balance at each day's end; a day without transactions keeps the one before."""
    mine = Transaction.objects.filter(organization=organization)
    before = mine.filter(created_at__lt=period.since).order_by("-pk")
    balance = before.values_list("balance_after", flat=True).first() or 0
    last_of_day = mine.filter(period.within).annotate(day=DAY).order_by("day", "-pk")
    ends = dict(last_of_day.distinct("day").values_list("day", "balance_after"))
    line = []
    for day in period.dates:
        balance = ends.get(day, balance)
        line.append(balance)
    return line


def movements(organization: Organization, period: Period) -> dict[date, Movement]:
    """By day, without the days on which nothing moved."""
    mine = Transaction.objects.filter(period.within, organization=organization)
    rows = mine.annotate(day=DAY).values("day").order_by("day")
    sums = rows.annotate(
        consumed=-Sum("synapses", filter=Q(kind__in=[Kind.CHARGE, Kind.REFUND])),
        refunded=Sum("synapses", filter=Q(kind=Kind.REFUND)),
        added=Sum("synapses", filter=Q(kind__in=[Kind.TOP_UP, Kind.ADJUSTMENT])),
    )
    return {
        row["day"]: Movement(
            row["consumed"] or 0, row["refunded"] or 0, row["added"] or 0
        )
        for row in sums
    }


def by_actor(organization: Organization, period: Period) -> list[Actor]:
    """Who consumed most; a refund counts for who was charged, whoever caused it."""
    charge = Transaction.objects.filter(
        # Found by the index of billing_transaction_once_per_attempt.
        job_id=OuterRef("job_id"),
        attempt=OuterRef("attempt"),
        kind=Kind.CHARGE,
    )
    payer = Case(
        When(kind=Kind.CHARGE, then=F("actor")),
        default=Subquery(charge.values("actor")[:1]),
    )
    rows = consumption(organization, period).annotate(payer=payer).values("payer")
    sums = rows.annotate(total=-Sum("synapses")).order_by("-total", "payer")[:ACTORS]
    return [Actor(row["payer"], row["total"]) for row in sums]


def top_jobs(organization: Organization, period: Period) -> list[tuple[str, int]]:
    """The ids of the jobs that consumed most, deleted ones too, and how much."""
    rows = consumption(organization, period).values("job_id")
    sums = rows.annotate(total=-Sum("synapses")).filter(total__gt=0)
    return list(sums.order_by("-total", "job_id").values_list("job_id", "total")[:JOBS])


def refunds(organization: Organization, period: Period) -> list[Refund]:
    """The newest."""
    rows = consumption(organization, period).filter(kind=Kind.REFUND).order_by("-pk")
    return [
        Refund(each.created_at, each.job_id, each.synapses, each.reason)
        for each in rows[:REFUNDS]
    ]


def consumption(organization: Organization, period: Period) -> QuerySet[Transaction]:
    """The charges and refunds of the period."""
    return Transaction.objects.filter(
        period.within,
        organization=organization,
        kind__in=[Kind.CHARGE, Kind.REFUND],
    )
