"""Takes work back from workers that died, and rings for what nobody rang for."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from organizations.errors import ResourceNotFound
from transcriptions import doorbell, queue, redacted_audio, workers
from transcriptions.errors import LeaseLost
from transcriptions.lifecycle.analysing import (
    complete_analysed,
    put_back_analysis,
    waiting_for_analysis,
)
from transcriptions.lifecycle.moves import Lease
from transcriptions.lifecycle.redacting import redacted_audio_failed
from transcriptions.lifecycle.worker import fail, hand_back
from transcriptions.models import Transcription
from transcriptions.redacted_audio import Work
from transcriptions.states import Stage, Status

ANALYSIS_LOST = {
    "code": "ANALYSIS_FAILED",
    "message": "The analysis that was asked for could not be made on this server.",
}


def sweep(*, dead_workers: Sequence[str] = ()) -> int:
    """Take jobs back from workers that died; return how many.

    A worker is dead when its lease has run out, or when it is named as dead.
    """
    held = Transcription.objects.filter(status=Status.PROCESSING)
    expired = Q(lease_expires_at__lt=timezone.now())
    lost = held.filter(expired | Q(worker__in=[name for name in dead_workers if name]))
    swept = 0
    for job in lost.select_related("organization"):
        assert job.lease_token is not None
        swept += _release(Lease(job, job.lease_token))
    for work in redacted_audio.lost(dead_workers):
        _release_audio(work)
    doorbell.ring_missing(_waiting())
    doorbell.ring_missing_for_analysis(waiting_for_analysis().count())
    return swept


def _release(lease: Lease) -> bool:
    job = lease.transcription
    try:
        if job.stage == Stage.ANALYSING:
            _release_analysis(lease)
        elif job.claims < settings.MAX_CLAIMS:
            hand_back(lease, "The worker was lost.")
        else:
            fail(lease, "WORKER_LOST", _gave_up(job.claims))
    except LeaseLost:
        return False
    return True


def _release_analysis(lease: Lease) -> None:
    """Let it wait on; the transcript is given without where nobody would ever come."""
    job = lease.transcription
    if job.worker and job.claims < settings.MAX_CLAIMS:
        put_back_analysis(lease, "The worker was lost.")
    elif not job.worker and workers.analysts_alive().exists():
        put_back_analysis(lease, "All analysts are busy.")
    else:
        complete_analysed(lease, {}, [ANALYSIS_LOST])


def _release_audio(work: Work) -> None:
    try:
        if work.row.tries < settings.MAX_CLAIMS:
            redacted_audio.put_back(work)
        else:
            redacted_audio_failed(work, None)
    except (LeaseLost, ResourceNotFound):
        pass  # settled, or deleted meanwhile


def _gave_up(claims: int) -> str:
    return f"The transcription was started {claims} times and the worker was lost each time."


def _waiting() -> int:
    jobs = queue.waiting().filter(not_before__lte=timezone.now()).count()
    return jobs + redacted_audio.waiting().count()
