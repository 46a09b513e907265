from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("my passport number is X1234567", "X1234567"),
        ("passport c oh one x oh oh t four seven", "c oh one x oh oh t four seven"),
    ],
)
def test_passport_number_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "passport_number") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "my passport expired in 2020",
        "passport control at gate 4",
    ],
)
def test_what_is_no_passport_number_is_none(text):
    assert found(text, "passport_number") == []
