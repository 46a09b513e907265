"""The ledger: worked stories, each constraint gone around, and a race."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from billing import ledger, pricing
from billing.errors import InsufficientSynapses, InvalidAmount, RefundExceedsCharge
from billing.models import Kind, SynapseBalance, Transaction

CAUSE = ledger.Cause(reason="test", actor="somebody@acme.example")
JOB = "trans_" + "0" * 32
RATES = pricing.Rates(
    Decimal(1),
    Decimal(1),
    Decimal(1),
    {"normal": Decimal(1), "high": Decimal("1.5"), "urgent": Decimal(2)},
)


def quote(seconds, priority="normal"):
    return pricing.quote(Decimal(seconds), priority, RATES)


def sum_of_transactions(organization):
    return sum(
        t.synapses for t in Transaction.objects.filter(organization=organization)
    )


def test_a_charge_and_its_refund_leave_the_balance_as_it_was(acme):
    charge = ledger.charge(acme.organization, JOB, 1, quote("125.5"), cause=CAUSE)
    assert (charge.synapses, charge.balance_after) == (-126, 874)
    assert acme.balance == 874

    refund = ledger.refund(JOB, 1, cause=CAUSE)

    assert (refund.synapses, refund.balance_after) == (126, 1000)
    assert acme.balance == 1000 == sum_of_transactions(acme.organization)


def test_a_transaction_keeps_who_why_and_at_which_multipliers(acme):
    ledger.charge(acme.organization, JOB, 1, quote(10, "urgent"), cause=CAUSE)

    kept = Transaction.objects.get(kind=Kind.CHARGE)

    assert kept.actor == "somebody@acme.example"
    assert kept.multipliers == {"base": 1.0, "organization": 1.0, "priority": 2.0}


def test_a_charge_over_the_balance_takes_nothing_and_says_what_is_missing(acme):
    with pytest.raises(InsufficientSynapses) as caught:
        ledger.charge(acme.organization, JOB, 1, quote(1001), cause=CAUSE)

    assert caught.value.details == {
        "required_synapses": 1001,
        "available_synapses": 1000,
        "organization_id": acme.organization.public_id,
    }
    assert acme.balance == 1000
    assert not Transaction.objects.filter(kind=Kind.CHARGE).exists()


def test_an_organization_that_never_had_synapses_has_none(globex, db):
    from organizations.models import Organization

    poor = Organization.objects.create(name="poor")

    assert ledger.balance(poor) == 0
    with pytest.raises(InsufficientSynapses):
        ledger.charge(poor, JOB, 1, quote(1), cause=CAUSE)


def test_the_whole_balance_can_be_spent_to_zero(acme):
    ledger.charge(acme.organization, JOB, 1, quote(1000), cause=CAUSE)

    assert acme.balance == 0


def test_an_attempt_is_charged_once(acme):
    ledger.charge(acme.organization, JOB, 1, quote(10), cause=CAUSE)

    with pytest.raises(IntegrityError), transaction.atomic():
        ledger.charge(acme.organization, JOB, 1, quote(10), cause=CAUSE)

    assert acme.balance == 990


def test_an_attempt_is_refunded_once_and_a_second_call_changes_nothing(acme):
    ledger.charge(acme.organization, JOB, 1, quote(10), cause=CAUSE)
    ledger.refund(JOB, 1, 4, cause=CAUSE)

    assert ledger.refund(JOB, 1, cause=CAUSE) is None

    assert acme.balance == 994


def test_a_second_attempt_is_charged_and_refunded_for_itself(acme):
    for attempt in (1, 2):
        ledger.charge(acme.organization, JOB, attempt, quote(10), cause=CAUSE)

    ledger.refund(JOB, 2, cause=CAUSE)

    assert acme.balance == 990


def test_no_more_is_refunded_than_was_charged(acme):
    ledger.charge(acme.organization, JOB, 1, quote(10), cause=CAUSE)

    with pytest.raises(RefundExceedsCharge):
        ledger.refund(JOB, 1, 11, cause=CAUSE)


def test_what_was_never_charged_is_not_refunded(acme):
    with pytest.raises(Transaction.DoesNotExist):
        ledger.refund(JOB, 1, cause=CAUSE)


@pytest.mark.parametrize("amount", [0, -5])
def test_a_top_up_must_be_above_zero(acme, amount):
    with pytest.raises(InvalidAmount):
        ledger.top_up(acme.organization, amount, cause=CAUSE)


def test_the_database_refuses_a_negative_balance_from_anyone(acme):
    with pytest.raises(IntegrityError, match="billing_balance_not_negative"):
        SynapseBalance.objects.filter(organization=acme.organization).update(
            synapses=-1
        )


def test_the_database_refuses_a_charge_that_adds(acme):
    with pytest.raises(IntegrityError, match="billing_transaction_sign_fits_kind"):
        Transaction.objects.create(
            organization=acme.organization,
            kind=Kind.CHARGE,
            synapses=5,
            balance_after=5,
            job_id=JOB,
            attempt=1,
        )


@pytest.mark.parametrize(
    "statement",
    ["UPDATE billing_transaction SET synapses = 9", "DELETE FROM billing_transaction"],
)
def test_the_database_refuses_to_change_the_past(acme, statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert sum_of_transactions(acme.organization) == 1000


@pytest.mark.django_db(transaction=True)
def test_forty_at_once_never_spend_a_synapse_twice(transactional_db):
    from tests.factories import Cast

    acme = Cast("acme", synapses=100)
    outcomes = []

    def spend(number):
        try:
            ledger.charge(
                acme.organization, f"trans_{number:032x}", 1, quote(7), cause=CAUSE
            )
            outcomes.append("charged")
        except InsufficientSynapses:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=spend, args=(n,)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (outcomes.count("charged"), outcomes.count("refused")) == (14, 26)
    assert acme.balance == 2 == sum_of_transactions(acme.organization)
