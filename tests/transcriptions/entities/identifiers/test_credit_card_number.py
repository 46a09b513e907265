from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("My card is 4111 1111 1111 1111.", "4111 1111 1111 1111."),
        (
            "four one one one, one one one one. Yes. One one one one, one one one one.",
            "four one one one, one one one one. Yes. One one one one, one one one one.",
        ),
        ("What's your card number? It's 4242 4242 4242 4241.", "4242 4242 4242 4241."),
        ("the visa ending in 4242", "4242"),
    ],
)
def test_credit_card_number_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "credit_card_number") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "call 212 555 0187",
        "my card is blue",
        "the card costs 4000 dollars",
    ],
)
def test_what_is_no_credit_card_number_is_none(text):
    assert found(text, "credit_card_number") == []
