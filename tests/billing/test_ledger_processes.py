"""Forty processes, as many servers and workers are, spend one balance."""

from __future__ import annotations

import multiprocessing

import pytest
from django.db import connection

from billing import ledger, proof
from billing.models import Kind, Transaction
from organizations.models import Organization
from tests.billing import ledger_spender

PROCESSES = 40
JOBS_EACH = 10


@pytest.mark.django_db(transaction=True)
def test_forty_processes_never_spend_a_synapse_twice():
    """Each job is charged for by two of them: 200 jobs of 7 synapses out of 1000."""
    acme = Organization.objects.create(name="acme")
    ledger.top_up(acme, 1000, cause=ledger.Cause("test"))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([ledger_spender.__name__])
    barrier, outcomes = context.Barrier(PROCESSES), context.Queue()
    database = {
        key: connection.settings_dict[key] for key in ("NAME", "USER", "HOST", "PORT")
    }

    processes = [
        context.Process(
            target=ledger_spender.spend,
            args=(database, acme.pk, jobs_of(number), barrier, outcomes),
        )
        for number in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    came = [outcomes.get(timeout=120) for _ in range(PROCESSES * JOBS_EACH)]
    for process in processes:
        process.join()

    left = sorted(each for each in came if isinstance(each, int))
    assert left == list(range(6, 1000, 7)), "142 charges, each from what was left"
    assert ledger.balance(acme) == 6
    charges = Transaction.objects.filter(kind=Kind.CHARGE)
    assert charges.count() == charges.values("job_id").distinct().count() == 142
    assert proof.differences() == []
    assert [process.exitcode for process in processes] == [0] * PROCESSES


def jobs_of(number):
    first = number % (PROCESSES // 2) * JOBS_EACH
    return [f"trans_{job:032x}" for job in range(first, first + JOBS_EACH)]
