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
    synapses_per_second: Decimal

    @property
    def reason(self) -> str:
        """What the multipliers multiply, as `62.5 s at 1 a second`."""
        seconds, rate = plain(self.duration_seconds), plain(self.synapses_per_second)
        return f"{seconds} s at {rate} a second"


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
    return Quote(
        duration_seconds, _whole(price), multipliers, rates.synapses_per_second
    )


def plain(number: Decimal) -> str:
    """`1.5`, without the zeros that a column's scale adds."""
    return f"{number.normalize():f}"


def prorated(synapses: int, share: Decimal) -> int:
    """The price of a share (0-1) of what `synapses` paid for, rounded like any price."""
    return _whole(synapses * share)


def _whole(price: Decimal) -> int:
    return max(1, int(price.to_integral_value(rounding=ROUND_CEILING)))
