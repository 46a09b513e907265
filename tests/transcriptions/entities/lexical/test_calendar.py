from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.births import BirthRecognizer
from transcriptions.entities.lexical.date_intervals import DateIntervalRecognizer
from transcriptions.entities.lexical.dates import DateRecognizer

DATES, INTERVALS, BIRTHS = DateRecognizer(), DateIntervalRecognizer(), BirthRecognizer()


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("due March 3rd, 1984 at noon", "March 3rd, 1984"),
        (
            "the third of march nineteen eighty four",
            "the third of march nineteen eighty four",
        ),
        (
            "june twenty first twenty twenty four",
            "june twenty first twenty twenty four",
        ),
        ("signed 03/04/1984 here", "03/04/1984"),
        ("signed 1984-03-04 here", "1984-03-04"),
        ("it was signed on five twelve nineteen ninety", "five twelve nineteen ninety"),
        ("come on friday", "friday"),
        ("I'll be back on the fifteenth.", "fifteenth."),
    ],
)
def test_a_date_is_found_written_and_said(text, date):
    assert quotes(DATES, text) == [date]


@pytest.mark.parametrize(
    "text",
    [
        "we march on and may go",
        "on the third floor",
        "Update to version 4.8.19 first.",
        "add three fourths of a cup",
        "it runs twenty four seven",
    ],
)
def test_a_number_or_word_that_is_no_date_is_left(text):
    assert quotes(DATES, text) == []


@pytest.mark.parametrize(
    ("text", "language", "date"),
    [
        ("am 3. März 1984 war es", "de", "3. März 1984"),
        ("c'était le 3 mars 1984", "fr", "le 3 mars 1984"),
        ("fue el 3 de marzo de 1984", "es", "el 3 de marzo de 1984"),
        ("era il 3 marzo 1984", "it", "il 3 marzo 1984"),
        ("op 3 maart 1984 was het", "nl", "3 maart 1984"),
        ("foi 3 de março de 1984", "pt", "3 de março de 1984"),
    ],
)
def test_a_date_is_found_in_other_languages(text, language, date):
    assert quotes(DATES, text, language) == [date]


@pytest.mark.parametrize(
    ("text", "interval"),
    [
        ("we work from Monday to Friday.", "from Monday to Friday."),
        ("we lived there between 2003 and 2007", "between 2003 and 2007"),
        ("closed May 5-9 this year", "May 5-9"),
        ("back in nineteen ninety nine", "nineteen ninety nine"),
        ("it began in January 1984", "January 1984"),
        ("in the eighties", "eighties"),
        ("the summer of 2019", "summer of 2019"),
    ],
)
def test_a_period_of_the_calendar_is_found(text, interval):
    assert quotes(INTERVALS, text) == [interval]


def test_a_range_of_numbers_is_no_period():
    assert quotes(INTERVALS, "it takes from five to ten people") == []


@pytest.mark.parametrize(
    ("text", "birth"),
    [
        ("I was born on May 5th, 2001.", "May 5th, 2001."),
        (
            "my date of birth is oh three oh four eighty four",
            "oh three oh four eighty four",
        ),
        ("my birthday's june second", "june second"),
        ("born in eighty four", "eighty four"),
        ("DOB 03/04/1984", "03/04/1984"),
        ("March 3rd is my birthday", "March 3rd"),
    ],
)
def test_a_date_beside_words_of_birth_is_a_date_of_birth(text, birth):
    assert quotes(BIRTHS, text) == [birth]


def test_a_date_beside_other_words_is_no_date_of_birth():
    assert (
        quotes(
            BIRTHS, "What is your date of birth? The contract ends. Call on May 5th."
        )
        == []
    )
