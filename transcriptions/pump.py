"""Carries committed changes from the database to this process's sockets.

One task per process (more exactly: per event loop) waits for PostgreSQL's
notification, or a second at most, reads the events it has not seen and sends each
changed job once to its organization's group. The rows are the truth, so a lost
notification, a restarted listener or a lost connection costs time, not updates.

What a job waits for changes without an event of its own, so the jobs that somebody
looks at are looked up every few seconds too, and sent where they changed.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from datetime import timedelta
from typing import Any

import psycopg
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from transcriptions import events, live, queue
from transcriptions.models import Transcription, TranscriptionEvent
from transcriptions.states import ENDED

log = logging.getLogger(__name__)
Type = TranscriptionEvent.Type

POLL_S = 1.0
RECONNECT_S = 1.0
#: Ids are given out before their transactions commit, so a lower id may appear later
#: than a higher one; events are looked at again for this long.
OVERLAP = timedelta(seconds=10)

#: Seconds between two looks at the prospects of the jobs that somebody looks at.
PROSPECTS_S = 4.0
#: Of a list's jobs, the newest; and of all that wait, the first.
NEWEST_SHOWN = PLACES_SHOWN = 50

#: Deleted jobs stay among those that were told, until they are too many.
MOST_TOLD = 10_000

_tasks: dict[asyncio.AbstractEventLoop, asyncio.Task[None]] = {}
#: Organization and public id, or "" for a list, of each page that is open here.
_open_pages: Counter[tuple[int, str]] = Counter()


def ensure_running() -> None:
    """Start this event loop's pump, unless it runs."""
    loop = asyncio.get_running_loop()
    for other in [other for other in _tasks if other.is_closed()]:
        del _tasks[other]
    task = _tasks.get(loop)
    if task is None or task.done():
        _tasks[loop] = loop.create_task(_Pump().run())


def opened(organization_id: int, only: str) -> None:
    """Keep a page's jobs up to date: an organization's list, or `only` one of them."""
    _open_pages[organization_id, only] += 1


def closed(organization_id: int, only: str) -> None:
    _open_pages[organization_id, only] -= 1
    if not _open_pages[organization_id, only]:
        del _open_pages[organization_id, only]


class _Pump:
    def __init__(self) -> None:
        self._since = timezone.now() - OVERLAP
        self._seen: set[int] = set()
        self._next_look = 0.0
        # What was last sent of the jobs that have not ended.
        self._told: dict[int, dict[str, Any]] = {}

    async def run(self) -> None:
        while True:
            try:
                await self._listen()
            except (psycopg.Error, OSError):
                log.exception("The live listener lost its connection.")
                await asyncio.sleep(RECONNECT_S)

    async def _listen(self) -> None:
        parameters = await _connection_parameters()
        async with await psycopg.AsyncConnection.connect(
            **parameters, autocommit=True
        ) as listener:
            await listener.execute(f"LISTEN {live.CHANNEL}")
            await self._send_changes()
            while True:
                # Ends after one notification, or after POLL_S without any.
                async for _ in listener.notifies(timeout=POLL_S, stop_after=1):
                    pass
                await self._send_changes()

    async def _send_changes(self) -> None:
        layer = get_channel_layer()
        assert layer is not None
        for organization, change in await self._changes():
            await layer.group_send(
                live.group_of(organization),
                {"type": "transcription.changed", "data": change},
            )

    @database_sync_to_async
    def _changes(self) -> list[tuple[int, dict[str, Any]]]:
        """The jobs with events not seen before or other prospects, as they are now."""
        now = timezone.now()
        recent = TranscriptionEvent.objects.filter(created_at__gt=self._since)
        found = list(recent.values_list("id", "transcription_id", "type"))
        fresh = [event for event in found if event[0] not in self._seen]
        self._seen = {id for id, _, _ in found}
        self._since = now - OVERLAP
        changed = {job for _, job, _ in fresh}
        moved = any(type != Type.PROGRESS for _, _, type in fresh)
        return self._news(changed, changed | self._looked_at(moved))

    def _looked_at(self, moved: bool) -> set[int]:
        """Jobs whose prospects may have changed though nothing happened to them."""
        if not moved and time.monotonic() < self._next_look:
            return set()
        self._next_look = time.monotonic() + PROSPECTS_S
        return _on_pages() if _open_pages else set()

    def _news(
        self, changed: set[int], looked_at: set[int]
    ) -> list[tuple[int, dict[str, Any]]]:
        if not looked_at:
            return []
        if len(self._told) > MOST_TOLD:
            self._told.clear()
        rows = Transcription.objects.filter(pk__in=looked_at).order_by("pk")
        jobs = list(queue.with_places(rows))
        news = []
        for job, data in zip(jobs, events.snapshots(jobs), strict=True):
            if job.pk in changed or self._told.get(job.pk) != data:
                news.append((job.organization_id, data))
            self._told[job.pk] = data
            if job.status in ENDED:
                del self._told[job.pk]
        return news


def _on_pages() -> set[int]:
    pages = list(_open_pages)  # which the event loop changes meanwhile
    lists = {organization for organization, only in pages if not only}
    single = [only for _, only in pages if only]
    shown = set(_unended(Transcription.objects.filter(public_id__in=single)))
    for organization in lists:
        mine = Transcription.objects.filter(organization=organization)
        newest = mine.order_by("-pk").values("pk")[:NEWEST_SHOWN]
        shown |= set(_unended(Transcription.objects.filter(pk__in=newest)))
    return shown | _first_of(lists)


def _first_of(organizations: set[int]) -> set[int]:
    """Of the jobs that are next, those of these organizations."""
    first = queue.waiting().values_list("pk", "organization_id")[:PLACES_SHOWN]
    return {job for job, organization in first if organization in organizations}


def _unended(jobs: QuerySet[Transcription]) -> QuerySet[Transcription, int]:
    return jobs.exclude(status__in=ENDED).values_list("pk", flat=True)


@database_sync_to_async
def _connection_parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    keep = ("dbname", "user", "password", "host", "port", "sslmode", "options")
    return {key: value for key, value in parameters.items() if key in keep}
