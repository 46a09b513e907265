from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriptions.sentence_boundaries import PYSBD_LANGUAGES, sentence_ends
from transcriptions.sentence_text import join_words


def sentences(language, text):
    words = text.split()
    ends = sentence_ends(words, [False] * len(words), language=language)
    return [
        join_words(words[begin:end]) for begin, end in pairwise([0, *ends, len(words)])
    ]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Dr. J. F. Smith paid $3.50, i.e. little.", "Mrs. Jones left."]),
        ("en", ["He lives in the U.S. since 1961.", "It is the No. 5 house."]),
        ("en", ["No.", "I was at St. Paul's, vs. you."]),
        ("en", ["We met at 5 p.m. Monday.", "Why not?", "Fine."]),
        ("en", ['He said "Go home. Now." and left.', "So did I."]),
        ("de", ["Das ist z. B. gut.", "Dr. Müller kam am 3. Mai.", "Ja?", "Nein!"]),
        ("fr", ["M. Dupont est là.", "Mme. Durand aussi.", "Oui."]),
        ("es", ["El Sr. García llegó.", "¿Qué pasa?", "Nada."]),
        ("ru", ["Это г. Москва.", "Да.", "Нет?", "Хорошо."]),  # noqa: RUF001
        ("el", ["Τι κάνεις;", "Καλά."]),  # noqa: RUF001
        ("hi", ["यह ठीक है।", "चलो।"]),
        ("ar", ["كيف حالك؟", "شكرا."]),
        ("pt", ["Olá.", "Tudo bem?", "Sim."]),
    ],
)
def test_sentences_end_as_the_language_has_it(language, expected):
    assert sentences(language, " ".join(expected)) == expected


@pytest.mark.parametrize("language", ["zh", "ja", "sv"])
def test_scripts_without_spaces_are_cut_between_their_characters(language):
    assert sentences(language, "你 好。 我 们 走。") == ["你好。", "我们走。"]


def test_the_items_of_a_list_are_no_sentences_without_a_full_stop():
    assert sentences("en", "1. First thing 2. second thing") == [
        "1. First thing 2. second thing"
    ]


def test_what_is_open_at_the_end_of_one_look_is_closed_in_the_next():
    expected = [f"This is sentence number {n} of Dr. Smith." for n in range(200)]

    assert sentences("en", " ".join(expected)) == expected


def test_text_that_breaks_a_pattern_of_the_library_is_still_cut():
    assert sentences("ar", "x(. (i*e. [. نعم. لا.")[-1] == "لا."


TOKENS = st.one_of(
    st.sampled_from(
        ["a", "b.", "Mr.", "c?", "3.", "14", "U.S.", "(", "[x", "你", "。", ""]
    ),
    st.text(max_size=5),
)


@given(
    st.lists(TOKENS, max_size=60), st.sampled_from([*sorted(PYSBD_LANGUAGES), "pt", ""])
)
def test_ends_rise_and_lie_between_words(words, language):
    ends = list(sentence_ends(words, [False] * len(words), language=language))

    assert all(a < b for a, b in pairwise(ends))
    assert all(0 < end < len(words) for end in ends)


def test_an_hour_of_speech_is_cut_in_a_second_or_two():
    words = (
        "When Dr. Smith left at 5 p.m. on Monday, why did nobody ask? " * 700
    ).split()

    begun = time.process_time()
    ends = list(sentence_ends(words, [False] * len(words), language="en"))

    assert len(ends) == 699
    assert time.process_time() - begun < 4
