from __future__ import annotations

import pytest
from hypothesis import given

from tests.transcriptions.random_transcripts import transcripts
from transcriptions.paragraphs import MOST_WORDS, build_paragraphs
from transcriptions.transcript import Sentence


def said(text, start, end, speaker=None, confidence=0.5):
    return Sentence(text, start, end, (), confidence, speaker)


def texts(*sentences):
    return [paragraph.text for paragraph in build_paragraphs(sentences)]


def test_sentences_that_follow_each_other_are_one_paragraph():
    (paragraph,) = build_paragraphs([said("One.", 1, 2), said("Two two.", 2.5, 4)])

    assert (paragraph.text, paragraph.start, paragraph.end) == ("One. Two two.", 1, 4)


def test_a_long_pause_begins_a_paragraph():
    assert texts(said("One.", 0, 1), said("Two.", 3, 4)) == ["One.", "Two."]


def test_another_speaker_begins_a_paragraph():
    first, second = said("Yes?", 0, 1, "A"), said("No.", 1, 2, "B")

    found = list(build_paragraphs([first, second]))

    assert [p.speaker for p in found] == ["A", "B"]


def test_after_enough_text_a_breath_begins_a_paragraph():
    long = said("word " * 60, 0, 20)

    assert len(texts(long, said("Then.", 20.5, 21))) == 1
    assert len(texts(long, said("Then.", 21.0, 22))) == 2


def test_a_paragraph_does_not_grow_without_end():
    sentences = [said("five words in a sentence.", n, n + 1) for n in range(100)]

    lengths = [len(text.split()) for text in texts(*sentences)]

    assert max(lengths) <= MOST_WORDS
    assert sum(lengths) == 500


def test_the_confidence_is_that_of_the_words():
    sentences = [
        said("One.", 0, 1, confidence=1.0),
        said("Two two two.", 1, 2, confidence=0.6),
        said("Three.", 2, 3, confidence=None),
    ]

    (paragraph,) = build_paragraphs(sentences)

    assert paragraph.confidence == pytest.approx(0.7)


def test_chinese_sentences_are_joined_without_space():
    assert texts(said("你好。", 0, 1), said("好。", 1, 2)) == ["你好。好。"]


def test_a_sentence_without_text_is_no_paragraph():
    assert texts(said("  ", 0, 1)) == []


@given(transcripts())
def test_no_sentence_is_lost_or_reordered(sentences):
    found = [
        s for paragraph in build_paragraphs(sentences) for s in paragraph.sentences
    ]

    assert found == sentences
