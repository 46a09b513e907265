"""Refuses a request body that is too large before it is read.

Django's ASGI handler spools the whole body to disk before any middleware or view
runs, so the limit has to stand in front of it.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from django.conf import settings

from aitronos_site.envelope import error_body
from aitronos_site.lib.ids import new_id

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
#: Any ASGI application; their own annotations differ in how loose they are.
Application = Callable[[Any, Any, Any], Awaitable[None]]

#: Room for the multipart frame around a file, in bytes.
FRAME_BYTES = 64 * 1024
UPLOAD_PATH = "/v1/audio/files/upload"


class _TooLarge(Exception):
    pass


class BodyLimit:
    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        limit = _limit(scope["path"])
        if _declared_length(scope) > limit:
            return await _refuse(send, limit)
        count = 0

        async def counted() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > limit:
                raise _TooLarge
            return message

        try:
            await self.application(scope, counted, send)
        except _TooLarge:
            await _refuse(send, limit)


def _limit(path: str) -> int:
    if path == UPLOAD_PATH:
        return int(settings.MAX_UPLOAD_BYTES) + FRAME_BYTES
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _declared_length(scope: Message) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(send: Send, limit: int) -> None:
    request_id = new_id("req")
    body = error_body(
        code="PAYLOAD_TOO_LARGE",
        message="The request is larger than is accepted.",
        system_message=f"The body exceeds {limit} bytes.",
        details={"max_bytes": limit},
        request_id=request_id,
    )
    headers = [
        (b"content-type", b"application/json"),
        (b"x-request-id", request_id.encode()),
        # The rest of the body is not read, so the connection can't be used again.
        (b"connection", b"close"),
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})
