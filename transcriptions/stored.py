"""Transcripts as they lie in the database, read back as the pure values."""

from __future__ import annotations

from typing import Any

from transcriptions import models
from transcriptions.errors import TranscriptionFailed, TranscriptionNotReady
from transcriptions.models import Transcription
from transcriptions.states import ENDED, Status
from transcriptions.transcript import Sentence, Word


def sentences_of(transcription: Transcription, *, words: bool = True) -> list[Sentence]:
    """The transcript from start to end, one query; without `words` it is a fast one."""
    rows = transcription.sentences.order_by("position")
    if not words:
        rows = rows.defer("words")
    return [_sentence(row, words=words) for row in rows]


def speaker_names(transcription: Transcription) -> dict[str, str]:
    """The names of the speakers that have one."""
    speakers = (transcription.result or {}).get("speakers") or []
    return {s["speaker"]: s["name"] for s in speakers if s.get("name")}


def language_of(transcription: Transcription) -> str:
    """What was heard, or, as long as that is not known, what was asked for."""
    heard = (transcription.result or {}).get("language_code")
    return str(heard or transcription.language)


def require_result(transcription: Transcription) -> None:
    """Raise TranscriptionNotReady or TranscriptionFailed, unless it is completed."""
    status = transcription.status
    if status not in ENDED:
        raise TranscriptionNotReady(
            system_message=f"The job is {status}.", details={"status": status}
        )
    if status != Status.COMPLETED:
        reason = transcription.failure_message or "It was cancelled."
        raise TranscriptionFailed(
            system_message=f"The job is {status}: {reason}",
            details={"status": status, "reason": reason},
        )


def _sentence(row: models.Sentence, *, words: bool) -> Sentence:
    return Sentence(
        text=row.text,
        start=row.start,
        end=row.end,
        words=tuple(_word(word) for word in row.words) if words else (),
        confidence=row.confidence,
        speaker=row.speaker or None,
        flags=tuple(row.flags),
    )


def _word(stored: dict[str, Any]) -> Word:
    return Word(
        text=stored["text"],
        start=stored["start"],
        end=stored["end"],
        confidence=stored.get("confidence"),
        speaker=stored.get("speaker"),
    )
