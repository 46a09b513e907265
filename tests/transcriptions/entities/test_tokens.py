from __future__ import annotations

import gc

from hypothesis import given, settings
from hypothesis import strategies as st

from transcriptions.entities.phrases import PhraseBook
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens, tokens_of


def test_tokens_are_bare_and_remember_what_stood_about_them():
    tokens = Tokens(['"Mr.', "O'Brien's", "twenty-one", 'dogs!"', "He", "left"])
    assert tokens.lower == ["mr", "o'brien", "twenty", "one", "dogs", "he", "left"]
    assert [token.word for token in tokens] == [0, 1, 2, 2, 3, 4, 5]
    assert tokens[0].opens and not tokens[0].ends
    assert tokens[1].possessive and tokens[4].stops and tokens[5].opens


def test_capitals_say_nothing_where_all_or_no_words_have_them():
    assert Tokens(["My", "name", "is", "John"]).cased(0)
    assert not Tokens(["my", "name", "is", "john"]).cased(0)
    assert not Tokens(["MY", "NAME", "IS", "JOHN"]).cased(0)


def test_past_either_end_there_is_nothing():
    tokens = Tokens(["one"])
    assert tokens.word(-1) == tokens.word(1) == tokens.at(5).lower == ""


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=12), max_size=20))
def test_any_words_can_be_read_and_keep_their_order(words):
    places = [token.word for token in Tokens(words)]
    assert places == sorted(places)
    assert all(0 <= place < len(words) for place in places)


def test_the_tokens_of_a_reading_are_made_once_and_go_with_it():
    from transcriptions.entities import tokens as module

    reading = Reading(["one"], "en")
    assert tokens_of(reading) is tokens_of(reading)
    before = len(module._kept)
    del reading
    gc.collect()
    assert len(module._kept) == before - 1


def test_the_longest_phrase_is_found_and_none_over_the_end_of_a_sentence():
    book = PhraseBook(["high school", "high school teacher", "macy's"])
    assert list(book.matches(Tokens(["a", "high-school", "teacher"]))) == [(1, 4)]
    assert list(book.matches(Tokens(["so", "high.", "School", "teacher"]))) == []
    assert list(book.matches(Tokens(["macy", "went", "to", "macy's"]))) == [(3, 4)]
