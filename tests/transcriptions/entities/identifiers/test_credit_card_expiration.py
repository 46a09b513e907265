from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("It expires 04/27.", "04/27."),
        ("expires in april twenty twenty seven", "april twenty twenty seven"),
        ("good through oh four slash twenty seven", "oh four slash twenty seven"),
        ("expiration date oh four twenty seven", "oh four twenty seven"),
        ("It expires twelve twenty twenty six", "twelve twenty twenty six"),
    ],
)
def test_credit_card_expiration_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "credit_card_expiration") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "my passport expires 04/27",
        "we met 04/27",
        "the offer expires in june 2027",
    ],
)
def test_what_is_no_credit_card_expiration_is_none(text):
    assert found(text, "credit_card_expiration") == []
