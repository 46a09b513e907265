"""What was heard in one window of a file, and its form as JSON.

Pure. The pipeline makes passages; stored as checkpoints they spare a worker that takes
over a job the windows that are done.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import chain
from typing import Any

from transcriptions.transcript import (
    Notice,
    Redaction,
    Segment,
    Sentence,
    Span,
    Word,
    build_sentences,
)

#: Raised when the JSON form changes, or what engines are given: older passages then
#: no longer count.
FORM = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """All times are seconds of the file. `position` counts the windows from 0."""

    position: int
    start: float
    end: float
    segments: tuple[Segment, ...]
    language: str
    language_confidence: float | None
    voiced: tuple[Span, ...]
    notices: tuple[Notice, ...] = ()
    #: What was taken out of the segments, and what of it goes on in the next window.
    redactions: tuple[Redaction, ...] = ()
    carried: tuple[Redaction, ...] = ()
    #: Digests of the names that became known with it, for the windows after.
    named: tuple[str, ...] = ()
    #: What a diarizer heard; None where none listened, or where it failed.
    evidence: dict[str, Any] | None = field(default=None, repr=False)


def fingerprint(*circumstances: object) -> str:
    """A short name for all that passages depend on besides the audio."""
    parts = json.dumps([FORM, *circumstances])
    return hashlib.sha256(parts.encode()).hexdigest()[:32]


def to_json(passage: Passage) -> dict[str, Any]:
    """Everything but the evidence, which is JSON already and larger than the rest."""
    return {
        "position": passage.position,
        "start": passage.start,
        "end": passage.end,
        "language": passage.language,
        "language_confidence": passage.language_confidence,
        "voiced": [list(span) for span in passage.voiced],
        "notices": [asdict(notice) for notice in passage.notices],
        "redactions": [asdict(redaction) for redaction in passage.redactions],
        "carried": [asdict(redaction) for redaction in passage.carried],
        "named": list(passage.named),
        "segments": [_segment_to_json(segment) for segment in passage.segments],
    }


def from_json(data: dict[str, Any], evidence: dict[str, Any] | None = None) -> Passage:
    return Passage(
        position=data["position"],
        start=data["start"],
        end=data["end"],
        segments=tuple(_segment_from_json(one) for one in data["segments"]),
        language=data["language"],
        language_confidence=data["language_confidence"],
        voiced=tuple((start, end) for start, end in data["voiced"]),
        notices=tuple(Notice(**notice) for notice in data["notices"]),
        redactions=_redactions(data, "redactions"),
        carried=_redactions(data, "carried"),
        named=tuple(data.get("named", ())),
        evidence=evidence,
    )


def first_with_speech(passages: Sequence[Passage]) -> Passage | None:
    """The passage whose language is the file's; without any speech the first one."""
    spoken = (passage for passage in passages if passage.segments)
    return next(spoken, passages[0] if passages else None)


def sentences(
    passages: Sequence[Passage], segments: Iterable[Segment] | None = None
) -> list[Sentence]:
    """The sentences of the passages, or of their `segments` with speakers put in."""
    first = first_with_speech(passages)
    if segments is None:
        segments = chain.from_iterable(passage.segments for passage in passages)
    return build_sentences(list(segments), language=first.language if first else "")


def _redactions(data: dict[str, Any], name: str) -> tuple[Redaction, ...]:
    return tuple(Redaction(**one) for one in data.get(name, ()))


def _segment_to_json(segment: Segment) -> dict[str, Any]:
    return {
        "text": segment.text,
        "start": segment.start,
        "end": segment.end,
        "confidence": segment.confidence,
        "flags": list(segment.flags),
        "words": [
            [word.text, word.start, word.end, word.confidence, word.speaker]
            for word in segment.words
        ],
    }


def _segment_from_json(data: dict[str, Any]) -> Segment:
    return Segment(
        text=data["text"],
        start=data["start"],
        end=data["end"],
        words=tuple(Word(*word) for word in data["words"]),
        confidence=data["confidence"],
        flags=tuple(data["flags"]),
    )
