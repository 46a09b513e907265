"""One job in a worker: claim, fetch, transcribe, settle, and the error policy.

Only a transcription worker imports this: it loads the engine once and keeps it.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from decimal import Decimal
from typing import BinaryIO, cast

from django.conf import settings
from django.core.files.storage import default_storage

from aitronos_site.lib.draining import draining
from billing import pricing
from transcriptions import lifecycle, pipeline, presence, results
from transcriptions.audio import source
from transcriptions.engine_settings import engine_config
from transcriptions.engines import choice
from transcriptions.engines.base import Engine
from transcriptions.errors import LeaseLost
from transcriptions.failures import Failure, failure_of
from transcriptions.lease_keeper import Draining, LeaseKeeper, TookTooLong
from transcriptions.lifecycle import Lease
from transcriptions.models import Transcription
from transcriptions.states import Stage

log = logging.getLogger(__name__)

#: Seconds before a job that failed for a passing reason is tried again.
BACKOFF_S = 20.0
#: Seconds between two progress reports of a job.
REPORT_EVERY_S = 1.0

_engine: Engine | None = None


def run_next() -> bool:
    """Work on the most urgent job that waits; False if there is none."""
    if draining.is_set():
        return False
    lease = lifecycle.claim(presence.name())
    if lease is None:
        return False
    log.info("%s claimed", lease.transcription.public_id)
    try:
        _run(lease)
    except LeaseLost:
        log.warning("%s: the lease is lost.", lease.transcription.public_id)
    return True


def _run(lease: Lease) -> None:
    try:
        with LeaseKeeper(lease) as keeper:
            spoken = _transcribe(lease, keeper)
            _report(lease, Stage.SAVING, 99, spoken.duration)
            _complete(lease, spoken)
    except LeaseLost:
        raise
    except Draining:
        lifecycle.hand_back(lease, "The worker was stopped.", counts=False)
    except TookTooLong:
        lifecycle.fail(lease, "TIMED_OUT", "The transcription took too long.")
    except Exception as error:
        failure = failure_of(error)
        if failure.is_ours:
            log.exception("%s failed.", lease.transcription.public_id)
        _settle(lease, failure)


def _transcribe(lease: Lease, keeper: LeaseKeeper) -> pipeline.Spoken:
    job = lease.transcription
    if not job.audio:
        _fetch(lease, keeper)
    _report(lease, Stage.LOADING, 5)
    engine = _loaded_engine()
    duration = float(job.duration_seconds)
    report = _Reporter(lease, keeper)
    with default_storage.open(str(job.audio)) as file:
        return pipeline.transcribe(
            cast(BinaryIO, file),
            engine,
            language=job.language,
            declared_seconds=duration,
            window_seconds=settings.WINDOW_S,
            on_progress=lambda done: report(
                Stage.TRANSCRIBING, 5 + 93 * min(1.0, done / duration), done
            ),
        )


def _fetch(lease: Lease, keeper: LeaseKeeper) -> None:
    job = lease.transcription
    report = _Reporter(lease, keeper)
    name = source.fetch(
        job.audio_url,
        job.organization.public_id,
        total_timeout=settings.DOWNLOAD_TIMEOUT_S,
        on_progress=lambda done, total: report(
            Stage.FETCHING, 5 * done / total if total else 0
        ),
    )
    try:
        lifecycle.keep_audio(lease, name)
    except LeaseLost:
        default_storage.delete(name)
        raise


def _complete(lease: Lease, spoken: pipeline.Spoken) -> None:
    job = lease.transcription
    lifecycle.complete(
        lease,
        results.sentences(spoken),
        results.summary(spoken, job.options),
        overcharged=_overcharged(job, spoken.duration),
    )


def _overcharged(job: Transcription, decoded_seconds: float) -> int:
    """Synapses paid for audio that was declared but is not there.

    The milliseconds that encoders pad are no refund.
    """
    declared, decoded = job.duration_seconds, Decimal(str(decoded_seconds))
    if decoded >= declared * Decimal("0.99") - 1:
        return 0
    due = pricing.prorated(job.synapses_charged, decoded / declared)
    return job.synapses_charged - due


def _settle(lease: Lease, failure: Failure) -> None:
    """Try again later if the cause may pass, else fail and refund."""
    claims = lease.transcription.claims
    if failure.may_pass and claims < settings.MAX_CLAIMS:
        lifecycle.hand_back(lease, failure.message, delay=BACKOFF_S * claims)
    else:
        lifecycle.fail(lease, failure.code, failure.message)


def _loaded_engine() -> Engine:
    """The engine, loaded at the first job and kept. Raises EngineUnavailable."""
    global _engine
    if _engine is None:
        _engine, reason = choice.choose(settings.TRANSCRIPTION_ENGINE, engine_config())
        log.info("%s", reason)
        info = _engine.info
        presence.announce(
            {"name": info.name, "model": info.model, "version": info.version}, reason
        )
    return _engine


def _report(lease: Lease, stage: Stage, percent: float, seconds: float = 0) -> None:
    lifecycle.advance(lease, stage, math.floor(percent), transcribed_seconds=seconds)


class _Reporter:
    """Tells of progress at most once a second, and stops work that must stop."""

    def __init__(self, lease: Lease, keeper: LeaseKeeper) -> None:
        self._lease = lease
        self._check: Callable[[], None] = keeper.check
        self._next = 0.0

    def __call__(self, stage: Stage, percent: float, seconds: float = 0) -> None:
        self._check()
        if time.monotonic() >= self._next:
            _report(self._lease, stage, percent, seconds)
            self._next = time.monotonic() + REPORT_EVERY_S
