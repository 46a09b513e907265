"""Any sequence of movements, by hand and by jobs, leaves a ledger that adds up.

LEDGER_EXAMPLES=300 makes the long run of over ten thousand steps; --log-cli-level=INFO
says how many there were.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from billing import ledger, pricing, proof, rates
from billing.errors import InsufficientSynapses, RefundExceedsCharge
from billing.models import Transaction
from tests import factories
from transcriptions import lifecycle, submission
from transcriptions.models import Transcription
from transcriptions.states import Stage, Status

log = logging.getLogger(__name__)

EXAMPLES = int(os.environ.get("LEDGER_EXAMPLES", 12))
CAUSE = ledger.Cause("machine", actor="hypothesis")
AMOUNTS = st.integers(1, 400)
SECONDS = st.decimals("0.1", 300, places=3)
PRIORITIES = st.sampled_from(rates.PRIORITIES)
steps = Counter()


class LedgerMachine(RuleBasedStateMachine):
    """`expected` is what the balance must be; each example has its own organization."""

    @initialize()
    def open(self):
        self.cast = factories.Cast(uuid4().hex, synapses=0)
        self.organization = self.cast.organization
        self.expected = 0
        self.charged = []
        self.submissions = []
        self.lease = None

    def teardown(self):
        for job in self.jobs("queued", "processing"):
            lifecycle.cancel(job, cause=CAUSE)
        assert proof.differences() == []

    def jobs(self, *statuses):
        mine = Transcription.objects.filter(organization=self.organization)
        return list(mine.filter(status__in=statuses).order_by("pk"))

    @rule(synapses=AMOUNTS)
    def top_up(self, synapses):
        name = uuid4().hex
        cause = ledger.Cause("paid", submission=name)
        made = ledger.top_up(self.organization, synapses, cause=cause)
        self.submissions.append((made, cause))
        self.expected += synapses

    @precondition(lambda self: self.submissions)
    @rule(which=st.randoms(use_true_random=False), synapses=AMOUNTS)
    def send_the_form_again(self, which, synapses):
        made, cause = which.choice(self.submissions)
        assert ledger.top_up(self.organization, synapses, cause=cause).pk == made.pk

    @rule(synapses=st.integers(-400, 400).filter(bool))
    def adjust(self, synapses):
        if self.affords(-synapses, ledger.adjust, self.organization, synapses):
            self.expected += synapses

    @rule(seconds=SECONDS, priority=PRIORITIES)
    def charge(self, seconds, priority):
        job_id = f"trans_{uuid4().hex}"
        quote = pricing.quote(seconds, priority, rates.current(self.organization))
        price = quote.synapses
        if self.affords(price, ledger.charge, self.organization, job_id, 1, quote):
            self.expected -= price
            self.charged.append((job_id, price))

    @precondition(lambda self: self.charged)
    @rule(which=st.randoms(use_true_random=False), synapses=AMOUNTS)
    def refund(self, which, synapses):
        job_id, price = which.choice(self.charged)
        if synapses > price:
            with pytest.raises(RefundExceedsCharge):
                ledger.refund(job_id, 1, synapses, cause=CAUSE)
            return
        if ledger.refund(job_id, 1, synapses, cause=CAUSE) is not None:
            self.expected += synapses
        assert ledger.refund(job_id, 1, synapses, cause=CAUSE) is None

    @rule(seconds=SECONDS, priority=PRIORITIES)
    def submit(self, seconds, priority):
        job = factories.new_transcription(
            self.cast, duration_seconds=seconds, priority=priority
        )
        quote = factories.quote_of(job)
        if self.affords(quote.synapses, lifecycle.submit, job, quote):
            self.expected -= quote.synapses

    @precondition(lambda self: self.lease is None)
    @rule()
    def claim(self):
        self.lease = lifecycle.claim("machine/1/1")

    @precondition(lambda self: self.lease)
    @rule(share=st.floats(0, 1))
    def advance(self, share):
        done = float(self.lease.transcription.duration_seconds) * share
        lifecycle.advance(
            self.lease, Stage.TRANSCRIBING, int(share * 99), transcribed_seconds=done
        )

    @precondition(lambda self: self.lease)
    @rule()
    def fail(self):
        lifecycle.fail(self.lease, "CORRUPT_AUDIO", "It can't be read.")
        self.expected += self.lease.transcription.synapses_charged
        self.lease = None

    @precondition(lambda self: self.lease)
    @rule(share=st.integers(0, 100))
    def complete(self, share):
        over = self.lease.transcription.synapses_charged * share // 100
        lifecycle.complete(self.lease, [], factories.result(), overcharged=over)
        self.expected += over
        self.lease = None

    @precondition(lambda self: self.jobs(Status.QUEUED, Status.PROCESSING))
    @rule(which=st.randoms(use_true_random=False))
    def cancel(self, which):
        job = which.choice(self.jobs(Status.QUEUED, Status.PROCESSING))
        lifecycle.cancel(job, cause=CAUSE)
        if self.lease and self.lease.transcription.pk == job.pk:
            self.lease = None
        job.refresh_from_db()
        assert 0 <= job.synapses_refunded <= job.synapses_charged
        self.expected += job.synapses_refunded

    @precondition(lambda self: self.jobs(Status.FAILED))
    @rule(which=st.randoms(use_true_random=False))
    def retry(self, which):
        job = which.choice(self.jobs(Status.FAILED))
        price = factories.quote_of(job).synapses
        if self.affords(price, submission.retry, job):
            self.expected -= price

    def affords(self, price, move, *args):
        """Make a move that costs `price`; it is refused exactly if that is too much."""
        if price <= self.expected:
            move(*args, cause=CAUSE)
            return True
        with pytest.raises(InsufficientSynapses):
            move(*args, cause=CAUSE)
        return False

    @invariant()
    def it_adds_up(self):
        steps["taken"] += 1
        mine = Transaction.objects.filter(organization=self.organization)
        before = 0
        for synapses, after in mine.order_by("pk").values_list(
            "synapses", "balance_after"
        ):
            assert after == before + synapses >= 0
            before = after
        assert ledger.balance(self.organization) == before == self.expected


@pytest.mark.django_db(transaction=True)
def test_whatever_happens_the_ledger_adds_up():
    steps.clear()
    run_state_machine_as_test(
        LedgerMachine,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=50,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    log.info("%d steps", steps["taken"])
