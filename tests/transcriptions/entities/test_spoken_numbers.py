from __future__ import annotations

import pytest

from transcriptions.entities.reading import Reading


def figures(text, language="en"):
    return Reading(text.split(), language).spoken.text


@pytest.mark.parametrize(
    ("said", "figured"),
    [
        ("five five five", "555"),
        ("double five triple oh seven", "550007"),
        ("double 5 and treble 0", "55 and 000"),
        ("I'm twenty three.", "I'm 23."),
        ("I'm twenty-three, you know", "I'm 23, you know"),
        ("in nineteen eighty four, in May", "in 1984, in May"),
        ("nineteen oh five or twenty twenty four", "1905 or 2024"),
        ("at nineteen thirty", "at 19 30"),
        ("one hundred and twenty dollars", "120 dollars"),
        ("four thousand one hundred eleven", "4111"),
        ("two thousand and five", "2005"),
        ("five million three hundred thousand two hundred and one", "5300201"),
        ("between one hundred and two hundred", "between 100 and 200"),
        ("a hundred and a dog", "100 and a dog"),
        ("eight hundred five five five one two one two", "800 5551212"),
        ("twenty-three point five percent", "23.5 percent"),
        ("one point five million", "1.5 million"),
        ("one nine two dot one six eight dot one dot one", "192.168.1.1"),
        ("one hundred ninety two dot one sixty eight dot oh dot one", "192.168.0.1"),
        ("oh four slash twenty seven", "04/27"),
        ("ages two, three and five", "ages 2, 3 and 5"),
        ("4111, one one one one.", "4111, 1111."),
    ],
)
def test_numbers_in_words_are_written_in_figures(said, figured):
    assert figures(said) == figured


@pytest.mark.parametrize(
    "text", ["oh well, the o", "oh", "12,500 and 5-5-5", "a dog and an hour", ""]
)
def test_what_is_no_number_in_words_stays_as_it_is(text):
    assert figures(text) == text


def test_hesitations_within_a_number_are_dropped_and_reached_over():
    view = Reading(["it's", "five", "uh", "five", "um,", "five", "okay"], "en").spoken

    assert view.text == "it's 555 okay"
    begin = view.text.index("555")
    assert view.words_of(begin, begin + 3) == (1, 6)


def test_every_figure_of_a_number_stands_for_all_its_words():
    view = Reading(["one", "hundred", "and", "twenty"], "en").spoken

    assert view.text == "120"
    assert view.words_of(1, 2) == (0, 4)


@pytest.mark.parametrize(
    ("language", "said", "figured"),
    [
        ("de", "null eins sieben sechs dreiundzwanzig und dreißig", "0176 23 und 30"),
        ("de", "ein Hund", "ein Hund"),
        ("fr", "zéro six douze trente-quatre soixante-dix-huit", "06 12 34 78"),
        ("fr", "quatre vingt dix neuf", "99"),
        ("es", "treinta y tres mil", "33000"),
        ("it", "tre tre zero ventuno", "330 21"),
        ("pt", "nove um dois vinte e três", "912 23"),
        ("nl", "drieëntwintig en nul zes", "23 en 06"),
        ("ja", "私は 23 です", "私は 23 です"),
    ],
)
def test_other_languages_have_their_numbers(language, said, figured):
    assert figures(said, language) == figured
