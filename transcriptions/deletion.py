"""A job and all that came of it, gone: rows at once, files as soon as they can be."""

from __future__ import annotations

from billing import ledger
from transcriptions import erasure, lifecycle
from transcriptions.models import Transcription


def delete(job: Transcription, *, cause: ledger.Cause) -> bool:
    """Delete the job; True if all of its files are gone too.

    Raises ResourceNotFound if another was faster.
    """
    return erasure.erase(lifecycle.delete(job, cause=cause))
