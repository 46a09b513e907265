"""The price of a transcription: pure arithmetic in Decimal, never float.

`ceil(duration × synapses per second × base × organization × priority)`, at least 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

CURRENCY = "synapses"


@dataclass(frozen=True)
class Multipliers:
    base: Decimal
    organization: Decimal
    priority: Decimal

    def as_json(self) -> dict[str, float]:
        return {
            "base": float(self.base),
            "organization": float(self.organization),
            "priority": float(self.priority),
        }


@dataclass(frozen=True)
class Rates:
    """What a second costs; `priorities` maps each priority to its multiplier."""

    synapses_per_second: Decimal
    base: Decimal
    organization: Decimal
    priorities: Mapping[str, Decimal]


@dataclass(frozen=True)
class Quote:
    duration_seconds: Decimal
    synapses: int
    multipliers: Multipliers


def quote(duration_seconds: Decimal, priority: str, rates: Rates) -> Quote:
    """Price a job. Raises KeyError for a priority that `rates` does not know."""
    multipliers = Multipliers(
        base=rates.base,
        organization=rates.organization,
        priority=rates.priorities[priority],
    )
    price = (
        duration_seconds
        * rates.synapses_per_second
        * multipliers.base
        * multipliers.organization
        * multipliers.priority
    )
    return Quote(duration_seconds, _whole(price), multipliers)


def prorated(synapses: int, share: Decimal) -> int:
    """The price of a share (0-1) of what `synapses` paid for, rounded like any price."""
    return _whole(synapses * share)


def _whole(price: Decimal) -> int:
    return max(1, int(price.to_integral_value(rounding=ROUND_CEILING)))
