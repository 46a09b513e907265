"""From what the pipeline heard to what is stored: sentence rows and the result block.

A feature that was not asked for is null. One that was asked for and can't be given is
null too, with a warning; nothing is invented and nothing is silently left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from transcriptions import quality, speakers
from transcriptions.listening import SPEAKERS_FAILED
from transcriptions.models import Sentence
from transcriptions.options import redaction_policies, substitution, wants_speakers
from transcriptions.pipeline import Spoken
from transcriptions.transcript import Notice, Word, mean_confidence
from transcriptions.transcript import Sentence as SpokenSentence


def sentences(spoken: Spoken) -> list[Sentence]:
    """Rows for the sentences, not yet stored and not yet of any transcription."""
    return [
        Sentence(
            position=position,
            text=sentence.text,
            start=sentence.start,
            end=sentence.end,
            confidence=_rounded(sentence.confidence),
            speaker=sentence.speaker or "",
            flags=list(sentence.flags),
            words=[_word(word) for word in sentence.words],
        )
        for position, sentence in enumerate(spoken.sentences)
    ]


def summary(spoken: Spoken, options: Mapping[str, Any]) -> dict[str, Any]:
    """The result block without text and analysis, as the read endpoint gives it."""
    words = (word for sentence in spoken.sentences for word in sentence.words)
    confidence = _rounded(mean_confidence(words))
    told = spoken.sentences if spoken.diarized else None
    return {
        "confidence": confidence,
        "language_code": spoken.language,
        "language_confidence": _rounded(spoken.language_confidence),
        "words_count": sum(_count(s.text) for s in spoken.sentences),
        "speakers": None if told is None else _speakers(told),
        "utterances": None if told is None else _utterances(told),
        "sentiment_analysis": None,
        "entities": None,
        "auto_highlights": None,
        "summary": None,
        "analysis": {},
        "redaction": _redaction(spoken, options),
        "quality": {
            "speech_seconds": spoken.speech_seconds,
            "coverage": _coverage(spoken),
            "mean_confidence": confidence,
            "suspect_seconds": quality.suspect_seconds(spoken.sentences),
            "warnings": list(_warnings(spoken, options)),
        },
        "engine": asdict(spoken.engine),
    }


def _warnings(spoken: Spoken, options: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    if not spoken.sentences:
        yield {"code": "NO_SPEECH", "message": "No speech was found in the audio."}
    for notice in _notices(spoken, options):
        yield {"code": notice.code, "message": notice.message}


def _notices(spoken: Spoken, options: Mapping[str, Any]) -> list[Notice]:
    notices = list(spoken.notices)
    if wants_speakers(options) and not spoken.diarized:
        notices.append(SPEAKERS_FAILED)
    return list(dict.fromkeys(notices))


def _coverage(spoken: Spoken) -> float:
    """The share of the audio that is speech."""
    if not spoken.duration:
        return 0.0
    return round(min(1.0, spoken.speech_seconds / spoken.duration), 3)


def _speakers(sentences: Sequence[SpokenSentence]) -> list[dict[str, Any]]:
    return [asdict(one) for one in speakers.talk(sentences)]


def _utterances(sentences: Sequence[SpokenSentence]) -> list[dict[str, Any]]:
    return [
        {**asdict(one), "confidence": _rounded(one.confidence)}
        for one in speakers.utterances(sentences)
    ]


def _redaction(spoken: Spoken, options: Mapping[str, Any]) -> dict[str, Any] | None:
    """What was taken out, where, and how often; a number over two windows counts once."""
    if spoken.redactions is None:
        return None
    counts = Counter(r.policy for r in spoken.redactions if not r.continues)
    return {
        "substitution": substitution(options),
        "policies": redaction_policies(options),
        "counts": dict(sorted(counts.items())),
        "spans": [
            {"policy": r.policy, "start": r.start, "end": r.end}
            for r in spoken.redactions
        ],
    }


def _word(word: Word) -> dict[str, Any]:
    return {
        "text": word.text,
        "start": word.start,
        "end": word.end,
        "confidence": _rounded(word.confidence),
        "speaker": word.speaker,
    }


def _count(text: str) -> int:
    return len(text.split())


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
