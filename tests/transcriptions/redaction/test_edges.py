"""Which audio goes with redacted words, by how far their times can be trusted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriptions.quality import Flag
from transcriptions.redaction.edges import (
    MARGIN,
    WIDEST,
    Place,
    audio_spans,
    is_weak,
    places,
)
from transcriptions.transcript import Word


def spans_of(*places, duration=60.0):
    found = audio_spans(places, duration=duration)
    return [(round(start, 3), round(end, 3)) for start, end in found]


def test_a_little_of_the_pauses_is_taken_in():
    assert spans_of(Place(10, 11, before=9, after=12)) == [(9.92, 11.08)]


def test_neighbours_that_are_near_are_left_alone():
    assert spans_of(Place(10, 11, before=9.97, after=11)) == [(9.97, 11)]


def test_a_neighbour_that_overlaps_cannot_shorten_the_span():
    assert spans_of(Place(10, 11, before=10.4, after=10.8)) == [(10, 11)]


def test_the_whole_pauses_are_taken_in_where_times_are_weak():
    place = Place(10, 11, before=9, after=12.5, weak=True)

    assert spans_of(place) == [(9, 12.5)]


def test_weak_times_beside_no_pause_reach_a_little_into_the_neighbours():
    place = Place(10, 11, before=10, after=11, weak=True)

    assert spans_of(place) == [(9.92, 11.08)]


def test_a_pause_of_a_minute_is_not_taken_in_whole():
    place = Place(100, 101, before=10, after=None, weak=True)

    assert spans_of(place, duration=200) == [(100 - WIDEST, 101 + WIDEST)]


def test_spans_stay_inside_the_audio():
    assert spans_of(Place(0, 1), Place(9.99, 10), duration=10) == [
        (0, 1.08),
        (9.91, 10),
    ]


def test_spans_that_touch_become_one():
    first, second = Place(10, 11, 9, 11.1), Place(11.1, 12, 11, 13)

    assert spans_of(first, second) == [(9.92, 12.08)]


def said(*times, confidence=0.9):
    return [Word("word", start, end, confidence) for start, end in times]


def test_words_in_a_row_are_one_place_between_the_words_that_stay():
    words = said((0, 1), (1.5, 2), (2, 3), (4, 5), (6, 7))

    found = places(words, [False, True, True, False, True], [False] * 5)

    assert found == [
        Place(1.5, 3, before=1, after=4),
        Place(6, 7, before=5, after=None),
    ]


def test_other_redacted_words_are_no_neighbours_to_spare():
    words = said((0, 1), (1.2, 2), (2.2, 3))

    found = places(words, [True, False, True], [False] * 3)

    assert found == [Place(0, 1, None, 1.2), Place(2.2, 3, 2, None)]


def test_the_last_to_end_of_overlapping_speakers_is_the_neighbour():
    words = said((0, 4), (1, 2), (5, 6))

    assert places(words, [False, False, True], [False] * 3) == [Place(5, 6, 4, None)]


def test_a_speaker_who_talks_on_over_the_words_is_spared_on_both_sides():
    words = said((0, 4), (1, 2), (7, 8))

    (place,) = places(words, [False, True, False], [False] * 3)

    assert spans_of(place) == [(1, 2)]


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_weak_word_in_a_place_or_beside_it_makes_it_weak(index):
    words = said((0, 1), (1, 2), (2, 3), (3, 4))
    weak = [at == index for at in range(4)]

    assert places(words, [False, True, False, False], weak)[0].weak
    assert not places(words, [False, True, False, False], [False] * 3 + [True])[0].weak


def test_words_are_weak_by_themselves_their_sentence_or_their_engine():
    sure, guessed = said((0, 1))[0], said((0, 1), confidence=None)[0]

    assert not is_weak(sure, engine="whisperx", flags=(Flag.REPETITION,))
    assert is_weak(guessed, engine="whisperx")
    assert is_weak(sure, flags=(Flag.WEAK_ALIGNMENT,))
    assert is_weak(sure, engine="pocketsphinx")
    assert is_weak(said((2, 2))[0])


@st.composite
def streams(draw):
    """Words in order that may overlap, which are redacted, and which are weak."""
    time, words = 0.0, []
    for _ in range(draw(st.integers(1, 15))):
        time += draw(st.floats(0, 5))
        length = draw(st.floats(0, 2))
        words.append(Word("word", round(time, 3), round(time + length, 3), 0.9))
    flags = st.lists(st.booleans(), min_size=len(words), max_size=len(words))
    return words, draw(flags), draw(flags), draw(st.floats(0, 5))


@settings(max_examples=60)
@given(streams())
def test_every_redacted_word_is_covered_and_no_trusted_neighbour_is(stream):
    words, redacted, weak, silence = stream
    duration = max(word.end for word in words) + silence

    found = audio_spans(places(words, redacted, weak), duration=duration)

    assert all(a[1] < b[0] for a, b in pairwise(found))
    assert all(0 <= start < end <= duration for start, end in found)
    for word, hidden in zip(words, redacted, strict=True):
        if hidden and word.start < word.end:
            assert any(s <= word.start and word.end <= e for s, e in found)
    if not any(weak):
        hidden = [w for w, is_hidden in zip(words, redacted, strict=True) if is_hidden]
        for word, is_hidden in zip(words, redacted, strict=True):
            if not is_hidden:
                assert_only_overlaps(word, found, runs_of(words, redacted))
        covered = sum(end - start for start, end in found)
        assert covered <= sum(w.end - w.start + 2 * MARGIN for w in hidden) + sum(
            pause_inside(run) for run in runs_of(words, redacted)
        )


def runs_of(words, redacted):
    runs, run = [], []
    for word, hidden in [*zip(words, redacted, strict=True), (None, False)]:
        if hidden:
            run.append(word)
        elif run:
            runs.append((run[0].start, max(w.end for w in run), run))
            run = []
    return runs


def pause_inside(run):
    start, end, words = run
    return end - start - max(w.end - w.start for w in words) + 1e-6


def assert_only_overlaps(word, found, runs):
    """What is blanked of a word that stays is said at the same time as redacted words."""
    for start, end in found:
        begin, stop = max(start, word.start), min(end, word.end)
        if begin < stop - 1e-9:
            assert any(s <= begin + 1e-9 and stop - 1e-9 <= e for s, e, _ in runs)
