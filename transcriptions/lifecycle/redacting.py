"""What becomes of a completed job when its redacted audio is there, or never will be."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from transcriptions import redacted_audio, webhooks
from transcriptions.lifecycle import moves
from transcriptions.lifecycle.ending import erase_original, with_warnings
from transcriptions.lifecycle.moves import Type
from transcriptions.models import Transcription
from transcriptions.models_redaction import RedactedAudio
from transcriptions.models_webhooks import WebhookEvent
from transcriptions.redacted_audio import Work
from transcriptions.states import Status

State = RedactedAudio.State

UNVERIFIED = {
    "code": "REDACTED_AUDIO_UNVERIFIED",
    "message": "The redacted audio could not be verified, so it is not given out.",
}


@transaction.atomic(durable=True)
def redacted_audio_ready(
    work: Work, file: str, verification: dict[str, Any]
) -> list[str]:
    """Give out the redacted audio; return the stored files that must go, as `delete`.

    The original goes, unless KEEP_ORIGINAL_AUDIO says otherwise. Raises LeaseLost.
    """
    job = moves.locked(work.row.transcription)
    redacted_audio.settle(work, State.AVAILABLE, verification, file)
    kept = settings.KEEP_ORIGINAL_AUDIO
    names = [] if kept else erase_original(job)
    _change(job, **({} if kept else {"audio": ""}))
    moves.tell(job, Type.AUDIO, "The redacted audio is ready.")
    webhooks.enqueue(job, WebhookEvent.REDACTED_AUDIO_READY)
    return names


@transaction.atomic(durable=True)
def redacted_audio_failed(work: Work, verification: dict[str, Any] | None) -> None:
    """Give none out and say so in the result. Raises LeaseLost."""
    job = moves.locked(work.row.transcription)
    redacted_audio.settle(work, State.UNVERIFIED, verification)
    _change(job, result=with_warnings(job.result or {}, [UNVERIFIED]))
    moves.tell(job, Type.AUDIO, UNVERIFIED["message"])


def _change(job: Transcription, **fields: Any) -> None:
    Transcription.objects.filter(pk=job.pk, status=Status.COMPLETED).update(
        version=F("version") + 1, updated_at=timezone.now(), **fields
    )
