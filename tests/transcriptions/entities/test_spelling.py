from __future__ import annotations

import pytest

from transcriptions.entities.reading import Reading


def spelled(text, language="en"):
    reading = Reading(text.split(), language)
    return "".join(piece.core for piece in reading.spelled if piece.letter)


@pytest.mark.parametrize(
    ("said", "letters"),
    [
        ("my name is j o h n smith", "john"),
        ("J. O. H. N.", "john"),
        ("J-O-H-N", "john"),
        ("b as in bravo r like romeo t for tango", "brt"),
        ("bravo charlie delta", "bcd"),
        ("capital b double l double u", "bllw"),
        ("x ray tango one", "xt"),
        ("sierra five two seven", "s"),
        ("v oh oh x", "v00x"),
    ],
)
def test_letters_are_read_where_they_are_spelled(said, letters):
    assert spelled(said) == letters


@pytest.mark.parametrize(
    "said",
    [
        "i have a dog",
        "mike and charlie went to the hotel",
        "a 5 percent raise",
        "charlie has 3 dogs",
        "oh i see",
        "capital capital capital",
    ],
)
def test_words_that_could_be_letters_stay_words(said):
    assert spelled(said) == ""


def test_a_letter_stands_for_the_words_that_explain_it():
    (letter, *_) = Reading(["b", "as", "in", "bravo", "c", "d"], "en").spelled

    assert (letter.first, letter.end) == (0, 4)
