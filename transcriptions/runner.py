"""One job in a worker: claim, fetch, transcribe, settle, and the error policy.

Only a transcription worker imports this.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from dataclasses import asdict
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage

from aitronos_site.lib.draining import draining
from transcriptions import (
    audio_runner,
    checkpoints,
    fetching,
    lease_keeper,
    lifecycle,
    pipeline,
    preemption,
    presence,
    redacted_audio,
    redacting,
    resident,
    results,
    settlement,
    speeds,
)
from transcriptions.diarization.base import Diarizer
from transcriptions.errors import LeaseLost
from transcriptions.failures import Failure, failure_of
from transcriptions.lease_keeper import Draining, LeaseKeeper, TookTooLong
from transcriptions.lifecycle import Lease
from transcriptions.models import Transcription
from transcriptions.options import (
    expected_speakers,
    wanted_features,
    wants_redaction,
    wants_speakers,
)
from transcriptions.passages import Passage
from transcriptions.preemption import Preempted
from transcriptions.states import Stage
from transcriptions.vocabulary import vocabulary_of

log = logging.getLogger(__name__)

#: Seconds before a job that failed for a passing reason is tried again.
BACKOFF_S = 20.0
#: Seconds between two progress reports of a job.
REPORT_EVERY_S = 1.0
#: A job with so few seconds left is finished before a more urgent one.
LAST_SECONDS = 5.0


def run_next() -> bool:
    """Work on the most urgent job that waits; False if there is nothing to do.

    Redacted audio is made when no job waits, or when it has waited for too long.
    """
    if draining.is_set():
        return False
    late = redacted_audio.one_is_overdue() and not preemption.an_urgent_job_waits()
    if late and audio_runner.run_next():
        return True
    lease = lifecycle.claim(presence.name())
    if lease is None:
        return audio_runner.run_next()
    log.info("%s claimed", lease.transcription.public_id)
    try:
        _run(lease)
    except LeaseLost:
        log.warning("%s: the lease is lost.", lease.transcription.public_id)
    return True


def _run(lease: Lease) -> None:
    try:
        with lease_keeper.of_job(lease) as keeper:
            spoken = _transcribe(lease, keeper)
            _report(lease, Stage.SAVING, 99, spoken.duration)
            _complete(lease, spoken)
    except LeaseLost:
        raise
    except Preempted:
        lifecycle.hand_back(lease, "An urgent job goes first.", counts=False)
    except Draining:
        lifecycle.hand_back(lease, "The worker was stopped.", counts=False)
    except TookTooLong:
        lifecycle.fail(lease, "TIMED_OUT", "The transcription took too long.")
    except Exception as error:
        failure = failure_of(error)
        if failure.is_ours:
            _log(error, lease.transcription)
        _settle(lease, failure)


def _log(error: Exception, job: Transcription) -> None:
    """Of a job that is redacted only the kind of error: its message may tell what was said."""
    if wants_redaction(job.options):
        log.error("%s failed: %s", job.public_id, type(error).__name__)
    else:
        log.error("%s failed.", job.public_id, exc_info=error)


def _transcribe(lease: Lease, keeper: LeaseKeeper) -> pipeline.Spoken:
    job = lease.transcription
    if not job.audio:
        _fetch(lease, keeper)
    _report(lease, Stage.LOADING, max(checkpoints.BEFORE, job.percent))
    engine, diarizer, order = resident.engine(), _diarizer(job), _order(job)
    gate = redacting.gate(job.options, job.public_id)
    fingerprint = pipeline.fingerprint(engine, diarizer, order, gate)
    known = checkpoints.known(job, fingerprint)
    report = _Reporter(lease, keeper, done=known[-1].end if known else 0.0)
    asked = wants_speakers(job.options)
    laps = speeds.Laps(asdict(engine.info), with_speakers=asked)
    with default_storage.open(str(job.audio)) as file:
        return pipeline.transcribe(
            cast(BinaryIO, file),
            engine,
            order,
            diarizer=diarizer,
            gate=gate,
            known=known,
            on_progress=report.transcribed,
            on_passage=lambda passage: _keep(lease, passage, fingerprint, laps),
        )


def _order(job: Transcription) -> pipeline.Order:
    return pipeline.Order(
        language=job.language,
        declared_seconds=float(job.duration_seconds),
        window_seconds=settings.WINDOW_S,
        vocabulary=vocabulary_of(job),
        expected_speakers=expected_speakers(job.options),
    )


def _diarizer(job: Transcription) -> Diarizer | None:
    """None where nobody asked for speakers, or where nobody here can tell them."""
    if not wants_speakers(job.options):
        return None
    try:
        return resident.diarizer()
    except Exception:
        log.exception("No diarizer could be loaded.")
        return None


def _keep(lease: Lease, passage: Passage, fingerprint: str, laps: speeds.Laps) -> None:
    """Checkpoint a window that is done. Raises Preempted if another job must be next.

    A window that still waits to be redacted is then heard again.
    """
    job = lease.transcription
    percent = math.floor(checkpoints.percent(job, passage.end))
    lifecycle.checkpoint(lease, passage, fingerprint, percent)
    laps.lap(passage.end - passage.start)
    more = float(job.duration_seconds) - passage.end > LAST_SECONDS
    if more and preemption.should_yield(job):
        raise Preempted


def _fetch(lease: Lease, keeper: LeaseKeeper) -> None:
    job = lease.transcription
    report = _Reporter(lease, keeper)
    name = fetching.fetch(
        job.audio_url,
        job.organization.public_id,
        lambda share: report(Stage.FETCHING, checkpoints.BEFORE * share),
    )
    try:
        lifecycle.keep_audio(lease, name)
    except LeaseLost:
        default_storage.delete(name)
        raise


def _complete(lease: Lease, spoken: pipeline.Spoken) -> None:
    """End the job, or hand it on where it is to be analysed."""
    job = lease.transcription
    sentences = results.sentences(spoken)
    result = results.summary(spoken, job.options)
    if wanted_features(job.options):
        lifecycle.hand_on(lease, sentences, result)
    else:
        overcharged = settlement.overcharged(job, spoken.duration)
        lifecycle.complete(lease, sentences, result, overcharged=overcharged)


def _settle(lease: Lease, failure: Failure) -> None:
    """Try again later if the cause may pass, else fail and refund."""
    claims = lease.transcription.claims
    if failure.may_pass and claims < settings.MAX_CLAIMS:
        lifecycle.hand_back(lease, failure.message, delay=BACKOFF_S * claims)
    else:
        lifecycle.fail(lease, failure.code, failure.message)


def _report(
    lease: Lease, stage: Stage, percent: float, seconds: float | None = None
) -> None:
    lifecycle.advance(lease, stage, math.floor(percent), transcribed_seconds=seconds)


class _Reporter:
    """Tells of progress at most once a second, and stops work that must stop.

    `done` are the seconds of the audio that an earlier worker did.
    """

    def __init__(self, lease: Lease, keeper: LeaseKeeper, done: float = 0.0) -> None:
        self._done = done
        self._lease = lease
        self._check: Callable[[], None] = keeper.check
        self._next = 0.0

    def __call__(
        self, stage: Stage, percent: float, seconds: float | None = None
    ) -> None:
        self._check()
        if time.monotonic() >= self._next:
            _report(self._lease, stage, percent, seconds)
            self._next = time.monotonic() + REPORT_EVERY_S

    def transcribed(self, seconds: float) -> None:
        seconds = max(seconds, self._done)
        percent = checkpoints.percent(self._lease.transcription, seconds)
        self(Stage.TRANSCRIBING, percent, seconds)
