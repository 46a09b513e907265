"""A process that spends an organization's balance; started by test_ledger_processes."""

from __future__ import annotations

from decimal import Decimal

import django
from django.apps import apps

if not apps.ready:
    django.setup()

from django.db import IntegrityError, connection

from billing import ledger, pricing, rates
from billing.errors import InsufficientSynapses
from organizations.models import Organization


def spend(database, organization_id, job_ids, barrier, outcomes):
    """Charge 7 synapses for each job, all processes at once."""
    connection.settings_dict.update(database)
    organization = Organization.objects.get(pk=organization_id)
    quote = pricing.quote(Decimal(7), "normal", rates.current(organization))
    barrier.wait()
    for job_id in job_ids:
        outcomes.put(outcome(organization, job_id, quote))
    connection.close()


def outcome(organization, job_id, quote):
    try:
        charge = ledger.charge(
            organization, job_id, 1, quote, cause=ledger.Cause("race")
        )
    except InsufficientSynapses:
        return "refused"
    except IntegrityError:
        return "doubled"
    return charge.balance_after
