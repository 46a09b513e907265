"""Proves of all organizations at once that the ledger adds up.

Each question is one statement, so that it sees one state of the database, whatever is
charged meanwhile: a balance and its transaction are always written together.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.db import connection

from billing.models import Transaction
from billing.models_checks import LedgerCheck
from organizations.models import Organization

log = logging.getLogger(__name__)

#: Differences that a stored check names.
NAMED = 20

_BALANCES = """
SELECT o.public_id, format(
    'the balance is %s, the sum of transactions %s',
    COALESCE(b.synapses, 0), COALESCE(t.synapses, 0))
FROM organizations_organization o
LEFT JOIN billing_synapsebalance b ON b.organization_id = o.id
LEFT JOIN (
    SELECT organization_id, SUM(synapses) AS synapses
    FROM billing_transaction GROUP BY organization_id
) t ON t.organization_id = o.id
WHERE COALESCE(b.synapses, 0) <> COALESCE(t.synapses, 0)
ORDER BY o.id
"""

_CHAINS = """
SELECT o.public_id, format(
    '%s leaves %s, after %s and a movement of %s',
    t.public_id, t.balance_after, t.balance_before, t.synapses)
FROM (
    SELECT *, LAG(balance_after, 1, 0::bigint) OVER (
        PARTITION BY organization_id ORDER BY id) AS balance_before
    FROM billing_transaction
) t JOIN organizations_organization o ON o.id = t.organization_id
WHERE t.balance_after <> t.balance_before + t.synapses
ORDER BY t.id
"""

_REFUNDS = """
SELECT o.public_id, format(
    '%s gives back %s of a charge of %s',
    r.public_id, r.synapses, COALESCE(-c.synapses, 0))
FROM billing_transaction r
JOIN organizations_organization o ON o.id = r.organization_id
LEFT JOIN billing_transaction c ON c.kind = 'charge' AND c.job_id = r.job_id
    AND c.attempt = r.attempt AND c.organization_id = r.organization_id
WHERE r.kind = 'refund' AND r.synapses > COALESCE(-c.synapses, 0)
ORDER BY r.id
"""


@dataclass(frozen=True)
class Difference:
    """Where an organization's money does not add up, in words."""

    organization: str
    detail: str

    def __str__(self) -> str:
        return f"{self.organization}: {self.detail}"


def differences() -> list[Difference]:
    """All that does not add up; empty for a sound ledger."""
    found = []
    with connection.cursor() as cursor:
        for question in (_BALANCES, _CHAINS, _REFUNDS):
            cursor.execute(question)
            found += [Difference(*row) for row in cursor.fetchall()]
    return found


def check() -> LedgerCheck:
    """Prove the ledger and keep what came of it."""
    found = differences()
    for difference in found:
        log.error("The ledger does not add up: %s", difference)
    return LedgerCheck.objects.create(
        organizations=Organization.objects.count(),
        transactions=Transaction.objects.count(),
        differences=len(found),
        detail="\n".join(str(each) for each in found[:NAMED]),
    )


def last() -> LedgerCheck | None:
    return LedgerCheck.objects.order_by("-checked_at").first()
