"""Which workers are alive, as `transcriptions.presence` wrote it down."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from transcriptions.models import Transcription, Worker
from transcriptions.models_redaction import RedactedAudio
from transcriptions.states import Status

#: A worker that was not seen for this long counts as gone.
SEEN_WITHIN = timedelta(minutes=1)


#: Of a worker: whether it holds a job, or makes redacted audio.
IS_BUSY = Exists(
    Transcription.objects.filter(status=Status.PROCESSING, worker=OuterRef("name"))
) | Exists(
    RedactedAudio.objects.filter(lease_token__isnull=False, worker=OuterRef("name"))
)


def alive() -> QuerySet[Worker]:
    """Those that transcribe."""
    return _seen().filter(queue=Worker.Queue.TRANSCRIBE)


def analysts_alive() -> QuerySet[Worker]:
    """Those that analyse what was transcribed."""
    return _seen().filter(queue=Worker.Queue.ANALYSE)


def _seen() -> QuerySet[Worker]:
    return Worker.objects.filter(seen_at__gte=timezone.now() - SEEN_WITHIN)


def host_of(name: str) -> str:
    """The host in a worker's name, which is `host/pid/start`."""
    return name.partition("/")[0]
