from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transcriptions.engines.word_times import spread_words


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
