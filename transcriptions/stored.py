"""Transcripts as they lie in the database, read back as the pure values."""

from __future__ import annotations

from typing import Any

from transcriptions import models
from transcriptions.models import Transcription
from transcriptions.transcript import Sentence, Word


def sentences_of(transcription: Transcription) -> list[Sentence]:
    """The transcript from start to end; one query."""
    return [_sentence(row) for row in transcription.sentences.order_by("position")]


def _sentence(row: models.Sentence) -> Sentence:
    return Sentence(
        text=row.text,
        start=row.start,
        end=row.end,
        words=tuple(_word(word) for word in row.words),
        confidence=row.confidence,
        speaker=row.speaker or None,
    )


def _word(stored: dict[str, Any]) -> Word:
    return Word(
        text=stored["text"],
        start=stored["start"],
        end=stored["end"],
        confidence=stored.get("confidence"),
        speaker=stored.get("speaker"),
    )
