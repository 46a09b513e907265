from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.ages import AgeRecognizer
from transcriptions.entities.lexical.durations import DurationRecognizer
from transcriptions.entities.lexical.money import MoneyRecognizer
from transcriptions.entities.lexical.proportions import ProportionRecognizer
from transcriptions.entities.lexical.times import TimeRecognizer

TIMES, DURATIONS = TimeRecognizer(), DurationRecognizer()
AGES, MONEY, SHARES = AgeRecognizer(), MoneyRecognizer(), ProportionRecognizer()


@pytest.mark.parametrize(
    ("recognizer", "text", "quote"),
    [
        (TIMES, "meet at 3:30 p.m. today", "3:30 p.m."),
        (TIMES, "it's 3pm now", "3pm"),
        (TIMES, "half past three", "half past three"),
        (
            TIMES,
            "a quarter to five in the afternoon",
            "quarter to five in the afternoon",
        ),
        (TIMES, "ten o'clock", "ten o'clock"),
        (TIMES, "come at seven thirty", "seven thirty"),
        (TIMES, "at noon", "noon"),
        (DURATIONS, "it took two and a half years", "two and a half years"),
        (DURATIONS, "half an hour", "half an hour"),
        (DURATIONS, "twenty minutes and ten seconds", "twenty minutes and ten seconds"),
        (DURATIONS, "I waited for a week", "a week"),
        (AGES, "i'm forty two years old", "forty two years old"),
        (AGES, "a 42-year-old man", "42-year-old"),
        (AGES, "I'm 42.", "42."),
        (AGES, "my son is five", "five"),
        (AGES, "at the age of ninety", "ninety"),
        (AGES, "How old are you? 67.", "67."),
        (AGES, "she's in her mid-forties", "mid-forties"),
        (AGES, "A boy of nine was hurt.", "nine"),
        (AGES, "my grandfather lived to 101", "101"),
        (AGES, "my kids are 4 and 6", "4 and 6"),
        (AGES, "her 40th birthday", "40th"),
        (TIMES, "Come for half seven.", "half seven."),
        (MONEY, "he makes sixty thousand a year", "sixty thousand"),
        (MONEY, "i owe four hundred and twenty", "four hundred and twenty"),
        (SHARES, "two thirds of them failed", "two thirds"),
        (MONEY, "that's $20.50, please", "$20.50,"),
        (MONEY, "twenty dollars and fifty cents", "twenty dollars and fifty cents"),
        (
            MONEY,
            "eighteen dollars ninety nine by mistake",
            "eighteen dollars ninety nine",
        ),
        (MONEY, "$5 million in debt", "$5 million"),
        (MONEY, "it costs twenty pounds", "twenty pounds"),
        (SHARES, "about 5% of them", "5%"),
        (SHARES, "three point five percent", "three point five percent"),
        (SHARES, "one in five patients", "one in five"),
        (SHARES, "pressure was 120 over 80", "120 over 80"),
    ],
)
def test_a_quantity_is_found_by_its_unit_and_context(recognizer, text, quote):
    assert quotes(recognizer, text) == [quote]


@pytest.mark.parametrize(
    ("recognizer", "text"),
    [
        (TIMES, "we sold five to ten of them"),
        (TIMES, "at five people we stop"),
        (TIMES, "the final score was three two"),
        (DURATIONS, "wait a minute"),
        (DURATIONS, "one second please"),
        (DURATIONS, "page five second paragraph"),
        (DURATIONS, "i'm forty two years old"),
        (AGES, "i'm five minutes away"),
        (AGES, "we ordered forty two boxes"),
        (AGES, "I'm 100% sure"),
        (MONEY, "i lost twenty pounds of weight"),
        (MONEY, "twenty boxes and fifty bags"),
        (SHARES, "we lost five to two"),
        (SHARES, "one in twenty minutes"),
    ],
)
def test_a_plain_number_is_left(recognizer, text):
    assert quotes(recognizer, text) == []


@pytest.mark.parametrize(
    ("recognizer", "language", "text", "quote"),
    [
        (TIMES, "de", "um 15 Uhr 30 geht es", "15 Uhr 30"),
        (TIMES, "fr", "il est 14h30 déjà", "14h30"),
        (TIMES, "es", "a las tres de la tarde", "tres de la tarde"),
        (AGES, "fr", "j'ai 42 ans aujourd'hui", "42 ans"),
        (AGES, "de", "sie ist zweiundvierzig Jahre alt", "zweiundvierzig Jahre alt"),
        (MONEY, "de", "das kostet 1.250,50 Euro heute", "1.250,50 Euro"),
        (MONEY, "fr", "ça coûte vingt euros", "vingt euros"),
        (SHARES, "es", "un cinco por ciento", "cinco por ciento"),
    ],
)
def test_quantities_are_found_in_other_languages(recognizer, language, text, quote):
    assert quote in quotes(recognizer, text, language)
