from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("my driver's license number is D123 4567 8901", "D123 4567 8901"),
        (
            "drivers license delta five one eight four two five nine",
            "delta five one eight four two five nine",
        ),
    ],
)
def test_drivers_license_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "drivers_license") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "I got my license in 1999",
        "a driving licence costs 34 pounds",
    ],
)
def test_what_is_no_drivers_license_is_none(text):
    assert found(text, "drivers_license") == []
