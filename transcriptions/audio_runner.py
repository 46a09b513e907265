"""One job's redacted audio in a worker: claim, render, verify, settle.

Only a transcription worker imports this, since its engine gives the proof. Nothing that
was said is logged.
"""

from __future__ import annotations

import logging
import tempfile
import time
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage

from transcriptions import (
    erasure,
    lease_keeper,
    lifecycle,
    preemption,
    presence,
    redacted_audio,
    redacted_words,
    resident,
    stored,
)
from transcriptions.audio import source
from transcriptions.errors import LeaseLost
from transcriptions.lease_keeper import Draining, LeaseKeeper
from transcriptions.options import redacted_audio_format, redacted_audio_method
from transcriptions.preemption import Preempted
from transcriptions.redacted_audio import Work
from transcriptions.redaction.redacted_file import Form, Redacted, redact

log = logging.getLogger(__name__)

#: Seconds before one that failed is tried again.
BACKOFF_S = 60.0
#: Seconds between two looks whether a transcription waits for this worker.
LOOK_EVERY_S = 2.0


def run_next() -> bool:
    """Make the redacted audio that waits longest; False if none does."""
    work = redacted_audio.claim(presence.name())
    if work is None:
        return False
    name = work.row.transcription.public_id
    log.info("%s: its redacted audio is claimed", name)
    try:
        _run(work)
    except LeaseLost:
        log.warning("%s: the lease of its redacted audio is lost.", name)
    return True


def _run(work: Work) -> None:
    try:
        with (
            lease_keeper.of_redacted_audio(work) as keeper,
            tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR) as file,
        ):
            made = _made(work, cast(BinaryIO, file), keeper)
            _give_out(work, made, cast(BinaryIO, file))
    except LeaseLost:
        raise
    except (Draining, Preempted):
        redacted_audio.put_back(work, counts=False)
    except Exception as error:
        # By its type alone: engines may tell in a message what they heard.
        log.error("Redacted audio failed: %s", type(error).__name__)
        _settle(work)


def _made(work: Work, target: BinaryIO, keeper: LeaseKeeper) -> Redacted:
    job = work.row.transcription
    words = redacted_words.of(job)
    looked = time.monotonic()

    def on_progress(seconds: float) -> None:
        nonlocal looked
        keeper.check()
        if time.monotonic() - looked > LOOK_EVERY_S:
            looked = time.monotonic()
            if preemption.should_yield_to_a_job(work.row):
                raise Preempted

    with default_storage.open(str(job.audio)) as original:
        return redact(
            cast(BinaryIO, original),
            target,
            words.spans(duration=float(job.duration_seconds)),
            kept=words.kept,
            form=Form(
                redacted_audio_method(job.options),
                redacted_audio_format(job.options),
            ),
            engine=resident.engine(),
            language=stored.language_of(job),
            on_progress=on_progress,
        )


def _give_out(work: Work, made: Redacted, file: BinaryIO) -> None:
    """Store what was verified; what was not is never stored."""
    verification = made.verification.as_json()
    if not made.verification.passed:
        lifecycle.redacted_audio_failed(work, verification)
        return
    file.seek(0)
    organization = work.row.transcription.organization.public_id
    name = default_storage.save(source.new_name(organization), File(file))
    try:
        names = lifecycle.redacted_audio_ready(work, name, verification)
    except BaseException:
        default_storage.delete(name)
        raise
    erasure.erase(names)


def _settle(work: Work) -> None:
    """Try again later, or give up: then none is given out."""
    tries = work.row.tries
    if tries < settings.MAX_CLAIMS:
        redacted_audio.put_back(work, delay=BACKOFF_S * tries)
    else:
        lifecycle.redacted_audio_failed(work, None)
