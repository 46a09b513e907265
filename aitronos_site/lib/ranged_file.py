"""A response that streams a file, or the one range of it that the client asks for.

Players seek by ranges (RFC 9110 §14). Memory does not grow with the file, under ASGI
either, where Django would read a synchronous iterator whole before sending it.
"""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from typing import IO

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

CHUNK = 256 * 1024  # bytes
_ONE_RANGE = re.compile(r"\s*bytes\s*=\s*(\d*)\s*-\s*(\d*)\s*", re.ASCII)


class RangeNotSatisfiable(Exception):
    """The range asked for lies outside the file."""


class RangedFile(StreamingHttpResponse):
    """Serves `file`, which can seek and is closed with the response.

    `etag`, with its quotes, lets a client continue what it has (`If-Range`).
    """

    def __init__(
        self,
        request: HttpRequest,
        file: IO[bytes],
        *,
        content_type: str,
        etag: str = "",
    ) -> None:
        size = file.seek(0, os.SEEK_END)
        status = 200
        start, end = 0, size
        try:
            asked = _asked_range(request, size, etag)
            if asked is not None:
                status, (start, end) = 206, asked
        except RangeNotSatisfiable:
            status, start, end = 416, 0, 0
        chunks = _achunks if isinstance(request, ASGIRequest) else _chunks
        super().__init__(
            chunks(file, start, end), status=status, content_type=content_type
        )
        self._resource_closers.append(file.close)  # type: ignore[attr-defined]
        self._describe(start, end, size, etag)

    def _describe(self, start: int, end: int, size: int, etag: str) -> None:
        self["Content-Disposition"] = "inline"
        self["X-Content-Type-Options"] = "nosniff"
        self["Accept-Ranges"] = "bytes"
        self["Content-Length"] = str(end - start)
        if self.status_code == 206:
            self["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
        if self.status_code == 416:
            self["Content-Range"] = f"bytes */{size}"
        if etag:
            self["ETag"] = etag


def _asked_range(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First byte and the byte after the last; None for the whole file.

    A range that is malformed, or one of several, is answered with the whole file.
    """
    header = request.headers.get("Range", "")
    condition = request.headers.get("If-Range")
    match = _ONE_RANGE.fullmatch(header[:100])
    if match is None or match.groups() == ("", ""):
        return None
    if condition is not None and condition != etag:
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, size - int(last)), size
    else:
        start = int(first)
        end = min(size, int(last) + 1) if last else size
        if last and int(last) < start:
            return None
    if start >= size or start >= end:
        raise RangeNotSatisfiable
    return start, end


def _chunks(file: IO[bytes], start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    left = end - start
    while left > 0 and (chunk := file.read(min(CHUNK, left))):
        left -= len(chunk)
        yield chunk


async def _achunks(file: IO[bytes], start: int, end: int) -> AsyncIterator[bytes]:
    chunks = _chunks(file, start, end)
    while chunk := await asyncio.to_thread(next, chunks, b""):
        yield chunk
