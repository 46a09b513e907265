"""The rates in force, from the settings."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings

from billing.pricing import Rates


def current() -> Rates:
    return Rates(
        synapses_per_second=Decimal(settings.SYNAPSES_PER_SECOND),
        base=Decimal(settings.BASE_MULTIPLIER),
        organization=Decimal(1),
        priorities={
            priority: Decimal(multiplier)
            for priority, multiplier in settings.PRIORITY_MULTIPLIERS.items()
        },
    )
