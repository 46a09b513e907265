"""The gate. What is found here follows a script: digits are a number, and "secret" too."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcriptions.entities.base import Entity
from transcriptions.options import Substitution
from transcriptions.passages import Passage, from_json, to_json
from transcriptions.redaction.redactor import OpenGate, RedactionFailed, Redactor, Terms
from transcriptions.redaction.segments import spoken_words
from transcriptions.transcript import Notice, Segment, Word

WINDOW = 10.0
TERMS = Terms(("phone_number",))
LONG = " ".join(["word"] * 30)


def digits(texts, language):
    """Each run of two or more words of digits is a phone number."""
    at = 0
    for is_digits, run in itertools.groupby(
        texts, key=lambda t: t.strip(".,").isdigit()
    ):
        length = len(list(run))
        if is_digits and length > 1:
            yield Entity("phone_number", at, at + length, 1.0)
        at += length


def passage(position, *texts, language="en"):
    """One segment for each text, a second a word, or faster where there are many."""
    segments, at = [], WINDOW * position
    step = min(1.0, WINDOW / sum(len(text.split()) for text in texts))
    for text in texts:
        words = []
        for word in text.split():
            words.append(Word(word, round(at, 3), round(at + 0.8 * step, 3), 0.9))
            at += step
        segments.append(Segment(text, words[0].start, words[-1].end, tuple(words)))
    end = WINDOW * (position + 1)
    return Passage(position, end - WINDOW, end, tuple(segments), language, 0.9, ())


def through(gate, *passages):
    out = [kept for one in passages for kept in gate.take(one)]
    return [*out, *gate.finish()]


def texts(passages):
    return [[segment.text for segment in one.segments] for one in passages]


def test_a_number_becomes_one_token_with_its_times_and_its_full_stop():
    [kept] = through(Redactor(digits, TERMS), passage(0, "Call 555 01 23. Thank you."))

    assert texts([kept]) == [["Call [PHONE_NUMBER]. Thank you."]]
    [segment] = kept.segments
    assert segment.words[1] == Word("[PHONE_NUMBER].", 1.0, 3.8, pytest.approx(0.9))
    [redaction] = kept.redactions
    assert (redaction.policy, redaction.start, redaction.end) == (
        "phone_number",
        1,
        3.8,
    )


def test_signs_tell_neither_what_it_was_nor_how_long():
    terms = Terms(("phone_number",), Substitution.HASH)

    kept = through(Redactor(digits, terms), passage(0, "Call 555 01 23 or 1 2."))

    assert texts(kept) == [["Call #### or ####."]]


def test_a_passage_waits_until_enough_follows():
    gate = Redactor(digits, TERMS)

    assert gate.take(passage(0, "Call 555")) == []
    assert gate.take(passage(1, "01 23 now")) == []
    assert [kept.position for kept in gate.take(passage(2, LONG))] == [0, 1]
    assert [kept.position for kept in gate.finish()] == [2]
    assert gate.finish() == []


def test_a_passage_without_words_waits_for_nothing():
    silent = Passage(0, 0.0, 10.0, (), "en", None, ())

    assert [kept.position for kept in Redactor(digits, TERMS).take(silent)] == [0]


@pytest.mark.parametrize("between", ["", "22"])
def test_a_number_over_three_windows_goes_from_all(between):
    silent = Passage(1, 10.0, 20.0, (), "en", None, ())
    middle = passage(1, between) if between else silent

    kept = through(
        Redactor(digits, TERMS), passage(0, "Call 555"), middle, passage(2, "01 now")
    )

    left = [text for one in texts(kept) for text in one]
    assert not any(sign.isdigit() for text in left for sign in text), left
    assert sum(not r.continues for one in kept for r in one.redactions) == 1


def test_a_number_over_the_edge_of_two_windows_goes_from_both_and_counts_once():
    kept = through(
        Redactor(digits, TERMS), passage(0, "Call 555"), passage(1, "01 23 now")
    )

    assert texts(kept) == [["Call [PHONE_NUMBER]"], ["[PHONE_NUMBER] now"]]
    assert [r.continues for one in kept for r in one.redactions] == [False, True]


def test_a_worker_that_goes_on_knows_what_was_carried_over_the_edge():
    """Of "01" alone nobody would say that it is a number."""
    first, second = passage(0, "Call 555"), passage(1, "01 now then")
    gate = Redactor(digits, TERMS)
    gate.take(first)
    gate.take(second)
    [stored, _] = gate.take(passage(2, LONG))

    another = Redactor(digits, TERMS)
    another.recall(from_json(to_json(stored)))
    kept = through(another, second)

    assert texts(kept) == [["[PHONE_NUMBER] now then"]]
    assert kept[0].redactions[0].continues


def test_a_word_without_length_is_carried_over_the_edge_too():
    second = passage(1, "01 now then")
    [segment] = second.segments
    first_word = replace(segment.words[0], end=segment.words[0].start)
    words = (first_word, *segment.words[1:])
    second = replace(second, segments=(replace(segment, words=words),))
    gate = Redactor(digits, TERMS)
    gate.take(passage(0, "Call 555"))
    gate.take(second)
    [stored, _] = gate.take(passage(2, LONG))

    another = Redactor(digits, TERMS)
    another.recall(stored)

    assert texts(through(another, second)) == [["[PHONE_NUMBER] now then"]]


def test_a_number_over_several_segments_stands_in_the_first():
    kept = through(Redactor(digits, TERMS), passage(0, "It is 555", "01 23", "45 okay"))

    assert texts(kept) == [["It is [PHONE_NUMBER]", "okay"]]


def test_words_without_times_of_their_own_are_redacted_too():
    bare = Segment("Call 555 01 23 now.", 0.0, 5.0, ())
    held = Passage(0, 0.0, 10.0, (bare,), "en", None, ())

    [kept] = through(Redactor(digits, TERMS), held)

    assert texts([kept]) == [["Call [PHONE_NUMBER] now."]]
    assert [word.text for word in kept.segments[0].words] == [
        "Call", "[PHONE_NUMBER]", "now.",
    ]  # fmt: skip


def test_a_notice_of_the_language_is_given_where_something_was_said():
    notice = Notice("PII_PATTERNS_ONLY", "Names are not known in this language.")
    gate = Redactor(
        digits, TERMS, lambda language: notice if language == "xx" else None
    )
    silent = Passage(1, 10.0, 20.0, (), "xx", None, ())

    spoken, quiet = through(gate, passage(0, "Hi", language="xx"), silent)

    assert (spoken.notices, quiet.notices) == ((notice,), ())


def test_a_failure_tells_nothing_of_what_was_said():
    def fail(texts, language):
        raise ValueError(f"cannot read {texts}")

    with pytest.raises(RedactionFailed) as failed:
        through(Redactor(fail, TERMS), passage(0, "secret"))

    error = failed.value
    assert "secret" not in f"{error!r} {error.system_message} {error.details}"
    assert error.__suppress_context__ and error.__cause__ is None


def test_the_terms_are_part_of_what_a_passage_depends_on():
    others = [
        Terms(("phone_number", "person_name")),
        Terms(("phone_number",), Substitution.HASH),
    ]

    seen = {Redactor(digits, terms).terms for terms in [TERMS, *others]}

    assert len(seen) == 3
    assert OpenGate().terms is None


@given(
    st.lists(
        st.lists(
            st.sampled_from(["7", "22", "word", "end.", "9."]), min_size=1, max_size=9
        ),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 3),
)
def test_no_number_comes_through_whoever_takes_over_where(windows, handover):
    heard = [passage(at, " ".join(words)) for at, words in enumerate(windows)]
    whole = through(Redactor(digits, TERMS), *heard)

    before = whole[:handover]
    later = Redactor(digits, TERMS)
    for known in before:
        later.recall(from_json(to_json(known)))
    resumed = [*before, *through(later, *heard[handover:])]

    assert texts(resumed) == texts(whole)
    said = [word.text for one in heard for word in spoken_words(one.segments)]
    secret = {i for e in digits(said, "en") for i in range(e.first, e.end)}
    left = [word.text for one in whole for word in spoken_words(one.segments)]
    assert [text for text in left if "[" not in text] == [
        text for i, text in enumerate(said) if i not in secret
    ]
