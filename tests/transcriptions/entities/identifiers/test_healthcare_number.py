from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the medical record number is 00482913", "00482913"),
        ("Medicare number 1EG4-TE5-MK73", "1EG4-TE5-MK73"),
        (
            "my NHS number is nine four three four seven six five nine one nine",
            "nine four three four seven six five nine one nine",
        ),
    ],
)
def test_healthcare_number_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "healthcare_number") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "the NHS has 1.5 million employees",
        "Medicare covers 65 million people",
    ],
)
def test_what_is_no_healthcare_number_is_none(text):
    assert found(text, "healthcare_number") == []
