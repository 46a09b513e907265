from __future__ import annotations

import pytest

from transcriptions.entities.reading import Reading


def codes(text, language="en"):
    return [code.text for code in Reading(text.split(), language).codes]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (
            "four one one one, one one one one. One one one one, one one one one.",
            "4" + "1" * 15,
        ),
        ("Four one one one. Yes. One one one one. Go on. Two.", "411111112"),
        ("five five five uh huh okay five five", "55555"),
        ("555 01 23", "5550123"),
        ("5-5-5 and", "555"),
        ("555 sorry hang on 01 and then 23", "5550123"),
        ("five five five dash one two", "55512"),
        ("AB 12 34 56 C", "AB123456C"),
        ("VR. Yes. 1529 2301", "VR15292301"),
        ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819"),
        ("one h g b h four one", "1HGBH41"),
        ("(555) 010-2233", "5550102233"),
        ("06.12.34.56.78", "0612345678"),
    ],
)
def test_a_number_goes_on_over_what_parts_it(said, code):
    assert codes(said) == [code]


def test_a_plus_that_is_said_belongs_to_the_number():
    (code,) = Reading(["call", "plus", "four", "nine", "three", "zero"], "en").codes

    assert (code.text, code.plus, code.first, code.end) == ("4930", True, 1, 6)


def test_what_the_other_side_says_before_or_behind_belongs_to_no_number():
    (code,) = Reading(["okay", "five", "five", "five", "okay"], "en").codes

    assert (code.first, code.end) == (1, 4)


@pytest.mark.parametrize(
    "text",
    [
        "4000 units",
        "four thousand",
        "12,500 of them",
        "about 4500",
        "version 4000",
        "in 1492",
        "25% and",
        "4.8.19",
        "10:30",
        "3500 rpms",
        "room is 1204",
    ],
)
def test_quantities_are_marked(text):
    assert [code.quantity for code in Reading(text.split(), "en").codes] == [True]


def test_words_part_numbers():
    assert codes("555 and my other number 777") == ["555", "777"]
