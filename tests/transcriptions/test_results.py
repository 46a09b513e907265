"""What is stored of a transcript: rows of sentences, and the result block."""

from __future__ import annotations

from dataclasses import replace

from transcriptions import results
from transcriptions.engines.base import EngineInfo
from transcriptions.pipeline import Spoken
from transcriptions.transcript import Notice, Redaction, Sentence, Word


def said(text, start, speaker=None, flags=()):
    words = tuple(
        Word(word, start + at, start + at + 0.5, 0.5, speaker)
        for at, word in enumerate(text.split())
    )
    return Sentence(text, start, words[-1].end, words, 0.5, speaker, flags)


SPOKEN = Spoken(
    sentences=(said("Good morning.", 0.0, "S1"), said("Hello.", 3.0, "S2")),
    language="en",
    language_confidence=None,
    duration=10.0,
    speech_seconds=4.0,
    engine=EngineInfo("whisperx", "tiny", "3"),
    diarized=True,
)
DIARIZED = {"speaker_analysis": {"diarization_enabled": True}}


def codes(result):
    return [warning["code"] for warning in result["quality"]["warnings"]]


def test_speakers_and_what_they_said_are_told():
    result = results.summary(SPOKEN, DIARIZED)

    assert result["speakers"] == [
        {"speaker": "S1", "name": None, "talk_seconds": 1.5, "words": 2},
        {"speaker": "S2", "name": None, "talk_seconds": 0.5, "words": 1},
    ]
    assert [(u["speaker"], u["text"]) for u in result["utterances"]] == [
        ("S1", "Good morning."),
        ("S2", "Hello."),
    ]
    assert result["utterances"][1] == {
        "speaker": "S2",
        "text": "Hello.",
        "start": 3.0,
        "end": 3.5,
        "confidence": 0.5,
    }
    assert codes(result) == []


def test_speakers_that_nobody_asked_for_are_null_without_a_warning():
    result = results.summary(replace(SPOKEN, diarized=False), {})

    assert (result["speakers"], result["utterances"]) == (None, None)
    assert codes(result) == []


def test_speakers_that_could_not_be_told_are_null_with_one_warning():
    result = results.summary(replace(SPOKEN, diarized=False), DIARIZED)

    assert (result["speakers"], result["utterances"]) == (None, None)
    assert codes(result) == ["DIARIZATION_FAILED"]


def test_silence_has_no_speakers():
    silent = replace(SPOKEN, sentences=(), speech_seconds=0.0)

    result = results.summary(silent, DIARIZED)

    assert (result["speakers"], result["utterances"]) == ([], [])
    assert codes(result) == ["NO_SPEECH"]


def test_notices_become_warnings():
    notice = Notice("WORD_TIMES_ESTIMATED", "Some times are estimates.")

    result = results.summary(replace(SPOKEN, notices=(notice,)), DIARIZED)

    assert result["quality"]["warnings"] == [
        {"code": "WORD_TIMES_ESTIMATED", "message": "Some times are estimates."}
    ]


def test_suspect_sentences_are_flagged_and_their_time_is_told():
    suspect = said("La la la.", 5.0, "S1", ("REPETITION",))
    spoken = replace(SPOKEN, sentences=(*SPOKEN.sentences, suspect))

    result = results.summary(spoken, DIARIZED)
    rows = results.sentences(spoken)

    assert result["quality"]["suspect_seconds"] == 2.5
    assert [row.flags for row in rows] == [[], [], ["REPETITION"]]
    assert [row.speaker for row in rows] == ["S1", "S2", "S1"]


def test_what_was_taken_out_is_told_by_place_and_number():
    """What goes on over a window's edge is one, in two places."""
    redactions = (
        Redaction("phone_number", 1.0, 2.0),
        Redaction("phone_number", 2.0, 3.0, continues=True),
        Redaction("person_name", 5.0, 6.0),
    )
    options = {
        "privacy_settings": {
            "pii_redaction_enabled": True,
            "pii_policies": ["person_name", "phone_number", "url"],
        }
    }

    told = results.summary(replace(SPOKEN, redactions=redactions), options)["redaction"]

    assert told["counts"] == {"person_name": 1, "phone_number": 1}
    assert told["policies"] == ["person_name", "phone_number", "url"]
    assert told["substitution"] == "entity_name"
    assert told["spans"][1] == {"policy": "phone_number", "start": 2.0, "end": 3.0}
    assert len(told["spans"]) == 3


def test_without_redaction_nothing_is_told_of_it():
    assert results.summary(SPOKEN, {})["redaction"] is None
