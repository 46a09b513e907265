from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.person_names import PersonNameRecognizer
from transcriptions.entities.recognition import recognize

NAMES = PersonNameRecognizer()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My name is John Smith.", "John Smith."),
        ("my name is john smith", "john smith"),
        ("this is jiahui calling about the appointment", "jiahui"),
        ("I spoke to Ngozi Okafor about it.", "Ngozi Okafor"),
        ("doctor okafor will see you now", "okafor"),
        ("please ask mister stone about it", "stone"),
        ("Ursula von der Leyen signed it.", "Ursula von der Leyen"),
        ("John F. Kennedy signed it.", "John F. Kennedy"),
        ("Anne-Marie O'Brien signed it.", "Anne-Marie O'Brien"),
        ("xiaoming's parcel has arrived", "xiaoming's"),
        ("i think mcgregor handled it", "mcgregor"),
    ],
)
def test_a_name_is_found_whole_with_capitals_and_without(text, name):
    assert quotes(NAMES, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "my name is on the list",
        "the doctor will see you now",
        "thank you so much for your help",
        "I'm German and I live here.",
        "You're speaking too fast.",
        "He was hired by Wells Fargo straight after school.",
        "I live at 12 Jefferson Street.",
        "we met in paris",
    ],
)
def test_what_looks_like_a_name_but_is_none_is_left(text):
    assert quotes(NAMES, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Will mark the date on the wall.",
        "May I ask a question?",
        "She rose from the chair.",
        "the jack is in the trunk",
        "i'll be frank with you",
        "rob them of their victory",
    ],
)
def test_a_name_that_is_a_word_is_a_word_without_a_capital_or_context(text):
    assert quotes(NAMES, text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("will smith signed the contract", "will smith"),
        ("Will Smith signed the contract.", "Will Smith"),
        ("this is mark from billing", "mark"),
        ("hi grace thanks for waiting", "grace"),
        ("Then I asked Mark about it.", "Mark"),
        ("my wife's name is hope", "hope"),
        ("mark said the same thing", "mark"),
    ],
)
def test_a_name_that_is_a_word_is_a_name_where_the_words_about_it_say_so(text, name):
    assert quotes(NAMES, text) == [name]


def test_a_name_that_was_given_is_found_again_where_a_part_of_it_returns():
    text = "My name is Quillon Zabrask. So Quillon waited. The Zabrask file is open."
    assert quotes(NAMES, text) == ["Quillon Zabrask.", "Quillon", "Zabrask"]


def test_a_name_that_was_given_elsewhere_is_not_remembered():
    quotes(NAMES, "My name is Quillon Zabrask.")
    assert quotes(NAMES, "The Quillon is open.") == []


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("my last name is smith s m i t h", "s m i t h"),
        ("my name is Smith, S-M-I-T-H.", "S-M-I-T-H."),
        ("this is jones that's j as in juliet o n e s", "j as in juliet o n e s"),
    ],
)
def test_the_letters_that_spell_a_name_are_of_the_name(text, letters):
    assert letters in quotes(NAMES, text)


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Ich heiße Jürgen Müller.", "de", "Jürgen Müller."),
        ("mein name ist jürgen müller", "de", "jürgen müller"),
        ("Je m'appelle Amélie Moreau.", "fr", "Amélie Moreau."),
        ("Me llamo Ximena Castillo.", "es", "Ximena Castillo."),
        ("Mi chiamo Chiara Rossi.", "it", "Chiara Rossi."),
    ],
)
def test_names_are_introduced_in_other_languages_too(text, language, name):
    assert quotes(NAMES, text, language) == [name]


def test_a_name_is_remembered_through_the_parts_that_a_long_transcript_is_read_in():
    words = [
        "My",
        "name",
        "is",
        "Quillon.",
        *["so", "it", "goes"] * 1500,
        "Quillon",
        "left.",
    ]
    assert recognize(words, "en", {"person_name"})[-1].first == len(words) - 2
