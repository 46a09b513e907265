"""An order from its arrival to a queued job: `intake`, then `lifecycle.submit`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db import transaction

from billing import ledger, pricing, rates
from billing.pricing import Quote
from transcriptions import intake, lifecycle
from transcriptions.intake import Order
from transcriptions.models import Transcription

AnyAnswer = TypeVar("AnyAnswer")


@dataclass(frozen=True)
class Submitted:
    transcription: Transcription
    quote: Quote
    transaction_id: str


@dataclass(frozen=True)
class Offer:
    """A price without a job; synapses that the organization has, and whether they do."""

    filename: str
    quote: Quote
    available_synapses: int

    @property
    def sufficient(self) -> bool:
        return self.available_synapses >= self.quote.synapses


def submit(order: Order) -> Submitted:
    """Check, price, charge and queue. Raises what `intake.prepare` and the charge raise."""
    return submit_and(order, lambda submitted: submitted)


def submit_and(order: Order, answer: Callable[[Submitted], AnyAnswer]) -> AnyAnswer:
    """`submit`, and return what `answer` makes of it in the same transaction.

    What `answer` stores is there exactly if the job and its charge are.
    """
    job, quote = intake.prepare(order)
    cause = ledger.Cause(
        reason="Transcription",
        request_id=order.request_id,
        actor=order.caller.name(),
    )
    try:
        with transaction.atomic(durable=True):
            transaction_id = lifecycle.submit(job, quote, cause=cause)
            return answer(Submitted(job, quote, transaction_id))
    except BaseException:
        intake.discard(job)
        raise


def retry(job: Transcription, *, cause: ledger.Cause) -> Submitted:
    """Charge a failed job like a new one and queue it again, under the same id.

    Raises InvalidTransition and InsufficientSynapses.
    """
    quote = pricing.quote(
        job.duration_seconds, job.priority, rates.current(job.organization)
    )
    transaction_id = lifecycle.retry(job, quote, cause=cause)
    job.refresh_from_db()
    return Submitted(job, quote, transaction_id)


def offer(order: Order) -> Offer:
    """Check and price as `submit` does, and charge nothing."""
    job, quote = intake.prepare(order)
    intake.discard(job)
    return Offer(job.filename, quote, ledger.balance(order.organization))
