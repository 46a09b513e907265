"""Which terms the engine is told for a job: the job's own, then its organization's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from organizations.vocabulary import MAX_TERMS, each_once
from transcriptions.models import Transcription

GROUP, NAME = "transcription_options", "vocabulary"


def as_options(terms: Sequence[str]) -> dict[str, Any]:
    """What a job keeps of its own terms among its options, where they were asked."""
    return {GROUP: {NAME: list(terms)}} if terms else {}


def vocabulary_of(job: Transcription) -> tuple[str, ...]:
    """The terms for the engine, the most important first; at most `MAX_TERMS`."""
    own = (job.options.get(GROUP) or {}).get(NAME) or []
    return tuple(each_once([*own, *job.organization.vocabulary]))[:MAX_TERMS]
