"""Whether a file is audio that the service takes, and how long it is."""

from __future__ import annotations

from typing import BinaryIO

from django.conf import settings

from transcriptions.audio.probe import AudioProbe, measure, probe
from transcriptions.errors import AudioTooLarge


def examine(file: BinaryIO) -> AudioProbe:
    """Probe a local file to its exact duration, reading all of it only if need be.

    Raises UnsupportedAudio and AudioTooLarge.
    """
    found = probe(file)
    if not found.exact:
        file.seek(0)
        found = measure(file, stop_after=settings.MAX_DURATION_S)
    check_duration(found)
    return found


def check_duration(found: AudioProbe) -> None:
    limit = settings.MAX_DURATION_S
    if found.duration_seconds > limit:
        raise AudioTooLarge(
            f"The audio is longer than {limit / 3600:g} hours.",
            details={
                "reason": f"The audio is longer than {limit / 3600:g} hours.",
                "duration_seconds": float(found.duration_seconds),
                "max_duration_seconds": limit,
            },
        )
