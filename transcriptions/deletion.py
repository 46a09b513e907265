"""A job and all that came of it, gone: rows at once, files as soon as they can be."""

from __future__ import annotations

from django.db import transaction

from billing import ledger
from organizations import audit
from organizations.models_audit import Action
from transcriptions import erasure, lifecycle
from transcriptions.models import Transcription


def delete(job: Transcription, *, cause: ledger.Cause) -> bool:
    """Delete the job and note who did; True if all of its files are gone too.

    Raises ResourceNotFound if another was faster.
    """
    with transaction.atomic(durable=True):
        names = lifecycle.delete(job, cause=cause)
        audit.record(
            Action.TRANSCRIPTION_DELETED,
            organization=job.organization,
            actor=cause.actor,
            target=job.public_id,
            reason=cause.reason,
        )
    return erasure.erase(names)
