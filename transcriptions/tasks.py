"""What django-q2 calls, by dotted name."""

from __future__ import annotations

from transcriptions import (
    erasure,
    idempotency,
    lifecycle,
    low_balance,
    uploads,
    webhook_delivery,
)


def run_next() -> None:
    # Only a transcription worker has what the runner imports.
    from transcriptions import runner

    runner.run_next()


def analyse_next() -> None:
    # Only an analysis worker has what its runner imports.
    from transcriptions import analysis_runner

    analysis_runner.run_next()


def sweep() -> None:
    lifecycle.sweep()


def erase() -> None:
    erasure.erase()


def remove_expired_uploads() -> None:
    uploads.remove_expired()


def deliver_webhooks() -> None:
    webhook_delivery.deliver_due()


def remove_expired_idempotency_keys() -> None:
    idempotency.remove_expired()


def tell_low_balances() -> None:
    low_balance.tell()
