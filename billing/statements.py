"""What an organization has and how it came to be: reads only, for API and pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from billing import ledger
from billing.models import Transaction
from organizations.models import Organization


@dataclass(frozen=True)
class Balance:
    """`updated_at` is the instant of the last transaction, if there was one."""

    synapses: int
    updated_at: datetime | None


def balance(organization: Organization) -> Balance:
    last = transactions(organization).first()
    return Balance(ledger.balance(organization), last.created_at if last else None)


def transactions(
    organization: Organization, *, kind: str | None = None
) -> QuerySet[Transaction]:
    """The newest first; of one kind, if it is named."""
    found = Transaction.objects.filter(organization=organization)
    if kind is not None:
        found = found.filter(kind=kind)
    return found.order_by("-pk")
