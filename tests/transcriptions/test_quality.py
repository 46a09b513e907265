from __future__ import annotations

from pathlib import Path

import pytest

from transcriptions.quality import Flag, examined, suspect_seconds
from transcriptions.transcript import Segment, Sentence, Word, build_sentences

EVERYWHERE = [(0.0, 1_000.0)]


def sentence(text, start=0.0, end=None, *, confidence=0.9, flags=()):
    """A sentence of the pace that people speak at, unless `end` says otherwise."""
    end = start + 0.4 * len(text.split()) if end is None else end
    words = tuple(Word(word, start, end, confidence) for word in text.split())
    return Sentence(text, start, end, words, confidence, flags=flags)


def flags_of(*sentences, voiced=EVERYWHERE):
    return [found.flags for found in examined(sentences, voiced=voiced)]


def test_plain_speech_has_no_flags_and_stays_as_it_was():
    spoken = [
        sentence("Please send the invoice on Monday morning."),
        sentence("No, no, no.", 4.0),
        sentence("Yes.", 6.0, 6.05),
    ]

    assert examined(spoken, voiced=EVERYWHERE) == spoken
    assert suspect_seconds(spoken) == 0.0


@pytest.mark.parametrize(
    ("voiced", "flags"),
    [
        ([], (Flag.NO_VOICE,)),
        ([(0.0, 9.9), (14.1, 30.0)], (Flag.NO_VOICE,)),
        ([(0.0, 10.2), (13.8, 20.0)], (Flag.NO_VOICE,)),
        ([(0.0, 9.0), (11.0, 11.8), (12.0, 12.8)], ()),
    ],
)
def test_text_where_the_detector_hears_nobody_is_flagged(voiced, flags):
    said = sentence("ten words that take four seconds to be said aloud", 10.0, 14.0)

    assert flags_of(said, voiced=voiced) == [flags]


def test_a_sentence_of_no_length_is_voiced_where_its_moment_is():
    inside, outside = sentence("Yes.", 5.0, 5.0), sentence("Yes.", 9.0, 9.0)

    assert flags_of(inside, outside, voiced=[(4.0, 6.0)]) == [(), (Flag.NO_VOICE,)]


def test_a_sentence_that_repeats_itself_is_flagged():
    assert flags_of(sentence("thank you very much " * 5)) == [(Flag.REPETITION,)]


def test_looped_neighbours_are_flagged_and_those_around_them_are_not():
    said = [
        sentence("We begin.", 0.0),
        *[
            sentence(f"please send the invoice{mark}", 2.0 + at)
            for at, mark in enumerate([".", "!", ""])
        ],
        sentence("We end.", 9.0),
    ]

    assert flags_of(*said) == [(), *[(Flag.REPETITION,)] * 3, ()]


def test_a_loop_that_is_heard_otherwise_each_time_is_found():
    openings = ("plus you have to agree", "glance you mentioned country", "loans new")
    looped = [f"{openings[at % 7 % 3]} project review friday and" for at in range(16)]
    said = [sentence(text, 4.0 * at) for at, text in enumerate(looped)]

    assert set(flags_of(*said)) == {(Flag.REPETITION,)}


def test_an_honest_page_is_no_loop():
    page = Path(__file__).parents[2].joinpath("docs", "production.md").read_text()
    said = [
        sentence(line, 90.0 * at)
        for at, line in enumerate(page.splitlines())
        if line.strip()
    ]

    assert not any(Flag.REPETITION in flags for flags in flags_of(*said))


def test_a_loop_of_two_sentences_is_found():
    pair = [sentence("How are you today?"), sentence("I am fine, thank you.")]

    assert set(flags_of(*pair * 3)) == {(Flag.REPETITION,)}
    assert set(flags_of(*pair * 2)) == {()}


def test_a_short_answer_may_come_five_times_in_a_row():
    assert set(flags_of(*[sentence("Yeah.")] * 5)) == {()}
    assert set(flags_of(*[sentence("Yeah.")] * 6)) == {(Flag.REPETITION,)}


@pytest.mark.parametrize(
    ("text", "seconds", "fast"),
    [
        ("I am an ox so we go by it", 1.0, True),
        (
            "extraordinarily incomprehensible telecommunications infrastructure",
            1.5,
            True,
        ),
        ("今天我们讨论一下明年的预算和计划好吗", 1.0, True),
        ("今天我们讨论一下明年的预算和计划好吗", 3.0, False),
        ("one two three four five", 0.8, False),
        ("of it all", 0.1, False),
    ],
)
def test_speech_that_nobody_can_utter_is_flagged(text, seconds, fast):
    expected = (Flag.TOO_FAST,) if fast else ()

    assert flags_of(sentence(text, 0.0, seconds)) == [expected]


def test_words_that_hardly_match_their_sounds_are_flagged():
    weak = sentence("completely made up words", confidence=0.1)
    unaligned = sentence("completely made up words", confidence=None)

    assert flags_of(weak, unaligned) == [(Flag.WEAK_ALIGNMENT,), ()]


def test_flags_of_the_engine_stay_and_none_comes_twice():
    said = sentence("thank you very much " * 5, flags=("REPETITION",))

    assert flags_of(said, voiced=[]) == [("REPETITION", "NO_VOICE")]


def test_sentences_inherit_the_flags_of_the_segments_they_are_made_of():
    words = tuple(Word(text, 0.0, 1.0, None) for text in ["All", "good."])
    segments = [
        Segment("All good.", 0.0, 1.0, words, flags=("REPETITION",)),
        Segment("All good.", 2.0, 3.0, words),
        Segment("no times", 4.0, 5.0, (), flags=("REPETITION",)),
    ]

    found = build_sentences(segments)

    assert [one.flags for one in found] == [("REPETITION",), (), ("REPETITION",)]


def test_suspect_seconds_count_no_moment_twice():
    flagged = [
        sentence("a", 0.0, 10.0, flags=("NO_VOICE",)),
        sentence("b", 2.0, 4.0, flags=("NO_VOICE",)),
        sentence("c", 8.0, 12.5, flags=("TOO_FAST",)),
        sentence("d", 20.0, 30.0),
    ]

    assert suspect_seconds(flagged) == 12.5
