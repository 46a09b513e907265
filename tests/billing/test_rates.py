"""Rates: what is in force when a job is submitted is what it costs, to the synapse."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from billing import ledger, pricing, rates
from billing.models import Kind, OrganizationRate, RateCard, Transaction
from organizations.models import AuditEntry
from tests.factories import make_failed, make_transcription
from transcriptions import submission

ROOT = "root@house.example"


def publish(**fields):
    card = RateCard(**{name: Decimal(value) for name, value in fields.items()})
    rates.publish(card, actor=ROOT)
    return card


def agree(cast, multiplier, starts_in=timedelta(0)):
    rate = OrganizationRate(
        organization=cast.organization,
        multiplier=Decimal(multiplier),
        starts_at=timezone.now() + starts_in,
    )
    rates.agree(rate, actor=ROOT)
    return rate


def charge_of(job, attempt=1):
    return Transaction.objects.get(
        kind=Kind.CHARGE, job_id=job.public_id, attempt=attempt
    )


def test_without_a_card_the_settings_say_what_a_second_costs(acme, settings):
    settings.SYNAPSES_PER_SECOND = "3"

    assert rates.current(acme.organization).synapses_per_second == Decimal(3)


def test_a_new_card_affects_only_later_jobs(acme):
    before = make_transcription(acme, duration_seconds=Decimal(10))
    publish(synapses_per_second="2")
    after = make_transcription(acme, duration_seconds=Decimal(10))

    assert [charge_of(job).synapses for job in (before, after)] == [-10, -20]
    assert acme.balance == 970


def test_the_refund_of_an_earlier_job_is_what_it_was_charged(acme):
    make_failed(acme, duration_seconds=Decimal(10))
    publish(synapses_per_second="2")

    assert acme.balance == 1000


def test_a_retry_costs_what_is_in_force_by_then(acme):
    job = make_failed(acme, duration_seconds=Decimal(10))
    publish(synapses_per_second="2")

    submission.retry(job, cause=ledger.Cause("retry"))

    assert charge_of(job, attempt=2).synapses == -20


def test_a_card_of_the_future_waits_for_its_start(acme):
    card = RateCard(
        synapses_per_second=Decimal(5), starts_at=timezone.now() + timedelta(days=1)
    )
    rates.publish(card, actor=ROOT)

    assert rates.current(acme.organization).synapses_per_second == 1
    on = card.starts_at
    assert rates.current(acme.organization, at=on).synapses_per_second == 5


def test_an_organization_s_multiplier_is_its_own_and_has_a_start(acme, globex):
    agree(acme, "0.8")
    agree(acme, "0.5", starts_in=timedelta(days=1))
    later = timezone.now() + timedelta(days=2)

    assert rates.current(acme.organization).organization == Decimal("0.8")
    assert rates.current(acme.organization, at=later).organization == Decimal("0.5")
    assert rates.current(globex.organization, at=later).organization == 1


def test_what_was_in_force_in_the_past_can_still_be_told(acme):
    before = timezone.now() - timedelta(seconds=1)
    agree(acme, "0.8")
    publish(base="2")

    past = rates.current(acme.organization, at=before)

    assert (past.base, past.organization) == (1, 1)


def test_the_transaction_keeps_the_multipliers_that_were_used(acme):
    publish(base="1.25", high="1.5", urgent="3")
    agree(acme, "0.8")
    job = make_transcription(acme, duration_seconds=Decimal(10), priority="urgent")
    publish(base="9")

    assert charge_of(job).multipliers == {
        "base": 1.25,
        "organization": 0.8,
        "priority": 3.0,
    }


def test_the_transaction_tells_what_was_priced_so_that_anybody_can_multiply(acme):
    publish(synapses_per_second="2", base="1.25")
    job = make_transcription(acme, duration_seconds=Decimal("10.500"))
    publish(synapses_per_second="9")

    charge = charge_of(job)
    assert charge.reason == "10.5 s at 2 a second"
    assert -charge.synapses == 27  # 10.5 × 2 × 1.25, rounded up


def test_a_price_is_exact_to_the_synapse(acme):
    """In floats 100 × 1.1 is 110.00000000000001, which would cost 111."""
    agree(acme, "1.1")

    job = make_transcription(acme, duration_seconds=Decimal(100))

    assert charge_of(job).synapses == -110
    assert acme.balance == 890


def test_a_hair_over_a_whole_synapse_costs_one_more(acme):
    publish(synapses_per_second="0.0001", base="0.0001")
    quote = pricing.quote(
        Decimal("100000000.001"), "normal", rates.current(acme.organization)
    )

    assert quote.synapses == 2


def test_each_change_is_in_the_audit_log(acme):
    card = publish(base="1.25")
    rate = agree(acme, "0.8")

    of_card, of_rate = AuditEntry.objects.filter(action="rate_changed").order_by("pk")

    assert (of_card.organization, of_card.actor) == (None, ROOT)
    assert of_card.details == {
        "starts_at": card.starts_at.isoformat(),
        "synapses_per_second": "1",
        "base": "1.25",
        "normal": "1",
        "high": "1.5",
        "urgent": "2",
    }
    assert (of_rate.organization, of_rate.actor) == (acme.organization, ROOT)
    assert of_rate.details["multiplier"] == "0.8"
    assert of_rate.details["starts_at"] == rate.starts_at.isoformat()
    assert {card.created_by, rate.created_by} == {ROOT}


@pytest.mark.parametrize(
    "fields", [{"base": "0"}, {"high": "0.9"}, {"high": "3", "urgent": "2"}]
)
def test_a_card_that_makes_no_sense_is_refused_and_not_noted(db, fields):
    with (
        pytest.raises(IntegrityError, match="rate_card_positive"),
        transaction.atomic(),
    ):
        publish(**fields)

    assert not AuditEntry.objects.filter(action="rate_changed").exists()
