"""A completed transcript as a file with a name and a type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from transcriptions import events, exports, stored
from transcriptions.models import Transcription
from transcriptions.states import Status
from transcriptions.transcript import Sentence

FORMATS: dict[str, tuple[str, Callable[[Sequence[Sentence]], str]]] = {
    "srt": ("text/plain; charset=utf-8", exports.srt),
    "vtt": ("text/vtt; charset=utf-8", exports.vtt),
    "txt": ("text/plain; charset=utf-8", exports.txt),
}


@dataclass(frozen=True)
class Download:
    filename: str
    content_type: str
    content: str


def of(job: Transcription, fmt: str) -> Download:
    """Raises LookupError for an unknown format, or before the job is completed."""
    if job.status != Status.COMPLETED:
        raise LookupError(job.status)
    sentences = stored.sentences_of(job)
    if fmt == "json":
        content_type, content = "application/json", _document(job, sentences)
    else:
        content_type, write = FORMATS[fmt]
        content = write(sentences)
    return Download(f"{PurePath(job.filename).stem}.{fmt}", content_type, content)


def _document(job: Transcription, sentences: Sequence[Sentence]) -> str:
    meta = {"filename": job.filename, **events.job(job), **(job.result or {})}
    return exports.json_document(sentences, meta)
