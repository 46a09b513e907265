"""What a client can do next with a job, as addresses."""

from __future__ import annotations

from django.urls import reverse
from rest_framework.request import Request

from transcriptions.models import Transcription
from transcriptions.states import Status


def of(request: Request, job: Transcription) -> dict[str, str]:
    actions = {"check_status": address(request, "transcription", job)}
    if job.status in (Status.QUEUED, Status.PROCESSING):
        actions["cancel"] = address(request, "cancel", job)
    if job.status == Status.FAILED:
        actions["retry"] = address(request, "retry", job)
    if job.status == Status.COMPLETED:
        actions |= readings(request, job)
    return actions


def readings(request: Request, job: Transcription) -> dict[str, str]:
    """The forms in which a transcript can be read."""
    found = {
        "get_paragraphs": address(request, "paragraphs", job),
        "get_sentences": address(request, "sentences", job),
        **{
            f"get_subtitles_{format}": address(request, "subtitles", job, format)
            for format in ("srt", "vtt", "txt")
        },
        "search": address(request, "search", job),
    }
    privacy = job.options.get("privacy_settings") or {}
    if privacy.get("pii_redaction_enabled"):
        found["redacted_audio"] = address(request, "redacted_audio", job)
    return found


def address(request: Request, name: str, job: Transcription, *more: str) -> str:
    """The absolute address of one of a job's resources."""
    path = reverse(f"transcriptions_api:{name}", args=[job.public_id, *more])
    return request.build_absolute_uri(path)
