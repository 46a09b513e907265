from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transcriptions.transcript import (
    Segment,
    Word,
    build_sentences,
    mean_confidence,
    shifted,
    tidy_words,
)


def timed(text, *, start=0.0, step=0.5, length=0.4, **kwargs):
    """A segment whose words start every `step` seconds."""
    words = tuple(
        Word(
            word, round(start + at * step, 3), round(start + at * step + length, 3), 0.5
        )
        for at, word in enumerate(text.split())
    )
    return Segment(text, words[0].start, words[-1].end, words, **kwargs)


def texts(segments):
    return [sentence.text for sentence in build_sentences(segments)]


def test_sentences_end_at_terminal_punctuation():
    segment = timed("Hello there. How are you? Fine! And you")

    found = texts([segment])

    assert found == ["Hello there.", "How are you?", "Fine!", "And you"]


def test_a_sentence_continues_across_the_segments_of_the_engine():
    first, second = timed("We met on"), timed("Monday. It rained.", start=9.0)

    found = build_sentences([first, second])

    assert [sentence.text for sentence in found] == ["We met on Monday.", "It rained."]
    assert (found[0].start, found[0].end) == (0.0, 9.4)


def test_abbreviations_initials_and_numbers_do_not_end_a_sentence():
    segment = timed("Dr. J. F. Smith paid 3. 14 dollars, i.e. little. Mrs. Jones left.")

    found = texts([segment])

    assert found == [
        "Dr. J. F. Smith paid 3. 14 dollars, i.e. little.",
        "Mrs. Jones left.",
    ]


def test_chinese_is_joined_without_spaces_and_ends_at_its_own_full_stop():
    segment = timed("你 好。 我 们 走。")

    found = texts([segment])

    assert found == ["你好。", "我们走。"]


def test_hindi_and_arabic_sentences_end_at_their_own_marks():
    segments = [timed("यह ठीक है। चलो"), timed("كيف حالك؟ بخير", start=9.0)]

    found = texts(segments)

    assert found == ["यह ठीक है।", "चलो كيف حالك؟", "بخير"]


def test_without_punctuation_pauses_end_sentences():
    before, after = timed("one two three"), timed("four five", start=2.0)

    found = texts([before, after])

    assert found == ["one two three", "four five"]


def test_without_punctuation_no_sentence_is_longer_than_thirty_words():
    segment = timed(" ".join(f"w{number}" for number in range(100)))

    found = build_sentences([segment])

    assert max(len(sentence.words) for sentence in found) <= 30
    assert min(len(sentence.words) for sentence in found) >= 10


def test_an_engine_that_stops_punctuating_does_not_make_one_endless_sentence():
    segment = timed("Fine. " + " ".join(f"w{number}" for number in range(200)))

    found = build_sentences([segment])

    assert found[0].text == "Fine."
    assert max(len(sentence.words) for sentence in found) <= 30


def test_a_segment_without_word_times_is_a_sentence_of_its_own():
    untimed = Segment(" no times here. At all. ", 3.0, 6.0, (), 0.25)

    found = build_sentences([timed("before"), untimed, timed("after", start=7.0)])

    assert [sentence.text for sentence in found] == [
        "before",
        "no times here. At all.",
        "after",
    ]
    assert found[1].words == ()
    assert (found[1].start, found[1].end, found[1].confidence) == (3.0, 6.0, 0.25)


def test_a_sentence_never_crosses_a_change_of_speaker():
    words = (Word("yes", 0, 1, None, "A"), Word("no", 1, 2, None, "B"))

    found = build_sentences([Segment("yes no", 0, 2, words)])

    assert [(s.text, s.speaker) for s in found] == [("yes", "A"), ("no", "B")]


def test_confidence_comes_from_the_words_else_from_their_segment():
    own = Segment("a", 0, 1, (Word("a", 0, 1, 0.2),), 0.9)
    none = Segment("b", 1, 2, (Word("b", 1, 2, None),), 0.6)

    found = build_sentences([own, none])

    assert math.isclose(found[0].confidence, 0.4)


def test_mean_confidence_ignores_words_without_one():
    words = [Word("a", 0, 1, 0.2), Word("b", 1, 2, None), Word("c", 2, 3, 0.4)]

    assert math.isclose(mean_confidence(words), 0.3)
    assert mean_confidence(words[1:2]) is None


def test_shifting_moves_a_segment_with_its_words():
    segment = timed("one two", start=0.1)

    moved = shifted(segment, 600.0004)

    assert (moved.start, moved.end) == (600.1, 601.0)
    assert [word.start for word in moved.words] == [600.1, 600.6]


times = st.floats(allow_nan=True, allow_infinity=True)
words = st.builds(Word, st.text(), times, times, st.none())


@given(st.lists(words), st.floats(min_value=0, max_value=1e6))
def test_tidy_words_lie_inside_the_audio_in_order(untidy, duration):
    tidy = tidy_words(untidy, duration=duration)

    assert [word.text for word in tidy] == [word.text for word in untidy]
    assert all(0 <= word.start <= word.end <= duration for word in tidy)
    assert all(a.start <= b.start for a, b in pairwise(tidy))


@given(st.lists(words), st.floats(min_value=0, max_value=1e6))
def test_tidying_twice_changes_nothing_more(untidy, duration):
    once = tidy_words(untidy, duration=duration)

    assert tidy_words(once, duration=duration) == once


tokens = st.sampled_from(
    ["a", "b.", "Mr.", "c?", "3.", "14", "U.S.", "...", "你", "。", '"d."', "x", ""]
)


@given(
    st.lists(st.lists(st.tuples(tokens, st.sampled_from([0.1, 0.9])), max_size=90)),
    st.sampled_from([None, "A", "B"]),
)
def test_sentences_never_lose_or_reorder_a_word(spoken, speaker):
    segments, now = [], 0.0
    for part in spoken:
        said = []
        for text, gap in part:
            now += gap
            said.append(Word(text, now, now + 0.1, None, speaker))
        segments.append(Segment("s", now, now, tuple(said)))

    found = build_sentences(segments)

    kept = [word for sentence in found for word in sentence.words]
    assert kept == [word for segment in segments for word in segment.words]
    assert sum(not s.words for s in found) == sum(not s.words for s in segments)
