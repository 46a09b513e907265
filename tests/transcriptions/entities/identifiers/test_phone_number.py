from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("call me at 555-0123 or later", "555-0123"),
        ("call (212) 555-0187 now", "(212) 555-0187"),
        (
            "ring plus four four two oh seven nine four six oh nine five eight",
            "plus four four two oh seven nine four six oh nine five eight",
        ),
        ("my phone number is 5 5 5 uh huh 0 1 2 3 4 5 6", "5 5 5 uh huh 0 1 2 3 4 5 6"),
        (
            "What's your cell? It's five five five. Okay. Oh one two three.",
            "five five five. Okay. Oh one two three.",
        ),
        ("extension 22 please", "22"),
    ],
)
def test_phone_number_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "phone_number") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "we sold 4000 units",
        "one hundred two hundred three hundred",
        "twelve people called",
    ],
)
def test_what_is_no_phone_number_is_none(text):
    assert found(text, "phone_number") == []


def test_numbers_are_valid_in_the_regions_of_other_languages():
    assert found(
        "ruf an null eins sieben sechs eins zwei drei vier fünf sechs sieben acht",
        "phone_number",
        "de",
    ) == ["null eins sieben sechs eins zwei drei vier fünf sechs sieben acht"]
    assert found("06 12 34 56 78", "phone_number", "fr") == ["06 12 34 56 78"]
