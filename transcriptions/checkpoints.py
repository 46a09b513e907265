"""The finished windows of an unfinished job, as `lifecycle.checkpoint` keeps them."""

from __future__ import annotations

from typing import Any

from transcriptions import passages
from transcriptions.models import Transcription
from transcriptions.passages import Passage
from transcriptions.transcript import Sentence

#: Percent of a job that are done before its audio is worked on, and after it.
BEFORE, AFTER = 5, 98


def known(job: Transcription, fingerprint: str) -> list[Passage]:
    """What need not be heard again under the circumstances of `fingerprint`."""
    rows = job.checkpoints.filter(fingerprint=fingerprint).order_by("position")
    pairs = rows.values_list("data", "evidence")
    return [passages.from_json(data, evidence) for data, evidence in pairs]


def partial_sentences(job: Transcription) -> list[Sentence]:
    """The text so far of a job that is not completed; one query.

    Without speakers, which are told at the end. What is to be redacted is so already.
    """
    rows = job.checkpoints.order_by("position").values_list("data", flat=True)
    return passages.sentences([passages.from_json(data) for data in rows])


def percent(job: Transcription, seconds: float) -> float:
    """How much of the job is done when `seconds` of its audio are."""
    share = min(1.0, seconds / float(job.duration_seconds))
    return BEFORE + (AFTER - BEFORE) * share


def standing(job: Transcription) -> dict[str, Any]:
    """The fields that say how far a job is, by what is kept of it."""
    ends = job.checkpoints.order_by("-position").values_list("data__end", flat=True)
    done = ends.first()
    if done is None:
        return {"percent": 0, "transcribed_seconds": 0.0}
    return {"percent": int(percent(job, done)), "transcribed_seconds": done}
