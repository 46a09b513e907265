"""Runs long native work in one thread while the caller keeps a pulse.

Native calls last minutes without giving control back; here the calling thread ticks
all the while and may stop the work at its next report. Jobs never overlap.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, SimpleQueue
from typing import TypeVar

TICK = 1.0  # seconds between ticks

Report = Callable[[float], None]
Result = TypeVar("Result")


class _Abandoned(Exception):
    pass


class BackgroundWork:
    def __init__(self, name: str) -> None:
        self._executor = ThreadPoolExecutor(1, thread_name_prefix=name)

    def run(self, work: Callable[[Report], Result], on_tick: Report) -> Result:
        """Return what `work` returns; it reports how far it is, as a share of 1.

        `on_tick` is called in this thread with the latest share. When it raises, this
        returns at once, and the work ends at its next report; the next job waits.
        """
        left = threading.Event()
        reports: SimpleQueue[float] = SimpleQueue()

        def report(reached: float) -> None:
            reports.put(reached)
            if left.is_set():
                raise _Abandoned

        future = self._executor.submit(work, report)
        future.add_done_callback(lambda _: reports.put(0.0))  # wakes the loop below
        share = 0.0
        try:
            while not future.done():
                on_tick(share)
                with suppress(Empty):
                    share = max(share, min(reports.get(timeout=TICK), 1.0))
        except BaseException:
            left.set()
            future.cancel()
            raise
        return future.result()

    def close(self) -> None:
        self._executor.shutdown()
