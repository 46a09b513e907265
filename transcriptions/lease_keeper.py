"""Keeps a job's lease alive from a thread, and says when the work must stop.

The work asks `check()` at every progress report. Code that never reports, such as a
stuck native call, is ended with the process: the job's lease then runs out, and
another worker takes it.
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
from transcriptions import lifecycle
from transcriptions.errors import LeaseLost
from transcriptions.lifecycle import Lease

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


class LeaseKeeper:
    """`with LeaseKeeper(lease) as keeper:` renews until the block ends."""

    def __init__(self, lease: Lease) -> None:
        self._lease = lease
        self._ended = threading.Event()
        self._stop: Exception | None = None
        duration = float(lease.transcription.duration_seconds)
        limit = max(SHORTEST_LIMIT_S, duration * LIMIT_PER_SECOND)
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
                    self._hold_on(lifecycle.heartbeat)
                    renewed = looked = now
                elif now - looked >= LOOK_EVERY_S:
                    self._hold_on(lifecycle.require)
                    looked = now
                told_to_stop = self._give_up(told_to_stop)
        finally:
            connection.close()

    def _hold_on(self, renew_or_look: Callable[[Lease], None]) -> None:
        try:
            renew_or_look(self._lease)
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
