from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriptions.repetition import (
    compression_ratio,
    is_repetitive,
    looped,
    plain_words,
)

HINDI = (
    "यह एक साधारण वाक्य है जो किसी बैठक में कहा गया था और इसमें कोई भी शब्द बार बार नहीं "
    "दोहराया गया क्योंकि वक्ता ने हर बात केवल एक बार ही कही थी फिर सब लोग घर चले गए"
)
RUSSIAN = (
    "Это обычная речь на совещании: каждый сказал своё, никто ничего не повторял, "
    "после чего все участники разошлись по домам обсуждать планы на следующую неделю."
)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you. " * 20,
        "and so on and so forth " * 4,
        "no " * 6,
        "la, La. LA! la la la",
        "谢谢大家 " * 12,
        "a" * 400,
    ],
)
def test_what_a_stuck_model_writes_is_repetitive(text):
    assert is_repetitive(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No, no, no, no, no!",
        "And so my fellow Americans, ask not what your country can do for you, "
        "ask what you can do for your country.",
        "We want it, we want it, we want it now.",
        HINDI,
        RUSSIAN,
    ],
)
def test_what_people_say_is_not_in_whatever_script(text):
    assert not is_repetitive(text)


def test_words_compare_without_case_and_punctuation():
    assert plain_words("Don't — STOP, “now”!") == ("dont", "stop", "now")


def test_more_of_the_same_compresses_better():
    assert compression_ratio("hello there " * 9) > compression_ratio("hello there " * 3)
    assert compression_ratio("") == 0.0


@given(
    st.lists(st.integers(), unique=True, max_size=6),
    st.lists(st.integers(100, 105), min_size=1, max_size=4, unique=True),
    st.integers(4, 9),
)
def test_a_loop_is_found_wherever_it_begins(before, phrase, times):
    items = [*[f"b{item}" for item in before], *phrase * times]

    found = looped(items, longest=4, most=lambda at, length: 3)

    assert found == set(range(len(before), len(items)))


@given(st.lists(st.integers(), unique=True, max_size=30))
def test_without_repeats_there_is_no_loop(items):
    assert looped(items, longest=6, most=lambda at, length: 1) == set()
