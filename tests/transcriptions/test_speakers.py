from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriptions.sentence_text import split_words
from transcriptions.speakers import Utterance, assigned, talk, utterances
from transcriptions.transcript import (
    Segment,
    SpeakerTurn,
    Word,
    build_sentences,
)


def segment(*words, confidence=None):
    """A segment of (text, start, end) words."""
    spoken = tuple(Word(text, start, end, confidence) for text, start, end in words)
    text = " ".join(word.text for word in spoken)
    return Segment(text, spoken[0].start, spoken[-1].end, spoken)


def evenly(text, start, *, length=0.3):
    """A segment whose words follow one another without gaps."""
    return segment(
        *(
            (word, round(start + at * length, 3), round(start + (at + 1) * length, 3))
            for at, word in enumerate(text.split())
        )
    )


def turns(*spans):
    return [SpeakerTurn(start, end, speaker) for start, end, speaker in spans]


def speakers(segments):
    return [word.speaker for one in segments for word in one.words]


def test_a_word_belongs_to_who_speaks_longest_during_it():
    heard = turns((0, 1.2, "X"), (1.2, 3, "Y"))

    found = assigned([segment(("one.", 0, 1), ("two.", 1, 2))], heard)

    assert speakers(found) == ["S1", "S2"]


def test_labels_go_by_first_appearance_in_the_words_not_in_the_turns():
    heard = turns((0, 1, "S1"), (2, 3, "S3"), (4, 5, "S2"))

    found = assigned([evenly("hello there.", 2), evenly("good day.", 4)], heard)

    assert speakers(found) == ["S1", "S1", "S2", "S2"]


def test_a_word_in_silence_belongs_to_the_nearest_turn():
    found = assigned([segment(("yes.", 1.2, 1.5))], turns((0, 1, "X"), (3, 4, "Y")))

    assert speakers(found) == ["S1"]


def test_a_word_far_from_all_turns_has_no_speaker():
    found = assigned([segment(("yes.", 8, 8.5))], turns((0, 1, "X")))

    assert speakers(found) == [None]


def test_nobody_said_anything_where_no_turn_was_heard():
    assert speakers(assigned([evenly("hello there.", 0)], [])) == [None, None]
    assert assigned([], turns((0, 1, "X"))) == []


def test_a_last_word_that_ran_into_the_next_turn_follows_its_sentence():
    first = evenly("we should meet on monday.", 0)
    second = evenly("fine with me.", 1.6)

    found = assigned([first, second], turns((0, 1.2, "X"), (1.25, 3, "Y")))

    assert speakers(found) == ["S1"] * 5 + ["S2"] * 3


def test_a_word_that_a_second_voice_speaks_over_follows_its_sentence():
    heard = turns((0, 3, "X"), (1.18, 1.55, "Y"))

    found = assigned([evenly("we should meet on monday or so.", 0)], heard)

    assert set(speakers(found)) == {"S1"}


def test_an_answer_in_a_turn_of_its_own_stays_without_any_full_stop():
    words = evenly("are you coming with us", 0)
    answer = segment(("yes", 2.0, 2.4))

    found = assigned([words, answer], turns((0, 1.5, "X"), (1.95, 2.45, "Y")))

    assert speakers(found) == ["S1"] * 5 + ["S2"]


def test_three_words_of_another_speaker_are_a_real_change():
    heard = turns((0, 1.2, "X"), (1.2, 3, "Y"))

    found = assigned([evenly("do you know that no i don't", 0)], heard)

    assert speakers(found) == ["S1"] * 4 + ["S2"] * 3


def test_a_word_that_the_diarizer_missed_follows_its_sentence():
    heard = turns((0, 0.6, "X"), (1.9, 3, "X"))

    found = assigned([evenly("we all met in the old house", 0)], heard)

    assert set(speakers(found)) == {"S1"}


def test_a_segment_without_words_gets_words_of_one_speaker():
    untimed = Segment("Good morning to you.", 0, 4, (), 0.5)

    (found,) = assigned([untimed], turns((0, 1, "X"), (1, 4, "Y")))

    assert [word.text for word in found.words] == ["Good", "morning", "to", "you."]
    assert speakers([found]) == ["S1"] * 4
    assert {word.confidence for word in found.words} == {0.5}
    assert (found.words[0].start, found.words[-1].end) == (0, 4)


def test_other_words_of_a_segment_keep_all_they_had():
    word = Word("yes.", 0.0, 1.0, 0.7)
    given_ = Segment("yes.", 0.0, 1.0, (word,), 0.6, ("REPETITION",))

    (found,) = assigned([given_], turns((0, 1, "X")))

    assert found == Segment(
        "yes.", 0.0, 1.0, (Word("yes.", 0.0, 1.0, 0.7, "S1"),), 0.6, ("REPETITION",)
    )


def test_utterances_join_the_sentences_of_one_speaker():
    spoken = [
        evenly("good morning. how are you?", 0),
        evenly("fine.", 3),
    ]
    sentences = build_sentences(assigned(spoken, turns((0, 2, "X"), (3, 4, "Y"))))

    assert len(sentences) == 3
    assert utterances(sentences) == [
        Utterance("S1", "good morning. how are you?", 0.0, 1.5, None),
        Utterance("S2", "fine.", 3.0, 3.3, None),
    ]


def test_utterances_have_the_mean_confidence_of_their_words():
    one = Segment("a b", 0.0, 2.0, (Word("a", 0.0, 1.0, 0.5), Word("b", 1.0, 2.0, 1.0)))

    (found,) = utterances(build_sentences(assigned([one], turns((0, 2, "X")))))

    assert found.confidence == pytest.approx(0.75)


def test_talk_counts_words_and_the_time_they_cover():
    first = evenly("one two three four.", 0, length=0.5)
    reply = evenly("five six.", 5, length=0.5)
    again = evenly("seven.", 20, length=0.5)
    heard = turns((0, 2, "X"), (5, 6, "Y"), (20, 20.5, "X"))

    found = talk(build_sentences(assigned([first, reply, again], heard)))

    assert [(t.speaker, t.name, t.talk_seconds, t.words) for t in found] == [
        ("S1", None, 2.5, 5),
        ("S2", None, 1.0, 2),
    ]


def test_talk_leaves_out_words_of_nobody_and_long_pauses():
    words = segment(("one", 0, 1), ("two.", 1.2, 2), ("three.", 4.0, 5), ("x.", 60, 61))
    heard = turns((0, 5, "X"))

    (found,) = talk(build_sentences(assigned([words], heard)))

    assert (found.talk_seconds, found.words) == (3.0, 3)


def test_ten_speakers_are_listed_in_order():
    spoken = [evenly("hello there.", 2 * at) for at in range(11)]
    heard = turns(*((2 * at, 2 * at + 1, f"V{at}") for at in range(11)))

    found = talk(build_sentences(assigned(spoken, heard)))

    assert [one.speaker for one in found] == [f"S{at}" for at in range(1, 12)]


TIMES = st.floats(0, 40).map(lambda seconds: round(seconds, 3))
TEXTS = st.sampled_from(["yes", "no.", "well,", "日", "a.m.", "7", "so?"])


@st.composite
def spans(draw):
    start = draw(TIMES)
    return start, round(start + draw(st.sampled_from([0.0, 0.1, 0.4, 3.0])), 3)


@st.composite
def segments(draw):
    words = [
        Word(draw(TEXTS), *span, draw(st.sampled_from([None, 0.5])))
        for span in sorted(draw(st.lists(spans(), min_size=1, max_size=12)))
    ]
    text = " ".join(word.text for word in words)
    timed = tuple(words) if draw(st.booleans()) else ()
    return Segment(text, words[0].start, words[-1].end, timed)


TURNS = st.lists(
    st.builds(
        lambda span, speaker: SpeakerTurn(*span, speaker),
        spans(),
        st.sampled_from("XYZ"),
    ),
    max_size=12,
)


@given(st.lists(segments(), max_size=6), TURNS)
def test_no_word_is_lost_or_moved_and_labels_appear_in_order(given_segments, heard):
    found = assigned(given_segments, heard)

    assert len(found) == len(given_segments)
    for before, after in zip(given_segments, found, strict=True):
        if before.words:
            kept = [(w.text, w.start, w.end, w.confidence) for w in after.words]
            assert kept == [
                (w.text, w.start, w.end, w.confidence) for w in before.words
            ]
        else:
            assert [word.text for word in after.words] == split_words(before.text)
    labels = list(dict.fromkeys(filter(None, speakers(found))))
    assert labels == [f"S{at}" for at in range(1, len(labels) + 1)]
    assert len(labels) <= len({turn.speaker for turn in heard})


@given(st.lists(segments(), max_size=6), TURNS)
def test_utterances_and_talk_hold_every_word_once(given_segments, heard):
    sentences = build_sentences(assigned(given_segments, heard))

    said = utterances(sentences)

    words = [word for one in sentences for word in one.words]
    assert sum(len(split_words(one.text)) for one in said) == sum(
        len(split_words(word.text)) for word in words
    )
    assert sum(one.words for one in talk(sentences)) == sum(
        word.speaker is not None for word in words
    )
    assert all(a.speaker != b.speaker for a, b in pairwise(said))
