"""What is named in sentences, with the real recognizers."""

from __future__ import annotations

import pytest

from transcriptions.analysis.base import AnalyserUnavailable, LanguageNotSupported
from transcriptions.analysis.entity_finder import RecognizedEntities
from transcriptions.transcript import Sentence, Word


def said(text, start=0.0):
    words = tuple(
        Word(word, start + at, start + at + 0.5, 0.9)
        for at, word in enumerate(text.split())
    )
    return Sentence(text, start, words[-1].end, words, 0.9)


def found(*sentences, language="en"):
    finder = RecognizedEntities()
    return finder.entities(sentences, language, lambda share: None)


def test_what_is_named_has_its_type_text_and_times():
    entities = found(said("My name is Anna Schmidt."), said("I live in Berlin.", 10.0))

    assert [(e.entity_type, e.text, e.start, e.end) for e in entities] == [
        ("person_name", "Anna Schmidt", 3.0, 4.5),
        ("location", "Berlin", 13.0, 13.5),
    ]


def test_what_was_redacted_names_nothing():
    assert found(said("My name is [PERSON_NAME]."), said("Call #### today.")) == []


def test_a_transcript_without_words_names_nothing():
    assert found() == []


def test_a_language_of_which_only_patterns_are_known_is_not_served():
    with pytest.raises(LanguageNotSupported):
        found(said("anna@example.com"), language="ja")


def test_what_the_report_raises_ends_the_work():
    class Stopped(Exception):
        pass

    def stop(share):
        raise Stopped

    with pytest.raises(Stopped):
        RecognizedEntities().entities([said("I live in Berlin.")], "en", stop)


def test_a_pipeline_that_is_not_there_is_told_by_its_name():
    finder = RecognizedEntities("/nowhere/names")

    assert (finder.info.name, finder.info.model) == ("spacy", "/nowhere/names")
    with pytest.raises(AnalyserUnavailable, match="/nowhere/names"):
        finder.entities([said("I live in Berlin.")], "en", lambda share: None)
