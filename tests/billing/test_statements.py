"""What an organization has, and the list of what made it so."""

from __future__ import annotations

from billing import ledger, statements
from billing.models import Kind
from tests.factories import Cast, make_failed, make_transcription


def test_the_balance_is_as_old_as_the_last_transaction(acme, globex):
    make_transcription(acme)
    last = acme.organization.transactions.latest("pk")
    make_transcription(globex)

    found = statements.balance(acme.organization)

    assert found == statements.Balance(989, last.created_at)


def test_an_organization_that_never_had_synapses_has_none(db):
    poor = Cast("poor", synapses=0)

    assert statements.balance(poor.organization) == statements.Balance(0, None)


def test_transactions_are_listed_newest_first_and_by_kind(acme, globex):
    make_failed(acme)
    ledger.top_up(globex.organization, 5, cause=ledger.Cause())

    kinds = [entry.kind for entry in statements.transactions(acme.organization)]
    charges = statements.transactions(acme.organization, kind=Kind.CHARGE)

    assert kinds == ["refund", "charge", "top_up"]
    assert [entry.kind for entry in charges] == ["charge"]
