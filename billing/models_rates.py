"""What a second costs: the house's rate cards and the organizations' own multipliers.

Neither is ever changed: a new price is a new row with a start, so that a job is always
priced by what was in force when it was submitted. `billing.rates` writes and reads.
"""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from billing.pricing import plain
from organizations.models import Organization


def multiplier(default: str) -> models.DecimalField[Decimal, Decimal]:
    return models.DecimalField(max_digits=9, decimal_places=4, default=Decimal(default))


class RateCard(models.Model):
    """The price for everybody, from `starts_at` until the next card starts."""

    starts_at = models.DateTimeField(default=timezone.now, unique=True)
    synapses_per_second = multiplier("1")
    base = multiplier("1")
    normal = multiplier("1")
    high = multiplier("1.5")
    urgent = multiplier("2")
    created_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="billing_rate_card_positive",
                condition=Q(synapses_per_second__gt=0, base__gt=0, normal__gt=0)
                & Q(high__gte=F("normal"), urgent__gte=F("high")),
                violation_error_message=(
                    "Every rate must be above 0, and urgent must not cost less than "
                    "high, nor high less than normal."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"rate card from {self.starts_at:%Y-%m-%d %H:%M} UTC"


class OrganizationRate(models.Model):
    """An organization's own multiplier, from `starts_at` until its next one starts."""

    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="rates"
    )
    starts_at = models.DateTimeField(default=timezone.now)
    multiplier = multiplier("1")
    created_by = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization", "starts_at", name="billing_organization_rate_once"
            ),
            models.CheckConstraint(
                name="billing_organization_rate_positive",
                condition=Q(multiplier__gt=0),
                violation_error_message="The multiplier must be above 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"× {plain(self.multiplier)} for {self.organization}"
