"""The ledger: worked stories, each constraint gone around, and a race."""

from __future__ import annotations

import threading
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from billing import ledger, pricing
from billing.errors import InsufficientSynapses, InvalidAmount, RefundExceedsCharge
from billing.models import Kind, SynapseBalance, Transaction
from organizations.models import AuditEntry, Organization

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
    [
        "UPDATE billing_transaction SET synapses = 9",
        "DELETE FROM billing_transaction",
        "TRUNCATE billing_transaction",
    ],
)
def test_the_database_refuses_to_change_the_past(acme, refuses_truncate, statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert sum_of_transactions(acme.organization) == 1000


def test_an_adjustment_corrects_both_ways_and_says_why(acme):
    for synapses in (-300, 50):
        ledger.adjust(acme.organization, synapses, cause=CAUSE)

    kept = Transaction.objects.filter(kind=Kind.ADJUSTMENT).order_by("pk")
    assert [(t.synapses, t.balance_after) for t in kept] == [(-300, 700), (50, 750)]
    assert {(t.reason, t.actor) for t in kept} == {("test", "somebody@acme.example")}
    assert acme.balance == 750 == sum_of_transactions(acme.organization)


@pytest.mark.parametrize("reason", ["", "  "])
def test_an_adjustment_needs_a_reason(acme, reason):
    with pytest.raises(InvalidAmount):
        ledger.adjust(acme.organization, 5, cause=ledger.Cause(reason))

    assert acme.balance == 1000


def test_an_adjustment_of_nothing_is_none(acme):
    with pytest.raises(InvalidAmount):
        ledger.adjust(acme.organization, 0, cause=CAUSE)


def test_an_adjustment_below_zero_is_refused_and_not_noted(acme):
    noted = AuditEntry.objects.count()

    with pytest.raises(InsufficientSynapses) as caught:
        ledger.adjust(acme.organization, -1001, cause=CAUSE)

    assert caught.value.details["required_synapses"] == 1001
    assert acme.balance == 1000 == sum_of_transactions(acme.organization)
    assert AuditEntry.objects.count() == noted


@pytest.mark.parametrize(
    ("move", "action"), [(ledger.top_up, "topped_up"), (ledger.adjust, "adjusted")]
)
def test_what_is_moved_by_hand_is_in_the_audit_log(acme, move, action):
    cause = ledger.Cause("A gift", actor="root@house.example", reference="INV-7")
    move(acme.organization, 25, cause=cause)

    entry = AuditEntry.objects.get(action=action, actor="root@house.example")
    assert (entry.organization, entry.target) == (acme.organization, "25")
    assert entry.details == {"reason": "A gift", "reference": "INV-7"}


@pytest.mark.parametrize("move", [ledger.top_up, ledger.adjust])
def test_the_same_form_sent_twice_moves_synapses_once(acme, move):
    cause = ledger.Cause("once", submission="form-1")

    first = move(acme.organization, 25, cause=cause)
    second = move(acme.organization, 25, cause=cause)

    assert first.pk == second.pk
    assert acme.balance == 1025 == sum_of_transactions(acme.organization)


def test_another_organization_s_form_may_have_the_same_name(acme, globex):
    cause = ledger.Cause("once", submission="form-1")

    for cast in (acme, globex):
        ledger.top_up(cast.organization, 25, cause=cause)

    assert (acme.balance, globex.balance) == (1025, 1025)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_by_twenty_at_once_moves_synapses_once():
    organization = Organization.objects.create(name="acme")
    cause = ledger.Cause("once", submission="form-1")
    made = []

    def send():
        try:
            made.append(ledger.top_up(organization, 25, cause=cause).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 20 and len(set(made)) == 1
    assert ledger.balance(organization) == 25 == sum_of_transactions(organization)


def low_since(cast):
    return SynapseBalance.objects.get(organization=cast.organization).low_since


def test_a_balance_that_falls_below_its_threshold_is_low_until_it_is_not(acme):
    ledger.set_threshold(acme.organization, 500, actor="owner")
    assert low_since(acme) is None
    ledger.charge(acme.organization, JOB, 1, quote(500), cause=CAUSE)
    assert low_since(acme) is None, "it is at the threshold, not below it"

    ledger.charge(acme.organization, JOB, 2, quote(1), cause=CAUSE)
    crossed = low_since(acme)
    assert crossed is not None
    ledger.charge(acme.organization, JOB, 3, quote(1), cause=CAUSE)
    assert low_since(acme) == crossed, "it is one crossing"

    ledger.top_up(acme.organization, 100, cause=CAUSE)
    assert low_since(acme) is None


def test_a_threshold_above_the_balance_makes_it_low_and_none_makes_it_fine(acme):
    ledger.set_threshold(acme.organization, 1001, actor="owner")
    assert low_since(acme) is not None

    ledger.set_threshold(acme.organization, 0, actor="owner")
    assert low_since(acme) is None


def test_a_threshold_is_not_negative_and_its_change_is_in_the_audit_log(acme):
    with pytest.raises(InvalidAmount):
        ledger.set_threshold(acme.organization, -1, actor="owner")
    ledger.set_threshold(acme.organization, 7, actor="owner")

    entry = AuditEntry.objects.get(action="threshold_changed")
    assert (entry.organization, entry.actor, entry.target) == (
        acme.organization,
        "owner",
        "7",
    )


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
