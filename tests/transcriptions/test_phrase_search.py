from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transcriptions.random_transcripts import transcripts
from transcriptions.phrase_search import Match, find, terms
from transcriptions.transcript import Sentence, Word


def said(text, start=0.0, speaker=None):
    words = tuple(
        Word(word, start + at, start + at + 0.5, 0.25 * (at + 1))
        for at, word in enumerate(text.split())
    )
    return Sentence(text, start, words[-1].end, words, None, speaker)


def found(phrase, *sentences):
    return [match.text for match in find(sentences, terms(phrase))]


def test_a_match_has_the_words_as_they_stand_their_time_and_their_confidence():
    (match,) = find([said("Well, hello there.")], terms("HELLO there"))

    assert match == Match("hello there.", 1.0, 2.5, 0.625)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("its", "It's"),
        ("it’s", "it's"),
        ("half past", "half-past"),
        ("half-past", "half past"),
        ("us", "U.S."),
        ("STRASSE", "straße"),
        ("e\u0301te\u0301", "été"),
        ("\uff21\uff22\uff23", "abc"),
    ],
)
def test_case_punctuation_and_composition_do_not_count(phrase, text):
    assert found(phrase, said(text)) == [text]


def test_only_whole_words_in_their_order_match():
    sentence = said("the other other day")

    assert found("other day", sentence) == ["other day"]
    assert found("day other", sentence) == []
    assert found("oth", sentence) == []


def test_matches_do_not_overlap():
    assert found("ha ha", said("ha ha ha ha ha")) == ["ha ha", "ha ha"]


def test_a_phrase_goes_on_into_the_next_sentence_but_not_to_the_next_speaker():
    first, second = said("Not yet.", 0, "A"), said("But soon.", 5, "A")
    other = said("But soon.", 5, "B")

    assert found("yet but", first, second) == ["yet. But"]
    assert found("yet but", first, other) == []


def test_chinese_is_found_however_the_engine_cut_it():
    characters = said("今 天 好。")
    words = Sentence("今天好。", 0.0, 1.0, (Word("今天", 0, 1, None),), None)
    untimed = Sentence("今天好。", 0.0, 4.0, (), None)

    assert found("今天", characters) == ["今天"]
    assert found("今天", words) == ["今天"]
    assert next(find([untimed], terms("天"))).start == 1.0


def test_a_phrase_of_punctuation_is_nowhere():
    assert found("...", said("Well ... yes.")) == []


@given(transcripts(), st.data())
def test_every_word_that_was_said_is_found(sentences, data):
    texts = [word.text for s in sentences for word in s.words if terms(word.text)]
    if texts:
        text = data.draw(st.sampled_from(texts))
        matches = list(find(sentences, terms(text)))

        assert matches
        assert all(terms(match.text) for match in matches)
