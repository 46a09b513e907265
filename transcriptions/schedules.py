"""Every periodic job in one list."""

from __future__ import annotations

from django_q.models import Schedule

#: Name → (function, minutes between two runs); all run in the short-task cluster.
PERIODIC = {
    "sweep": ("transcriptions.tasks.sweep", 1),
    "erase": ("transcriptions.tasks.erase", 5),
    "deliver webhooks": ("transcriptions.tasks.deliver_webhooks", 1),
    "remove expired uploads": ("transcriptions.tasks.remove_expired_uploads", 60),
    "remove expired idempotency keys": (
        "transcriptions.tasks.remove_expired_idempotency_keys",
        60,
    ),
    "tell low balances": ("transcriptions.tasks.tell_low_balances", 1),
    "check ledger": ("billing.proof.check", 24 * 60),
    "remove full rate limits": ("organizations.rate_limits.remove_full", 10),
}


def store() -> None:
    """Bring the stored schedules to what `PERIODIC` says; run after each migration."""
    for name, (function, minutes) in PERIODIC.items():
        Schedule.objects.update_or_create(
            name=name,
            defaults={
                "func": function,
                "schedule_type": Schedule.MINUTES,
                "minutes": minutes,
                "repeats": -1,
            },
        )
