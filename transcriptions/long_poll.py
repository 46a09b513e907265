"""`GET …/transcribe/{id}?wait=N`: an answer that comes with the next change of status.

An ASGI wrapper: the application answers first, so that nobody waits who may not read;
if the job is still on its way, the answer is held back until its status changes or N
seconds have passed, and asked for again. The wait itself holds no thread and no
database connection: it listens where the pages' sockets do.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import Any
from urllib.parse import parse_qs

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from transcriptions import live, pump
from transcriptions.models import Transcription
from transcriptions.states import ENDED

MOST_SECONDS = 60.0
_PATH = re.compile(r"/v1/audio/transcribe/(trans_[0-9a-f]{32})")


class LongPoll:
    def __init__(self, application: Any) -> None:
        self.application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        job, seconds = _asked(scope)
        if job is None or not seconds:
            await self.application(scope, receive, send)
            return
        await _body_is_read(receive)
        answer = await self._answer(scope, receive)
        status = await _status(answer, job)
        if status is not None and status not in ENDED:
            if await _has_left(receive, _changed(job, status, seconds)):
                return
            answer = await self._answer(scope, receive)
        for message in answer:
            await send(message)

    async def _answer(self, scope: Any, receive: Any) -> list[Any]:
        """The application's whole answer to a request without a body."""
        messages: list[Any] = []
        body = [{"type": "http.request", "body": b"", "more_body": False}]

        async def request() -> Any:
            return body.pop() if body else await receive()

        async def collect(message: Any) -> None:
            messages.append(message)

        await self.application(dict(scope), request, collect)
        return messages


def _asked(scope: Any) -> tuple[str | None, float]:
    """The job and the seconds; 0 for what the view will refuse as no number."""
    match = _PATH.fullmatch(scope["path"])
    if match is None or scope["method"] != "GET":
        return None, 0.0
    query = parse_qs(scope["query_string"].decode("latin-1"))
    try:
        seconds = float(query.get("wait", ["0"])[-1])
    except ValueError:
        seconds = 0.0
    return match[1], seconds if 0 < seconds <= MOST_SECONDS else 0.0


async def _status(answer: list[Any], job: str) -> str | None:
    """The job's status in an answer that gives one, or says that it is unchanged."""
    if answer[0]["status"] == 304:
        return await _status_now(job)
    if answer[0]["status"] != 200:
        return None
    body = b"".join(message.get("body", b"") for message in answer[1:])
    status = json.loads(body)["data"]["status"]
    return str(status)


async def _body_is_read(receive: Any) -> None:
    """A GET's body means nothing, but it has to be taken out of the way."""
    while (await receive()).get("more_body"):
        pass


async def _has_left(receive: Any, change: Any) -> bool:
    """Wait for the change; True if the client hung up meanwhile."""
    waiting = asyncio.ensure_future(change)
    leaving = asyncio.ensure_future(_disconnected(receive))
    _, pending = await asyncio.wait(
        {waiting, leaving}, return_when=asyncio.FIRST_COMPLETED
    )
    left = not waiting.done()
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return left


async def _disconnected(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _changed(job: str, status: str, seconds: float) -> None:
    """Return once the job has another status, or after `seconds`."""
    group = await _group(job)
    if group is None:
        return
    layer: Any = get_channel_layer()
    channel = await layer.new_channel()
    await layer.group_add(group, channel)
    pump.ensure_running()
    try:
        async with asyncio.timeout(seconds):
            # It may have changed between the first answer and the listening.
            while await _status_now(job) == status:
                await _heard_of(layer, channel, job)
    except TimeoutError:
        pass
    finally:
        await layer.group_discard(group, channel)


async def _heard_of(layer: Any, channel: str, job: str) -> None:
    while True:
        message = await layer.receive(channel)
        if message["data"]["transcription_id"] == job:
            return


@database_sync_to_async
def _group(job: str) -> str | None:
    found = Transcription.objects.filter(public_id=job)
    organization = found.values_list("organization_id", flat=True).first()
    return None if organization is None else live.group_of(organization)


@database_sync_to_async
def _status_now(job: str) -> str | None:
    found = Transcription.objects.filter(public_id=job)
    return found.values_list("status", flat=True).first()
