"""Which audio of a job can be heard: the source, or only what was redacted of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import IO

from django.core.files.storage import default_storage

from transcriptions.models import Transcription
from transcriptions.models_redaction import RedactedAudio
from transcriptions.options import redacted_audio_format, wants_redaction
from transcriptions.states import ENDED

State = RedactedAudio.State


class Audible(StrEnum):
    ORIGINAL = "original"
    #: The redacted audio, verified.
    REDACTED = "redacted"
    #: The redacted audio is being made; until then none is to be heard.
    PENDING = "pending"
    #: It could not be verified, so none is to be heard.
    UNVERIFIED = "unverified"
    #: The job ended without a redacted transcript, so there will be none.
    NONE = "none"


@dataclass(frozen=True)
class Playback:
    """`name` is the file's in the storage, empty where there is nothing to be heard."""

    audible: Audible
    name: str = ""
    content_type: str = ""

    def open(self) -> IO[bytes]:
        """Raises FileNotFoundError where there is nothing to be heard."""
        if not self.name:
            raise FileNotFoundError
        file: IO[bytes] = default_storage.open(self.name)
        return file


def of(job: Transcription) -> Playback:
    """The original of a job that is redacted is for the workers alone."""
    if not wants_redaction(job.options):
        return Playback(Audible.ORIGINAL, str(job.audio), job.content_type)
    made = RedactedAudio.objects.filter(transcription=job).first()
    if made is None and job.status in ENDED:
        return Playback(Audible.NONE)
    if made is None or made.state == State.PENDING:
        return Playback(Audible.PENDING)
    if made.state == State.UNVERIFIED:
        return Playback(Audible.UNVERIFIED)
    content_type = redacted_audio_format(job.options).content_type
    return Playback(Audible.REDACTED, str(made.file), content_type)
