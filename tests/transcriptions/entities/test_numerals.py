from __future__ import annotations

import pytest

from transcriptions.entities.numerals import NumeralReader
from transcriptions.entities.tokens import Tokens


def values(text, language="en"):
    return [
        number.value for number in NumeralReader(language).all(Tokens(text.split()))
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("forty two", 42),
        ("twenty-first", 21),
        ("two thousand and five", 2005),
        ("a hundred and twenty", 120),
        ("five million two hundred thousand and six", 5_200_006),
        ("two and a half", 2.5),
        ("three point five", 3.5),
        ("1,250.75", 1250.75),
        ("3rd", 3),
        ("5 million", 5_000_000),
    ],
)
def test_a_number_has_its_value_however_it_is_written_or_said(text, value):
    assert values(text) == [value]


def test_numbers_that_do_not_make_one_stay_apart():
    assert values("nineteen eighty four five") == [19, 84, 5]


def test_punctuation_parts_numbers():
    assert values("twenty, five") == [20, 5]


@pytest.mark.parametrize("text", ["a dog and oh well", "o", "1" * 50, "1.2.3.4"])
def test_what_counts_nothing_is_no_number(text):
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("zweiundzwanzig", "de", 22),
        ("fünf hundert", "de", 500),
        ("quatre-vingt-dix", "fr", 90),
        ("treinta y cinco mil doscientos", "es", 35_200),
    ],
)
def test_numbers_are_read_in_other_languages(text, language, value):
    assert values(text, language) == [value]
