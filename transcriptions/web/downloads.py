"""A completed transcript as a file with a name and a type."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from transcriptions import events, exports, stored
from transcriptions.models import Transcription
from transcriptions.states import Status


@dataclass(frozen=True)
class Download:
    filename: str
    content_type: str
    content: str


def of(job: Transcription, fmt: str) -> Download:
    """Raises LookupError for an unknown format, or before the job is completed."""
    if job.status != Status.COMPLETED:
        raise LookupError(job.status)
    content_type = exports.CONTENT_TYPES[fmt]
    meta = {"filename": job.filename, **events.job(job), **(job.result or {})}
    content = exports.document(
        fmt,
        stored.sentences_of(job),
        language=stored.language_of(job),
        meta=meta,
    )
    return Download(f"{PurePath(job.filename).stem}.{fmt}", content_type, content)
