"""The proof: a sound ledger agrees, and each kind of damage is found and named."""

from __future__ import annotations

from contextlib import contextmanager
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from billing import ledger, proof
from billing.models import LedgerCheck, SynapseBalance, Transaction
from tests.factories import make_failed

CAUSE = ledger.Cause(reason="test")


@contextmanager
def without_triggers():
    """As a superuser with a repair script might."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        yield cursor
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_sound_ledger_has_no_differences(acme, globex):
    make_failed(acme, duration_seconds=Decimal(10))
    ledger.adjust(globex.organization, -3, cause=CAUSE)

    assert proof.differences() == []


def test_a_balance_that_is_not_its_transactions_sum_is_named(acme, globex):
    SynapseBalance.objects.filter(organization=acme.organization).update(synapses=999)

    [found] = proof.differences()

    assert found.organization == acme.organization.public_id
    assert found.detail == "the balance is 999, the sum of transactions 1000"


def test_a_balance_without_transactions_is_named(acme):
    with without_triggers() as cursor:
        cursor.execute("DELETE FROM billing_transaction")

    [found] = proof.differences()

    assert found.detail == "the balance is 1000, the sum of transactions 0"


def test_a_broken_chain_is_named(acme):
    first = Transaction.objects.get()
    ledger.top_up(acme.organization, 5, cause=CAUSE)
    with without_triggers() as cursor:
        cursor.execute(
            "UPDATE billing_transaction SET balance_after = 1001 WHERE id = %s",
            [first.pk],
        )

    details = [each.detail for each in proof.differences()]

    assert (
        details[0] == f"{first.public_id} leaves 1001, after 0 and a movement of 1000"
    )
    assert "leaves 1005, after 1001 and a movement of 5" in details[1]


def test_a_refund_above_its_charge_is_named(acme):
    make_failed(acme, duration_seconds=Decimal(10))
    with without_triggers() as cursor:
        cursor.execute(
            "UPDATE billing_transaction SET synapses = 11 WHERE kind = 'refund'"
        )

    assert any(
        "gives back 11 of a charge of 10" in each.detail for each in proof.differences()
    )


def test_the_command_says_what_agrees(acme, globex, capsys):
    call_command("check_ledger")

    assert capsys.readouterr().out == "2 organizations, 2 transactions agree\n"


def test_the_command_names_the_differences_and_fails(acme, capsys):
    SynapseBalance.objects.update(synapses=999)

    with pytest.raises(CommandError, match=r"1 difference\(s\)"):
        call_command("check_ledger")

    assert f"{acme.organization.public_id}: the balance is 999" in (
        capsys.readouterr().err
    )


def test_the_daily_check_keeps_what_it_found_and_logs_it(acme, caplog):
    SynapseBalance.objects.update(synapses=999)

    proof.check()

    kept = LedgerCheck.objects.get()
    assert (kept.organizations, kept.transactions, kept.differences) == (1, 1, 1)
    assert kept.detail.startswith(acme.organization.public_id)
    assert proof.last() == kept
    assert caplog.records[-1].levelname == "ERROR"
