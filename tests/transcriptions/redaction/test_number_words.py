from __future__ import annotations

import pytest

from transcriptions.redaction.number_words import is_number, sound


@pytest.mark.parametrize(
    "text, language",
    [("seven", "en"), ("Seven,", "en"), ("07700", "en"), ("7th", "xx"), ("fünf", "de")],
)
def test_numbers_are_known_as_words_and_as_digits(text, language):
    assert is_number(text, language)


@pytest.mark.parametrize("text, language", [("to", "en"), ("seven", "xx"), ("", "en")])
def test_other_words_are_no_numbers(text, language):
    assert not is_number(text, language)


def test_words_that_sound_alike_are_one():
    assert sound("To", "en") == sound("two", "en") == sound("2", "en")
    assert sound("for", "en") == sound("four.", "en")
    assert sound("to", "de") != sound("two", "de")
