from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the CVV is 123.", "123."),
        ("and the security code is four five six", "four five six"),
        ("three digits on the back are 7 8 9", "7 8 9"),
    ],
)
def test_credit_card_cvv_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "credit_card_cvv") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "I have 123 apples",
        "the area code is 415",
    ],
)
def test_what_is_no_credit_card_cvv_is_none(text):
    assert found(text, "credit_card_cvv") == []
