from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriptions.sentence_text import ends_sentence, join_words, split_words


@pytest.mark.parametrize(
    ("word", "following", "ends"),
    [
        ("end.", "Next", True),
        ('end."', "Next", True),
        ("really?!", "no", True),
        ("end.)", None, True),
        ("word", None, False),
        ("word,", "and", False),
        ("Mr.", "Smith", False),
        ("(e.g.", "this", False),
        ("3.", "14", False),
        ("1961.", "We", True),
        ("J.", "Smith", False),
        ("I.", "You", True),
        ("well...", "maybe", False),
        ("well...", "Maybe", True),
        ("。", "你", True),
        ("।", "x", True),
        ("؟", "x", True),
    ],
)
def test_only_terminal_punctuation_ends_a_sentence(word, following, ends):
    assert ends_sentence(word, following, pause=False) is ends


def test_a_pause_decides_after_an_acronym():
    assert not ends_sentence("p.m.", "Monday", pause=False)
    assert ends_sentence("p.m.", "We", pause=True)


def test_chinese_and_japanese_split_into_characters_with_their_punctuation():
    assert split_words("今天。我用 Python 写") == [
        "今",
        "天。",
        "我",
        "用",
        "Python",
        "写",
    ]


def test_the_splitting_of_other_languages_is_at_white_space():
    assert split_words(" It's  half-past\nfive. ") == ["It's", "half-past", "five."]


@given(st.text())
def test_splitting_and_joining_lose_nothing_but_white_space(text):
    joined = join_words(split_words(text))

    assert "".join(joined.split()) == "".join(text.split())
