"""Takes jobs back from workers that died, and rings for jobs that nobody rang for."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils import timezone

from transcriptions import doorbell, queue
from transcriptions.errors import LeaseLost
from transcriptions.lifecycle.moves import Lease
from transcriptions.lifecycle.worker import fail, hand_back
from transcriptions.models import Transcription
from transcriptions.states import Status


def sweep(*, dead_workers: Sequence[str] = ()) -> int:
    """Take jobs back from workers that died; return how many.

    A worker is dead when its lease has run out, or when it is named as dead.
    """
    expired = Transcription.objects.filter(
        status=Status.PROCESSING, lease_expires_at__lt=timezone.now()
    )
    named = Transcription.objects.filter(
        status=Status.PROCESSING, worker__in=list(dead_workers)
    )
    swept = 0
    for job in (expired | named).select_related("organization"):
        assert job.lease_token is not None
        swept += _release(Lease(job, job.lease_token))
    doorbell.ring_missing(_waiting())
    return swept


def _release(lease: Lease) -> bool:
    job = lease.transcription
    try:
        if job.claims < settings.MAX_CLAIMS:
            hand_back(lease, "The worker was lost.")
        else:
            fail(lease, "WORKER_LOST", _gave_up(job.claims))
    except LeaseLost:
        return False
    return True


def _gave_up(claims: int) -> str:
    return f"The transcription was started {claims} times and the worker was lost each time."


def _waiting() -> int:
    return queue.waiting().filter(not_before__lte=timezone.now()).count()
