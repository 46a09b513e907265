"""Carries committed changes from the database to this process's sockets.

One task per process (more exactly: per event loop) waits for PostgreSQL's
notification, or a second at most, reads the events it has not seen and sends each
changed job once to its organization's group. The rows are the truth, so a lost
notification, a restarted listener or a lost connection costs time, not updates.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import psycopg
from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.db import connection
from django.utils import timezone

from transcriptions import events, live, queue
from transcriptions.models import Transcription, TranscriptionEvent

log = logging.getLogger(__name__)
Type = TranscriptionEvent.Type

POLL_S = 1.0
RECONNECT_S = 1.0
#: Ids are given out before their transactions commit, so a lower id may appear later
#: than a higher one; events are looked at again for this long.
OVERLAP = timedelta(seconds=10)

#: Places in the queue that are kept up to date on the pages.
PLACES_SHOWN = 50

_tasks: dict[asyncio.AbstractEventLoop, asyncio.Task[None]] = {}


def ensure_running() -> None:
    """Start this event loop's pump, unless it runs."""
    loop = asyncio.get_running_loop()
    for other in [other for other in _tasks if other.is_closed()]:
        del _tasks[other]
    task = _tasks.get(loop)
    if task is None or task.done():
        _tasks[loop] = loop.create_task(_Pump().run())


class _Pump:
    def __init__(self) -> None:
        self._since = timezone.now() - OVERLAP
        self._seen: set[int] = set()

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
        """The jobs with events not seen before, each once, as they are now."""
        now = timezone.now()
        recent = TranscriptionEvent.objects.filter(created_at__gt=self._since)
        found = list(recent.values_list("id", "transcription_id", "type"))
        fresh = [event for event in found if event[0] not in self._seen]
        self._seen = {id for id, _, _ in found}
        self._since = now - OVERLAP
        changed = {job for _, job, _ in fresh}
        if any(type != Type.PROGRESS for _, _, type in fresh):
            changed |= _first_in_the_queue()
        return _snapshots(changed)


def _first_in_the_queue() -> set[int]:
    """Jobs whose place may have changed though nothing happened to them."""
    return set(queue.waiting().values_list("pk", flat=True)[:PLACES_SHOWN])


def _snapshots(ids: Iterable[int]) -> list[tuple[int, dict[str, Any]]]:
    rows = Transcription.objects.filter(pk__in=list(ids)).order_by("pk")
    jobs = queue.with_places(rows)
    return [(job.organization_id, events.snapshot(job)) for job in jobs]


@database_sync_to_async
def _connection_parameters() -> dict[str, Any]:
    parameters = connection.get_connection_params()
    keep = ("dbname", "user", "password", "host", "port", "sslmode", "options")
    return {key: value for key, value in parameters.items() if key in keep}
