"""When a webhook is tried again: the table of Standard Webhooks, and what ends it."""

from __future__ import annotations

from datetime import timedelta

#: The wait before each try, counted from the end of the one before.
WAITS = (
    timedelta(0),
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
GONE = 410


def is_success(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def wait_after(tries: int, status: int | None) -> timedelta | None:
    """How long to wait after `tries` failed ones, the last with `status`; None: give up."""
    if status == GONE or tries >= len(WAITS):
        return None
    return WAITS[tries]
