"""The sole writer of balances and transactions: top up, charge, refund, adjust.

Each call is one conditional UPDATE of the balance and one INSERT of the transaction,
in the caller's transaction. The UPDATE takes the row's lock, so that two charges
can't spend the same synapse, and a check constraint stands behind it. The unique
constraint makes a second charge or refund of the same attempt impossible.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db import IntegrityError, connection, transaction

from billing.errors import InsufficientSynapses, InvalidAmount, RefundExceedsCharge
from billing.models import Kind, SynapseBalance, Transaction
from billing.pricing import Quote
from organizations import audit
from organizations.models import Organization
from organizations.models_audit import Action


@dataclass(frozen=True)
class Cause:
    """Why synapses move, and who moved them.

    `submission` names the form that was sent; one moves synapses once.
    """

    reason: str = ""
    request_id: str = ""
    actor: str = ""
    reference: str = ""
    submission: str = ""


def balance(organization: Organization) -> int:
    """Synapses left; 0 for an organization that never had any."""
    found = SynapseBalance.objects.filter(organization=organization)
    return found.values_list("synapses", flat=True).first() or 0


@transaction.atomic
def top_up(organization: Organization, synapses: int, *, cause: Cause) -> Transaction:
    """Add synapses that the organization has bought. Raises InvalidAmount.

    The same submission again changes nothing and returns what it made at first.
    """
    if synapses <= 0:
        raise InvalidAmount
    return _by_hand(Kind.TOP_UP, Action.TOPPED_UP, organization, synapses, cause)


@transaction.atomic
def adjust(organization: Organization, synapses: int, *, cause: Cause) -> Transaction:
    """Correct the balance by a signed amount, which needs a reason.

    Raises InvalidAmount, and InsufficientSynapses rather than go below zero. The same
    submission again changes nothing and returns what it made at first.
    """
    if not synapses or not cause.reason.strip():
        raise InvalidAmount
    return _by_hand(Kind.ADJUSTMENT, Action.ADJUSTED, organization, synapses, cause)


@transaction.atomic
def charge(
    organization: Organization, job_id: str, attempt: int, quote: Quote, *, cause: Cause
) -> Transaction:
    """Take a job's price. Raises InsufficientSynapses, and takes nothing, if it is short.

    The reason that is kept tells what was priced, too.
    """
    after = _move(organization, -quote.synapses)
    if after is None:
        raise _short_of(organization, quote.synapses)
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
        replace(cause, reason=", ".join(filter(None, (cause.reason, quote.reason)))),
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


def set_threshold(organization: Organization, synapses: int, *, actor: str) -> None:
    """Have the admins told when the balance falls below `synapses`; 0 for never."""
    if synapses < 0:
        raise InvalidAmount
    with transaction.atomic():
        SynapseBalance.objects.get_or_create(organization=organization)
        SynapseBalance.objects.filter(organization=organization).update(
            low_threshold=synapses
        )
        _move(organization, 0)
        audit.record(
            Action.THRESHOLD_CHANGED,
            organization=organization,
            actor=actor,
            target=synapses,
        )


def _by_hand(
    kind: Kind, action: Action, organization: Organization, synapses: int, cause: Cause
) -> Transaction:
    SynapseBalance.objects.get_or_create(organization=organization)
    # Held first, so that an earlier submission of the same form is visible.
    SynapseBalance.objects.select_for_update().get(organization=organization)
    mine = Transaction.objects.filter(organization=organization)
    earlier = mine.filter(submission=cause.submission).first()
    if cause.submission and earlier is not None:
        return earlier
    after = _move(organization, synapses)
    if after is None:
        raise _short_of(organization, -synapses)
    audit.record(
        action,
        organization=organization,
        actor=cause.actor,
        target=synapses,
        reason=cause.reason,
        reference=cause.reference,
    )
    return _record(
        Transaction(
            organization=organization,
            kind=kind,
            synapses=synapses,
            balance_after=after,
        ),
        cause,
    )


def _short_of(organization: Organization, required: int) -> InsufficientSynapses:
    return InsufficientSynapses(
        required=required,
        available=balance(organization),
        organization_id=organization.public_id,
    )


def _move(organization: Organization, synapses: int) -> int | None:
    """Change the balance; return the new one, or None if it would fall below zero.

    The crossing of the threshold is noted in the same UPDATE, once until it is undone.
    """
    table = SynapseBalance._meta.db_table
    below = "synapses + %(by)s < low_threshold"
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET synapses = synapses + %(by)s, "  # noqa: S608
            f"low_since = CASE WHEN {below} THEN COALESCE(low_since, now()) END, "
            f"low_told_at = CASE WHEN {below} THEN low_told_at END "
            "WHERE organization_id = %(organization)s AND synapses + %(by)s >= 0 "
            "RETURNING synapses",
            {"by": synapses, "organization": organization.pk},
        )
        row = cursor.fetchone()
    return None if row is None else int(row[0])


def _record(entry: Transaction, cause: Cause) -> Transaction:
    entry.reason = cause.reason
    entry.reference = cause.reference
    entry.submission = cause.submission
    entry.request_id = cause.request_id
    entry.actor = cause.actor
    entry.save(force_insert=True)
    return entry
