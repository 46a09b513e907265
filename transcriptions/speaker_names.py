"""The names that people give to the speakers of a transcript; their sole writer.

A name stands beside the label that the diarizer gave (`S1`), which stays the key: the
sentences are not touched, and every reader of `result.speakers` has the name.
"""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone

from organizations.errors import ResourceNotFound
from transcriptions.errors import InvalidField
from transcriptions.models import Transcription
from transcriptions.states import Status

LONGEST = 60
#: Tries to write between the writes of others.
TRIES = 5


def rename(job: Transcription, speaker: str, name: str) -> str:
    """Name a speaker of a completed job, or with an empty name unname; return the name.

    Raises InvalidField for a name that can't be shown, ResourceNotFound for a speaker
    that the transcript does not have.
    """
    name = _cleaned(name)
    for _ in range(TRIES):
        written = _renamed(job, speaker, name)
        job.refresh_from_db(fields=["result", "version", "status"])
        if written:
            return name
    raise RuntimeError(f"{job.public_id} was changed by others {TRIES} times.")


def _renamed(job: Transcription, speaker: str, name: str) -> bool:
    """Write the name unless the row has changed since it was read."""
    result = _with_name(job, speaker, name)
    unchanged = Transcription.objects.filter(
        pk=job.pk, status=Status.COMPLETED, version=job.version
    )
    # A new version, so that no cache and no other page goes on showing the old name.
    written = unchanged.update(
        result=result, version=F("version") + 1, updated_at=timezone.now()
    )
    return bool(written)


def _with_name(job: Transcription, speaker: str, name: str) -> dict[str, Any]:
    result = job.result or {}
    speakers = result.get("speakers") or []
    if speaker not in [each["speaker"] for each in speakers]:
        raise ResourceNotFound
    named = [
        {**each, "name": name or None} if each["speaker"] == speaker else each
        for each in speakers
    ]
    return {**result, "speakers": named}


def _cleaned(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST:
        raise _wrong(f"Give a name of at most {LONGEST} characters.")
    if not name.isprintable():
        raise _wrong("Give a name without control characters.")
    return name


def _wrong(reason: str) -> InvalidField:
    return InvalidField({"name": [reason]})
