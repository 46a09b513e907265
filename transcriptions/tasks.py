"""What django-q2 calls, by dotted name."""

from __future__ import annotations

from transcriptions import idempotency, lifecycle, uploads


def run_next() -> None:
    # Only a transcription worker has what the runner imports.
    from transcriptions import runner

    runner.run_next()


def sweep() -> None:
    lifecycle.sweep()


def remove_expired_uploads() -> None:
    uploads.remove_expired()


def remove_expired_idempotency_keys() -> None:
    idempotency.remove_expired()
