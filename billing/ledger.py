"""The sole writer of balances and transactions: top up, charge, refund.

Each call is one conditional UPDATE of the balance and one INSERT of the transaction,
in the caller's transaction. The UPDATE takes the row's lock, so that two charges
can't spend the same synapse, and a check constraint stands behind it. The unique
constraint makes a second charge or refund of the same attempt impossible.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, connection, transaction

from billing.errors import InsufficientSynapses, InvalidAmount, RefundExceedsCharge
from billing.models import Kind, SynapseBalance, Transaction
from billing.pricing import Quote
from organizations.models import Organization


@dataclass(frozen=True)
class Cause:
    """Why synapses move, and who moved them."""

    reason: str = ""
    request_id: str = ""
    actor: str = ""


def balance(organization: Organization) -> int:
    """Synapses left; 0 for an organization that never had any."""
    found = SynapseBalance.objects.filter(organization=organization)
    return found.values_list("synapses", flat=True).first() or 0


@transaction.atomic
def top_up(organization: Organization, synapses: int, *, cause: Cause) -> Transaction:
    """Add synapses that the organization has bought."""
    if synapses <= 0:
        raise InvalidAmount
    SynapseBalance.objects.get_or_create(organization=organization)
    after = _move(organization, synapses)
    assert after is not None
    return _record(
        Transaction(
            organization=organization,
            kind=Kind.TOP_UP,
            synapses=synapses,
            balance_after=after,
        ),
        cause,
    )


@transaction.atomic
def charge(
    organization: Organization, job_id: str, attempt: int, quote: Quote, *, cause: Cause
) -> Transaction:
    """Take a job's price. Raises InsufficientSynapses, and takes nothing, if it is short."""
    after = _move(organization, -quote.synapses)
    if after is None:
        raise InsufficientSynapses(
            required=quote.synapses,
            available=balance(organization),
            organization_id=organization.public_id,
        )
    return _record(
        Transaction(
            organization=organization,
            kind=Kind.CHARGE,
            synapses=-quote.synapses,
            balance_after=after,
            job_id=job_id,
            attempt=attempt,
            multipliers=quote.multipliers.as_json(),
        ),
        cause,
    )


@transaction.atomic
def refund(
    job_id: str, attempt: int, synapses: int | None = None, *, cause: Cause
) -> Transaction | None:
    """Give back an attempt's charge, or `synapses` of it; None if that was done before.

    Raises RefundExceedsCharge, and Transaction.DoesNotExist for an uncharged attempt.
    """
    charged = Transaction.objects.select_related("organization").get(
        job_id=job_id, attempt=attempt, kind=Kind.CHARGE
    )
    amount = -charged.synapses if synapses is None else synapses
    if amount <= 0:
        raise InvalidAmount
    if amount > -charged.synapses:
        raise RefundExceedsCharge
    try:
        with transaction.atomic():
            after = _move(charged.organization, amount)
            assert after is not None
            return _record(
                Transaction(
                    organization=charged.organization,
                    kind=Kind.REFUND,
                    synapses=amount,
                    balance_after=after,
                    job_id=job_id,
                    attempt=attempt,
                    multipliers=charged.multipliers,
                ),
                cause,
            )
    except IntegrityError as error:
        if "billing_transaction_once_per_attempt" in str(error):
            return None
        raise


def _move(organization: Organization, synapses: int) -> int | None:
    """Change the balance; return the new one, or None if it would fall below zero."""
    table = SynapseBalance._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET synapses = synapses + %s "  # noqa: S608
            "WHERE organization_id = %s AND synapses + %s >= 0 RETURNING synapses",
            [synapses, organization.pk, synapses],
        )
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def _record(entry: Transaction, cause: Cause) -> Transaction:
    entry.reason = cause.reason
    entry.request_id = cause.request_id
    entry.actor = cause.actor
    entry.save(force_insert=True)
    return entry
