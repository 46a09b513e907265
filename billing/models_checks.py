"""What the daily proofs of the ledger have found; `billing.proof` writes."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class LedgerCheck(models.Model):
    """One proof of all organizations' money; `detail` names the first differences."""

    checked_at = models.DateTimeField(default=timezone.now)
    organizations = models.PositiveIntegerField()
    transactions = models.PositiveBigIntegerField()
    differences = models.PositiveIntegerField()
    detail = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["-checked_at"], name="billing_ledger_check_newest")
        ]

    def __str__(self) -> str:
        return f"{self.differences} difference(s) at {self.checked_at:%Y-%m-%d %H:%M}"
