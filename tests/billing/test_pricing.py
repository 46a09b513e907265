"""The price: exact arithmetic, rounded up once, at least one synapse."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.pricing import Rates, prorated, quote

RATES = Rates(
    synapses_per_second=Decimal(1),
    base=Decimal(1),
    organization=Decimal(1),
    priorities={
        "normal": Decimal(1),
        "high": Decimal("1.5"),
        "urgent": Decimal(2),
    },
)


@pytest.mark.parametrize(
    ("seconds", "priority", "synapses"),
    [
        ("125.5", "normal", 126),
        ("125.5", "high", 189),
        ("125.5", "urgent", 251),
        ("126", "normal", 126),
        ("126.001", "normal", 127),
        ("0.160", "normal", 1),
        ("36000", "urgent", 72000),
    ],
)
def test_the_price_is_duration_times_multipliers_rounded_up(
    seconds, priority, synapses
):
    assert quote(Decimal(seconds), priority, RATES).synapses == synapses


def test_float_error_never_adds_a_synapse():
    """In floats, 0.1 x 3 x 10 is above 3, and would round up to 4."""
    rates = Rates(Decimal("0.1"), Decimal(3), Decimal(1), RATES.priorities)

    assert quote(Decimal(10), "normal", rates).synapses == 3


@given(st.decimals(min_value="0.001", max_value=36000, places=3))
def test_the_price_is_never_below_the_exact_product_nor_a_synapse_above(seconds):
    synapses = quote(seconds, "high", RATES).synapses

    assert synapses >= 1
    assert synapses >= seconds * Decimal("1.5")
    assert synapses - 1 < max(1, seconds * Decimal("1.5"))


def test_a_share_of_a_price_is_rounded_up_and_never_free():
    assert prorated(3600, Decimal(1) / Decimal(3600)) == 1
    assert prorated(100, Decimal("0.501")) == 51
