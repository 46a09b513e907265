from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transcriptions.engines.word_times import (
    LONGEST,
    Found,
    longest,
    repaired_words,
    spread_words,
)
from transcriptions.transcript import Word


def test_words_last_in_proportion_to_their_length():
    words = list(spread_words("one three", [(10.0, 18.0)]))

    assert [(w.text, w.start, w.end) for w in words] == [
        ("one", 10.0, 13.0),
        ("three", 13.0, 18.0),
    ]
    assert words[0].confidence is None


def test_no_word_starts_or_ends_in_the_silence_between_voiced_spans():
    words = list(spread_words("aa bb", [(0.0, 1.0), (5.0, 6.0)]))

    assert [(w.start, w.end) for w in words] == [(0.0, 1.0), (5.0, 6.0)]


def test_an_empty_text_has_no_words():
    assert list(spread_words("  ", [(0.0, 1.0)])) == []


spans = st.lists(st.floats(0.05, 30), min_size=2, max_size=12).map(
    lambda steps: [
        (sum(steps[:at]), sum(steps[: at + 1])) for at in range(0, len(steps), 2)
    ]
)


@given(st.lists(st.text("ab", min_size=1), min_size=1).map(" ".join), spans)
def test_words_are_in_order_and_inside_the_spans(text, voiced):
    words = list(spread_words(text, voiced))

    assert [word.text for word in words] == text.split()
    assert all(word.start <= word.end for word in words)
    assert all(a.start <= b.start for a, b in pairwise(words))
    assert words[0].start >= round(voiced[0][0], 3)
    assert words[-1].end <= round(voiced[-1][1], 3)


def times(words):
    return [(word.start, word.end) for word in words]


def test_what_an_aligner_found_is_kept():
    found = [Found(1.0, 1.4, 0.91234), Found(1.6, 2.0, 0.5)]

    words = repaired_words(["hello", "there"], found, (0.5, 3.0))

    assert words == [Word("hello", 1.0, 1.4, 0.912), Word("there", 1.6, 2.0, 0.5)]


def test_words_without_times_share_the_gap_between_their_neighbours():
    found = [Found(1.0, 2.0, 1.0), Found(), Found(), Found(5.0, 5.5, 1.0), Found()]

    words = repaired_words(["in", "1961", "we", "won", "!"], found, (0.0, 6.0))

    assert times(words) == [(1.0, 1.9), (2.0, 4.0), (4.0, 4.9), (5.0, 5.5), (5.5, 6.0)]
    assert [word.confidence for word in words] == [1.0, None, None, 1.0, None]


def test_a_word_does_not_last_over_the_silence_after_it():
    found = [Found(1.0, 9.0, 0.9), Found(9.0, 9.3, 0.9)]

    (first, _) = repaired_words(["hello", "there"], found, (0.0, 10.0))

    assert (first.start, first.end) == (1.0, 2.5)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("a", 0.7), ("1961.", 2.9), ("extraordinarily", 3.0), ("好。", 1.1), ("-", 0.5)],
)
def test_how_long_a_word_may_last_depends_on_what_is_to_say(text, seconds):
    assert longest(text) == pytest.approx(seconds)


anything = st.none() | st.floats(-5, 40) | st.just(float("nan"))
found_words = st.lists(st.builds(Found, anything, anything, anything), max_size=8)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found_words, st.floats(0, 10), st.floats(0, 20))
def test_whatever_was_found_words_come_out_in_order_and_inside(found, start, length):
    texts = [f"w{at}" for at in range(len(found))]
    within = (start, start + length)

    words = repaired_words(texts, found, within)

    assert [word.text for word in words] == texts
    assert all(word.start <= word.end for word in words)
    assert all(word.end - word.start <= LONGEST + 0.001 for word in words)
    assert all(a.start <= b.start for a, b in pairwise(words))
    edges = [time for pair in times(words) for time in pair]
    assert all(start - 0.001 <= time <= within[1] + 0.001 for time in edges)
    assert all(0 <= (word.confidence or 0) <= 1 for word in words)
