"""Keeps a lease alive from a thread, and says when the work must stop.

The work asks `check()` at every progress report. Code that never reports, such as a
stuck native call, is ended with the process: the lease then runs out, and another
worker takes the work.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from types import TracebackType

from django.conf import settings
from django.db import DatabaseError, connection

from aitronos_site.lib.draining import draining
from transcriptions import lifecycle, redacted_audio
from transcriptions.errors import LeaseLost
from transcriptions.lifecycle import Lease
from transcriptions.models import Transcription
from transcriptions.redacted_audio import Work

log = logging.getLogger(__name__)

#: Seconds between two looks whether the job was cancelled; the work is to end within 5.
LOOK_EVERY_S = 2.0
#: Seconds that work may go on after it was told to stop.
PATIENCE_S = 60.0
#: Seconds that a job may take at the least, and per second of its audio.
SHORTEST_LIMIT_S = 600.0
LIMIT_PER_SECOND = 20.0


class Draining(Exception):
    """This worker is being stopped."""


class TookTooLong(Exception):
    """The job went over its time limit."""


def of_job(lease: Lease) -> LeaseKeeper:
    return LeaseKeeper(
        lambda: lifecycle.heartbeat(lease),
        lambda: lifecycle.require(lease),
        _limit(lease.transcription),
    )


def of_redacted_audio(work: Work) -> LeaseKeeper:
    return LeaseKeeper(
        lambda: redacted_audio.renew(work),
        lambda: redacted_audio.require(work),
        _limit(work.row.transcription),
    )


def _limit(job: Transcription) -> float:
    return max(SHORTEST_LIMIT_S, float(job.duration_seconds) * LIMIT_PER_SECOND)


class LeaseKeeper:
    """`with of_job(lease) as keeper:` renews until the block ends.

    `renew` and `look` raise LeaseLost; the work may take `limit` seconds.
    """

    def __init__(
        self, renew: Callable[[], None], look: Callable[[], None], limit: float
    ) -> None:
        self._renew, self._look = renew, look
        self._ended = threading.Event()
        self._stop: Exception | None = None
        self._deadline = time.monotonic() + limit
        self._thread = threading.Thread(target=self._keep, name="lease", daemon=True)

    def __enter__(self) -> LeaseKeeper:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def check(self) -> None:
        """Raise LeaseLost, Draining or TookTooLong if the work must stop."""
        if draining.is_set():
            raise Draining
        if time.monotonic() > self._deadline:
            raise TookTooLong
        if self._stop is not None:
            raise self._stop

    def _keep(self) -> None:
        told_to_stop: float | None = None
        renewed = looked = time.monotonic()
        try:
            while not self._ended.wait(min(1.0, settings.HEARTBEAT_S)):
                now = time.monotonic()
                if now - renewed >= settings.HEARTBEAT_S:
                    self._hold_on(self._renew)
                    renewed = looked = now
                elif now - looked >= LOOK_EVERY_S:
                    self._hold_on(self._look)
                    looked = now
                told_to_stop = self._give_up(told_to_stop)
        finally:
            connection.close()

    def _hold_on(self, renew_or_look: Callable[[], None]) -> None:
        try:
            renew_or_look()
        except LeaseLost as lost:
            self._stop = lost
        except DatabaseError:
            # The lease outlives several heartbeats; the next one may get through.
            log.exception("The lease could not be renewed.")
            connection.close()

    def _give_up(self, told_to_stop: float | None) -> float | None:
        """Return since when the work has been told to stop; end it if it won't."""
        try:
            self.check()
        except Exception as reason:
            if told_to_stop is None:
                return time.monotonic()
            if time.monotonic() - told_to_stop > PATIENCE_S:
                log.critical("The work does not stop (%r): ending the worker.", reason)
                os._exit(75)
        return told_to_stop
