"""Subtitle cues keep their limits exactly, and are pleasant to read where they can be."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transcriptions.random_transcripts import LAYOUTS, transcripts
from transcriptions.captions import build_cues
from transcriptions.cue_cutting import Layout
from transcriptions.sentence_text import split_words
from transcriptions.transcript import Sentence, Word

LABELS = {"A": "Ann Miller:", "B": f"{'b' * 70}:"}


def spoken(text, start=0.0, pace=0.35, speaker=None):
    words = [
        Word(token, start + at * pace, start + (at + 1) * pace - 0.05, 0.9)
        for at, token in enumerate(text.split())
    ]
    return Sentence(text, start, words[-1].end, tuple(words), 0.9, speaker)


def shown(sentences, **limits):
    return [list(cue.lines) for cue in build_cues(sentences, Layout(**limits))]


def pieces_of(sentences):
    """Everything that must not be split."""
    timed = {part for s in sentences for w in s.words for part in w.text.split()}
    return timed | {part for s in sentences for part in split_words(s.text)}


def letters(text):
    return "".join(text.split())


@given(transcripts(), LAYOUTS, st.booleans())
def test_no_limit_is_exceeded_unless_one_word_alone_does(sentences, layout, labelled):
    words = pieces_of(sentences)
    label_words = {w for label in LABELS.values() for w in label.split()}

    cues = build_cues(sentences, layout, labels=LABELS if labelled else None)

    for cue in cues:
        assert 1 <= len(cue.lines) <= layout.max_lines
        for line in cue.lines:
            fits = len(line) <= layout.max_chars_per_line
            assert fits or line in words | label_words
        text = "\n".join(cue.lines)
        limit = layout.chars_per_caption
        assert not limit or len(text) <= limit or text in words


@given(transcripts(), LAYOUTS)
def test_cues_have_a_length_never_overlap_and_lose_nothing(sentences, layout):
    cues = build_cues(sentences, layout)

    assert all(cue.start < cue.end for cue in cues)
    assert all(a.end <= b.start for a, b in itertools.pairwise(cues))
    said = "".join(line for cue in cues for line in cue.lines)
    assert letters(said) == letters("".join(s.text for s in sentences))


@given(transcripts(), LAYOUTS)
def test_a_cue_holds_the_words_of_one_speaker_only(sentences, layout):
    cues = build_cues(sentences, layout)

    expected = [(s.speaker, letters(s.text)) for s in sentences]
    for speaker, run in itertools.groupby(cues, key=lambda cue: cue.speaker):
        said = letters("".join(line for cue in run for line in cue.lines))
        while expected and expected[0][0] == speaker and said:
            assert said.startswith(expected[0][1])
            said = said.removeprefix(expected.pop(0)[1])
        assert said == ""
    assert expected == []


@given(transcripts(), LAYOUTS)
def test_a_cue_stays_until_it_is_read_or_the_next_one_comes(sentences, layout):
    cues = build_cues(sentences, layout)

    nexts = [cue.start for cue in cues[1:]]
    for cue, following in itertools.zip_longest(cues, nexts):
        characters = len("\n".join(cue.lines))
        in_time = 1000 * characters <= 21 * (cue.end - cue.start)
        assert in_time or cue.end in (following, cue.start + 1)


@given(transcripts(), LAYOUTS)
def test_a_label_is_there_wherever_it_fits_with_a_word(sentences, layout):
    for cue in build_cues(sentences, layout, labels={"A": "Ann:"}):
        text = " ".join(cue.lines)
        if cue.speaker != "A":
            assert not text.startswith("Ann:")
        elif not text.startswith("Ann: "):
            room = layout.chars_per_caption or 10_000
            first = text.split()[0]
            one_line = len(f"Ann: {first}") <= layout.max_chars_per_line
            assert (
                len(f"Ann: {first}") > room
                or (layout.max_lines == 1 and not one_line)
                or not text.isascii()
            )


def test_lines_are_balanced():
    sentence = spoken("Several rather ordinary words stand here side by side now.")

    (lines,) = shown([sentence], max_chars_per_line=42)

    assert len(lines) == 2
    assert abs(len(lines[0]) - len(lines[1])) < 10


def test_three_lines_are_balanced_too():
    sentence = spoken(
        "one three five seven nine eleven thirteen fifteen seventeen", pace=0.2
    )

    (lines,) = shown([sentence], max_lines=3, max_chars_per_line=25)

    assert lines == [
        "one three five seven",
        "nine eleven thirteen",
        "fifteen seventeen",
    ]


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("en", "She had never seen that house on the hill across the bay.", "house"),
        ("de", "Wir haben heute viel dazu gelernt und danach sehr gelacht.", "gelernt"),
    ],
)
def test_a_line_breaks_before_small_words_that_open_a_phrase(language, text, first):
    (lines,) = shown([spoken(text)], language=language, max_chars_per_line=36)

    assert lines[0].split()[-1] == first


def test_punctuation_is_a_better_break_than_length():
    text = "If you really want to see it, come with me to the old harbour tonight."

    cues = shown([spoken(text)], max_lines=1, language="en")

    assert cues[0] == ["If you really want to see it,"]


def test_a_gap_after_a_fast_cue_is_used_to_read_it():
    fast = spoken("These are very many words in very little time indeed.", pace=0.1)
    later = spoken("Yes.", start=10.0)

    first, _ = build_cues([fast, later], Layout())

    characters = len("\n".join(first.lines))
    assert first.end > 1000 * fast.end
    assert characters / ((first.end - first.start) / 1000) <= 21


def test_a_caption_is_no_longer_than_asked_for():
    text = "one two three four five six seven eight nine ten"

    cues = shown([spoken(text)], chars_per_caption=15)

    assert all(len("\n".join(lines)) <= 15 for lines in cues)
    assert len(cues) > 2


def test_a_label_counts_within_the_line():
    sentence = spoken("Good morning to you all.", speaker="A")
    limits = Layout(max_lines=1, max_chars_per_line=20)

    cues = build_cues([sentence], limits, labels={"A": "Ann:"})

    lines = [cue.lines[0] for cue in cues]
    assert all(line.startswith("Ann: ") and len(line) <= 20 for line in lines)
    assert len(lines) >= 2


def test_a_label_keeps_its_space_before_chinese():
    sentence = Sentence("你好。", 0.0, 1.0, (), None, "A")

    (cue,) = build_cues([sentence], Layout(), labels={"A": "Ann:"})

    assert cue.lines == ("Ann: 你好。",)
