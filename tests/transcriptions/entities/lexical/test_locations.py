from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.locations import LocationRecognizer

PLACES = LocationRecognizer()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (
            "I live at 221B Baker Street, London NW1 6XE.",
            "221B Baker Street, London NW1 6XE.",
        ),
        (
            "i live at twelve oak avenue apartment four springfield ohio nine oh two one oh",
            "twelve oak avenue apartment four springfield ohio nine oh two one oh",
        ),
        (
            "It's 4312 Cedar Hill Road, Chipping Norton, Texas 78701.",
            "4312 Cedar Hill Road, Chipping Norton, Texas 78701.",
        ),
        ("p o box four four two", "p o box four four two"),
        ("we met at the corner of fifth and main", "fifth and main"),
        ("my zip code is nine four one one oh", "nine four one one oh"),
        ("it's on elm street", "elm street"),
    ],
)
def test_an_address_is_one_place_with_all_of_its_parts(text, place):
    assert quotes(PLACES, text) == [place]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("the flight to toronto was late", "toronto"),
        ("I grew up in New Zealand.", "New Zealand."),
        ("we moved to santa fe", "santa fe"),
        ("they drove around lake tahoe", "lake tahoe"),
        ("I moved from Mobile, Alabama.", "Mobile, Alabama."),
        ("I grew up in Reading last century.", "Reading"),
        ("the flight to turkey was late", "turkey"),
    ],
)
def test_a_place_is_found_by_its_name(text, place):
    assert quotes(PLACES, text) == [place]


@pytest.mark.parametrize(
    "text",
    [
        "the reading room closes early",
        "Nice to meet you.",
        "i had a nice bath",
        "the turkey was nice but dry",
        "he threw the china at the wall",
        "we walked down the street",
        "it's a dead end street",
        "take the first road on the left",
        "two hours drive from here",
        "this is georgia hale speaking of jordan",
    ],
)
def test_a_word_that_is_a_place_elsewhere_is_left(text):
    assert not set(quotes(PLACES, text)) - {"georgia", "jordan"}


@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        (
            "Ich wohne Hauptstraße 12, 8001 Zürich.",
            "de",
            "Hauptstraße 12, 8001 Zürich.",
        ),
        ("J'habite 12 rue de la Paix.", "fr", "12 rue de la Paix."),
        ("Vivo en Sevilla.", "es", "Sevilla."),
    ],
)
def test_places_are_found_in_other_languages(text, language, place):
    assert quotes(PLACES, text, language) == [place]
