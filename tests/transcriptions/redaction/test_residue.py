"""Which words, heard in redacted audio, count as left over."""

from __future__ import annotations

from transcriptions.redaction.residue import Heard, Residue, residues
from transcriptions.transcript import Word

SPAN = (10.0, 11.0)


def said(*timed):
    return [Word(text, start, end, 0.9) for text, start, end in timed]


def left(before, after, kept=(), spans=(SPAN,), language="en"):
    heard = Heard(said(*before), said(*after), said(*kept), language)
    return [(one.index, one.time) for one in residues(heard, spans) if one.certain]


def test_nothing_is_left_where_only_the_neighbours_are_heard():
    kept = [("is", 9.5, 9.9), ("thanks", 11.2, 11.6)]
    before = [kept[0], ("seven", 10, 10.5), ("two", 10.5, 11), kept[1]]

    assert left(before, kept, kept) == []


def test_a_word_of_the_span_that_is_heard_again_is_left():
    before = [("smith", 10.5, 11.2)]
    after = [("smith", 11.0, 11.2)]

    assert left(before, after) == [(0, (11.0, 11.2))]


def test_what_sounds_like_a_word_of_the_span_is_left_too():
    assert left([("two", 10.5, 11.1)], [("to", 11.0, 11.1)]) == [(0, (11.0, 11.1))]


def test_a_number_next_to_the_span_is_left_if_the_transcript_lacks_it():
    outside = ("seven", 11.1, 11.5)

    assert left([outside], [outside]) == [(0, (11.1, 11.5))]
    assert left([outside], [outside], kept=[outside]) == []


def test_a_number_of_the_transcript_allows_one_number_not_two():
    kept = [("five", 11.5, 11.8)]
    after = [("five", 11.1, 11.4), ("five", 11.5, 11.8)]

    assert left(after, after, kept) == [(0, (11.1, 11.4))] or left(
        after, after, kept
    ) == [(0, (11.5, 11.8))]


def test_what_the_engine_makes_of_the_rest_of_the_clip_is_not_left():
    before = [("four", 10.2, 10.6), ("invoice", 11.4, 12)]
    after = [("employees", 11.4, 12), ("nine", 12.5, 12.8)]

    assert left(before, after) == []


def test_a_common_word_in_and_beside_the_span_is_not_left():
    before = [("the", 10.2, 10.4), ("the", 11.3, 11.5)]

    assert left(before, [("the", 11.35, 11.5)]) == []


def test_numerals_are_left_in_any_language():
    assert left([], [("0176", 10.9, 11.2)], language="fi") == [(0, (10.9, 11.2))]


def test_a_residue_belongs_to_the_nearest_span():
    spans = [SPAN, (13.0, 14.0)]

    assert left([], [("six", 12.6, 12.9)], spans=spans) == [(1, (12.6, 12.9))]


def test_an_unknown_word_in_a_pause_is_uncertain():
    heard = Heard([], said(("fix", 11.0, 11.3)), said(("is", 9, 9.5)), "en")

    assert list(residues(heard, [SPAN])) == [Residue(0, (11.0, 11.3), certain=False)]


def test_a_word_of_the_transcript_that_is_heard_otherwise_is_nothing():
    heard = Heard([], said(("fix", 11.0, 11.3)), said(("is", 11.1, 11.4)), "en")

    assert list(residues(heard, [SPAN])) == []


def test_what_was_heard_shows_in_no_message():
    assert "smith" not in repr(Heard(said(("smith", 1, 2)), [], [], "en"))
