from __future__ import annotations

import pytest

from tests.transcriptions.analysis.saying import said
from transcriptions.analysis.wording import (
    is_redacted,
    says_something,
    tokens,
    without_redacted,
)


def plain(text, language="en"):
    return [token.plain for token in tokens(said(text)[0], language)]


def test_words_compare_without_case_and_punctuation():
    assert plain("“Hello,” she said: the CHECK-out page’s down!") == [
        "hello", "she", "said", "the", "check-out", "page", "down",
    ]  # fmt: skip


def test_the_signs_of_vowels_belong_to_a_word():
    assert plain("परियोजना का बजट।", "hi") == ["परियोजना", "का", "बजट"]


def test_elided_words_are_apart_where_a_language_elides():
    assert plain("C'est l’irrigation d'aujourd'hui.", "fr") == [
        "est", "irrigation", "aujourd'hui",
    ]  # fmt: skip
    assert plain("o'clock", "en") == ["o'clock"]


def test_the_signs_of_katakana_are_one_word():
    assert plain("新しいコンピュータを買う。", "ja") == [
        "新", "し", "い", "コンピュータ", "を", "買", "う",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "word", ["[PERSON_NAME]", "[US_SSN2].", "####", "###-####,", "([EMAIL_ADDRESS])"]
)
def test_a_redacted_word_is_no_word(word):
    assert is_redacted(word)
    assert plain(word) == [""]
    assert not says_something(word)


@pytest.mark.parametrize("word", ["[laughs]", "person_name", "C", "name"])
def test_other_words_are_not_redacted(word):
    assert not is_redacted(word)
    assert says_something(word)


def test_a_text_can_do_without_what_is_redacted():
    assert without_redacted("Call [PERSON_NAME] at ### now.") == "Call at now."


def test_punctuation_parts_phrases():
    first, second, third = tokens(said("one, two (three")[0], "en")

    assert (first.closes, second.closes, third.closes) == (True, False, False)
    assert (first.opens, second.opens, third.opens) == (False, False, True)
    [elided] = tokens(said("l'eau")[0], "fr")
    assert (elided.opens, elided.closes) == (False, False)
    [owner] = tokens(said("Anna's")[0], "en")
    assert (owner.plain, owner.closes) == ("anna", False)


def test_words_without_times_get_a_share():
    [sentence] = said("one two")
    whole = tokens(type(sentence)("one two", 1.0, 3.0, (), None), "en")

    assert [(token.start, token.end) for token in whole] == [(1.0, 2.0), (2.0, 3.0)]
