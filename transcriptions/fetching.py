"""Fetches a source in a thread, so that the job can be stopped while a server stalls.

A fetch that was stopped leaves no file in the storage, whenever it ends.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.conf import settings
from django.core.files.storage import default_storage

from transcriptions.audio import source
from transcriptions.engines.background import BackgroundWork


def fetch(url: str, organization_id: str, on_tick: Callable[[float], None]) -> str:
    """Download `url` into the storage; return the stored file's name.

    `on_tick` gets the share that is there, at least once a second; what it raises ends
    the fetch and comes out. Raises safe_http.FetchError.
    """
    left = _LeftFile()

    def work(report: Callable[[float], None]) -> str:
        name = source.fetch(
            url,
            organization_id,
            total_timeout=settings.DOWNLOAD_TIMEOUT_S,
            on_progress=lambda done, total: report(done / total if total else 0.0),
        )
        return left.stored(name)

    try:
        return BackgroundWork("fetch").run(work, on_tick)
    except BaseException:
        left.abandon()
        raise


class _LeftFile:
    """Deletes a file that was stored for somebody who has left, before or after it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._name = ""
        self._abandoned = False

    def stored(self, name: str) -> str:
        with self._lock:
            self._name = name
            self._delete_if_abandoned()
        return name

    def abandon(self) -> None:
        with self._lock:
            self._abandoned = True
            self._delete_if_abandoned()

    def _delete_if_abandoned(self) -> None:
        if self._abandoned and self._name:
            default_storage.delete(self._name)
