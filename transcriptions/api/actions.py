"""What a client can do next with a job, as addresses."""

from __future__ import annotations

from rest_framework.request import Request

from transcriptions.api import links
from transcriptions.models import Transcription
from transcriptions.options import wants_redaction
from transcriptions.states import Status


def of(request: Request, job: Transcription) -> dict[str, str]:
    actions = {"check_status": links.address(request, job, "transcription")}
    if job.status in (Status.QUEUED, Status.PROCESSING):
        actions["cancel"] = links.address(request, job, "cancel")
    if job.status == Status.FAILED:
        actions["retry"] = links.address(request, job, "retry")
    if job.status == Status.COMPLETED:
        actions |= links.texts(request, job)
    if job.status == Status.COMPLETED and wants_redaction(job.options):
        actions["redacted_audio"] = links.address(request, job, "redacted_audio")
    return actions
