"""The money of a period adds up, day by day and by cause."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from billing import ledger, pricing, rates, usage
from billing.ledger import Cause

TODAY = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    """Set the day of May 2026 on which everything now happens."""

    def travel(day):
        now = TODAY.replace(day=day)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return travel


def charge(cast, job, seconds, actor="ann@acme.example"):
    price = pricing.quote(Decimal(seconds), "normal", rates.current(cast.organization))
    ledger.charge(cast.organization, job, 1, price, cause=Cause(actor=actor))


@pytest.fixture
def story(acme, at):
    """1000 at the start; on the 15th -100, on the 17th +40 -60, on the 18th +500."""
    at(15)
    charge(acme, "trans_a", 100)
    at(17)
    ledger.refund("trans_a", 1, 40, cause=Cause("It was cancelled.", actor="bob"))
    charge(acme, "trans_b", 60, actor="key ci (abc)")
    at(18)
    ledger.top_up(acme.organization, 500, cause=Cause("bought"))
    at(20)
    return usage.Period.of("7")


def test_a_period_ends_today_and_is_one_of_four(at):
    at(20)
    week = usage.Period.of("7")
    assert [str(week.dates[0]), str(week.dates[-1])] == ["2026-05-14", "2026-05-20"]
    assert [usage.Period.of(each).days for each in ("90", "8", "", "x")] == [
        90,
        30,
        30,
        30,
    ]


def test_the_balance_is_carried_over_quiet_days_and_ends_at_the_ledger_s(acme, story):
    line = usage.balances(acme.organization, story)

    assert line == [0, 900, 900, 880, 1380, 1380, 1380]
    assert line[-1] == acme.balance


def test_the_line_starts_at_the_balance_before_the_period(acme, story, at):
    at(28)
    line = usage.balances(acme.organization, usage.Period.of("7"))

    assert line == [1380] * 7


def test_what_a_day_consumed_is_net_of_its_refunds(acme, story):
    moved = usage.movements(acme.organization, story)

    assert {day.day: (m.consumed, m.refunded, m.added) for day, m in moved.items()} == {
        15: (100, 0, 0),
        17: (20, 40, 0),
        18: (0, 0, 500),
    }


def test_a_refund_counts_for_who_was_charged(acme, story):
    assert usage.by_actor(acme.organization, story) == [
        usage.Actor("ann@acme.example", 60),
        usage.Actor("key ci (abc)", 60),
    ]


def test_the_jobs_that_cost_most_come_first_net_of_refunds(acme, story):
    found = usage.top_jobs(acme.organization, story)

    assert found == [("trans_a", 60), ("trans_b", 60)]


def test_a_refund_says_why(acme, story):
    (refund,) = usage.refunds(acme.organization, story)

    assert (refund.job, refund.synapses) == ("trans_a", 40)
    assert refund.reason == "It was cancelled."


def test_the_stranger_s_figures_have_nothing_of_it(globex, story):
    organization = globex.organization

    assert usage.movements(organization, story) == {}
    assert usage.balances(organization, story) == [0] * 7
    assert usage.by_actor(organization, story) == []
    assert usage.top_jobs(organization, story) == []
    assert usage.refunds(organization, story) == []
