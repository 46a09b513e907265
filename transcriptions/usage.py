"""What an organization has used: hours and synapses by day, language and cause.

Hours are the audio of completed jobs, on the day of their submission; synapses are
those of the ledger, so that a deleted job stays in the sums. The index
`transcriptions_newest` finds an organization's jobs, the one of `public_id` a
transaction's job.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf

from billing import usage as money
from billing.usage import Actor, Period
from organizations.models import Organization
from transcriptions.models import Transcription
from transcriptions.states import Status

#: What is said of a job that was deleted.
DELETED = "deleted"


@dataclass(frozen=True)
class Day:
    """`synapses` is net of the day's refunds; `balance` is that of the day's end."""

    date: date
    hours: float
    synapses: int
    refunded: int
    added: int
    balance: int


@dataclass(frozen=True)
class Share:
    """`name` is a language, a priority or DELETED."""

    name: str
    hours: float
    synapses: int


@dataclass(frozen=True)
class Job:
    """`filename` is empty for a job that was deleted."""

    job: str
    filename: str
    synapses: int


@dataclass(frozen=True)
class Refund:
    """`filename` is empty for a job that was deleted."""

    at: datetime
    job: str
    filename: str
    synapses: int
    reason: str


@dataclass(frozen=True)
class Totals:
    hours: float
    synapses: int
    refunded: int
    added: int
    balance: int


@dataclass(frozen=True)
class Usage:
    since: date
    until: date
    totals: Totals
    days: tuple[Day, ...]
    languages: tuple[Share, ...]
    priorities: tuple[Share, ...]
    actors: tuple[Actor, ...]
    jobs: tuple[Job, ...]
    refunds: tuple[Refund, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing moved and nothing was there to move."""
        return not any(
            day.hours or day.synapses or day.refunded or day.added or day.balance
            for day in self.days
        )

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def of(organization: Organization, period: Period) -> Usage:
    """Ten queries, whatever the size."""
    seconds = _seconds_by_day(organization, period)
    days = _days(organization, period, seconds)
    shares = _shares(organization, period)
    jobs, refunds = _jobs_and_refunds(organization, period)
    return Usage(
        since=period.dates[0],
        until=period.last,
        totals=Totals(
            hours=_hours(sum(seconds.values(), Decimal(0))),
            synapses=sum(day.synapses for day in days),
            refunded=sum(day.refunded for day in days),
            added=sum(day.added for day in days),
            balance=days[-1].balance,
        ),
        days=days,
        languages=_summed(shares, 0),
        priorities=_summed(shares, 1),
        actors=tuple(money.by_actor(organization, period)),
        jobs=jobs,
        refunds=refunds,
    )


def _days(
    organization: Organization, period: Period, seconds: dict[date, Decimal]
) -> tuple[Day, ...]:
    moved = money.movements(organization, period)
    ends = zip(period.dates, money.balances(organization, period), strict=True)
    still = money.Movement()
    return tuple(
        Day(
            date=day,
            hours=_hours(seconds.get(day, Decimal(0))),
            synapses=moved.get(day, still).consumed,
            refunded=moved.get(day, still).refunded,
            added=moved.get(day, still).added,
            balance=balance,
        )
        for day, balance in ends
    )


#: (language, priority) → (seconds, synapses)
Shares = dict[tuple[str, str], tuple[Decimal, int]]


def _shares(organization: Organization, period: Period) -> Shares:
    """One row each: a hundred languages by three priorities at most."""
    heard = _completed(organization, period).annotate(spoken=_language())
    hours = heard.values("spoken", "priority").order_by()
    job = Transcription.objects.filter(public_id=OuterRef("job_id"))
    job = job.annotate(spoken=_language())
    paid = money.consumption(organization, period).annotate(
        spoken=_or_deleted(job.values("spoken")),
        priority=_or_deleted(job.values("priority")),
    )
    synapses = paid.values("spoken", "priority").order_by()
    shares: Shares = {}
    for row in hours.annotate(total=Sum("duration_seconds")):
        shares[row["spoken"], row["priority"]] = row["total"], 0
    for row in synapses.annotate(total=-Sum("synapses")):
        key = row["spoken"], row["priority"]
        shares[key] = shares.get(key, (Decimal(0), 0))[0], row["total"]
    return shares


def _summed(shares: Shares, part: int) -> tuple[Share, ...]:
    seconds: dict[str, Decimal] = defaultdict(Decimal)
    synapses: dict[str, int] = defaultdict(int)
    for key, (heard, paid) in shares.items():
        seconds[key[part]] += heard
        synapses[key[part]] += paid
    names = sorted(seconds, key=lambda name: (-synapses[name], -seconds[name], name))
    return tuple(Share(name, _hours(seconds[name]), synapses[name]) for name in names)


def _jobs_and_refunds(
    organization: Organization, period: Period
) -> tuple[tuple[Job, ...], tuple[Refund, ...]]:
    """Both name their jobs' files, which are read at once."""
    top = money.top_jobs(organization, period)
    back = money.refunds(organization, period)
    ids = {job for job, _ in top} | {each.job for each in back}
    kept = Transcription.objects.filter(organization=organization, public_id__in=ids)
    names = dict(kept.values_list("public_id", "filename"))
    jobs = (Job(job, names.get(job, ""), synapses) for job, synapses in top)
    refunds = (
        Refund(each.at, each.job, names.get(each.job, ""), each.synapses, each.reason)
        for each in back
    )
    return tuple(jobs), tuple(refunds)


def _seconds_by_day(organization: Organization, period: Period) -> dict[date, Decimal]:
    jobs = _completed(organization, period)
    days = jobs.annotate(day=money.DAY).values("day")
    sums = days.order_by("day").annotate(total=Sum("duration_seconds"))
    return dict(sums.values_list("day", "total"))


def _completed(organization: Organization, period: Period) -> QuerySet[Transcription]:
    return Transcription.objects.filter(
        period.within, organization=organization, status=Status.COMPLETED
    )


def _language() -> Coalesce:
    """`stored.language_of` in SQL: what was heard, else what was asked for."""
    heard = NullIf(KT("result__language_code"), Value("", output_field=TextField()))
    return Coalesce(heard, F("language"), output_field=TextField())


def _or_deleted(found: QuerySet[Transcription, Any]) -> Coalesce:
    return Coalesce(Subquery(found[:1]), Value(DELETED), output_field=TextField())


def _hours(seconds: Decimal) -> float:
    return round(float(seconds) / 3600, 4)
