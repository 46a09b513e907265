from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.prices import PriceRecognizer

PRICES = PriceRecognizer()


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("my rent is eight hundred", "eight hundred"),
        ("it costs forty nine ninety nine", "forty nine ninety nine"),
        ("they charged me three hundred and twenty", "three hundred and twenty"),
        ("That's 4.99.", "4.99."),
        ("that's twelve fifty", "twelve fifty"),
        ("i get fifteen an hour", "fifteen an hour"),
        ("she makes eighty k", "eighty k"),
        ("it sold for four hundred thousand", "four hundred thousand"),
        ("he gave me a tenner", "a tenner"),
        ("they want a thousand upfront", "a thousand"),
        ("it was twelve pounds not twenty", "twenty"),
    ],
)
def test_a_number_is_money_where_something_is_paid(text, amount):
    assert quotes(PRICES, text) == [amount]


@pytest.mark.parametrize(
    "text",
    [
        "we spent two hours there",
        "i take three a day",
        "that's twelve",
        "they paid attention to a thousand details",
        "it was fifty miles an hour",
        "we met at three fifteen",
        "the first bill came",
    ],
)
def test_what_is_counted_or_measured_is_no_money(text):
    assert quotes(PRICES, text) == []
