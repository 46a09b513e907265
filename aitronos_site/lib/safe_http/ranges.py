"""A remote file read piece by piece, for probing audio without downloading it.

A `RangeFile` is pinned to one version of the file: a server that changes it between
two reads makes the second read fail. Not thread-safe; called by audio probing.
"""

from __future__ import annotations

import io
import re
from collections import OrderedDict
from typing import TYPE_CHECKING

from aitronos_site.lib.safe_http.errors import (
    BodyTooLarge,
    FetchFailed,
    RangesUnsupported,
)
from aitronos_site.lib.safe_http.filenames import filename_of, media_type_of
from aitronos_site.lib.safe_http.policy import FetchPolicy
from aitronos_site.lib.safe_http.session import Answer, Session

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

BLOCK_SIZE = 64 * 1024
MAX_CACHED_BLOCKS = 64

_CONTENT_RANGE = re.compile(r"bytes [0-9]{1,18}-[0-9]{1,18}/([0-9]{1,18})")
_OTHER_VERSION = frozenset({200, 412, 416})
_UNSOUND = "URL is served without support for reading in ranges"
_CHANGED = "URL changed its content while it was being read"


def open_ranges(url: str, policy: FetchPolicy) -> RangeFile:
    """Open `url` by reading its first 64 KiB.

    Raises RangesUnsupported, having read no body, if the server ignores ranges or
    doesn't tell the size; otherwise FetchRefused or FetchFailed.
    """
    session = Session(policy)
    try:
        return RangeFile(session, url)
    except BaseException:
        session.close()
        raise


class RangeFile(io.RawIOBase):
    """Read-only and seekable; `read` is short at the end of the file only.

    `policy.total_timeout` counts from the opening, over all requests together.
    """

    def __init__(self, session: Session, url: str) -> None:
        self._session = session
        self._position = 0
        self._blocks: OrderedDict[int, bytes] = OrderedDict()
        self.bytes_fetched = 0
        with session.get(url, {"Range": f"bytes=0-{BLOCK_SIZE - 1}"}) as answer:
            _require_partial(answer)
            self.size = _size_of(answer)
            if self.size > session.policy.max_bytes:
                raise BodyTooLarge(session.policy.max_bytes)
            self._url = answer.url
            self._version = _version_of(answer)
            self.content_type = media_type_of(answer.header("Content-Type"))
            self.filename = filename_of(
                answer.url, answer.header("Content-Disposition")
            )
            self._blocks[0] = self._body(answer, index=0)

    @property
    def requests_made(self) -> int:
        """HTTP requests so far, redirect hops included."""
        return self._session.requests_made

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        origin = {
            io.SEEK_SET: 0,
            io.SEEK_CUR: self._position,
            io.SEEK_END: self.size,
        }.get(whence)
        if origin is None or origin + offset < 0:
            raise ValueError(f"invalid seek to {offset} from {whence}")
        self._position = origin + offset
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        filled = 0
        while filled < len(view) and self._position < self.size:
            index, start = divmod(self._position, BLOCK_SIZE)
            piece = self._block(index)[start : start + len(view) - filled]
            view[filled : filled + len(piece)] = piece
            filled += len(piece)
            self._position += len(piece)
        return filled

    def close(self) -> None:
        self._session.close()
        super().close()

    def _block(self, index: int) -> bytes:
        if self.closed:
            raise ValueError("I/O operation on closed file")
        block = self._blocks.get(index)
        if block is None:
            block = self._fetch(index)
            if len(self._blocks) >= MAX_CACHED_BLOCKS:
                self._blocks.popitem(last=False)
            self._blocks[index] = block
        self._blocks.move_to_end(index)
        return block

    def _fetch(self, index: int) -> bytes:
        first, last = self._span(index)
        headers = {"Range": f"bytes={first}-{last}"}
        # A weak validator never matches in If-Range; the comparison below remains.
        if self._version and not self._version.startswith("W/"):
            headers["If-Range"] = self._version
        with self._session.get(self._url, headers) as answer:
            if answer.status in _OTHER_VERSION:
                raise FetchFailed(_CHANGED, status=answer.status)
            _require_partial(answer)
            if (_size_of(answer), _version_of(answer)) != (self.size, self._version):
                raise FetchFailed(_CHANGED)
            return self._body(answer, index)

    def _span(self, index: int) -> tuple[int, int]:
        """Return the first and last byte offset of a block, both inclusive."""
        first = index * BLOCK_SIZE
        return first, min(first + BLOCK_SIZE, self.size) - 1

    def _body(self, answer: Answer, index: int) -> bytes:
        first, last = self._span(index)
        if answer.header("Content-Range") != f"bytes {first}-{last}/{self.size}":
            raise RangesUnsupported(_UNSOUND)
        body = bytearray()
        for chunk in answer.chunks():
            self.bytes_fetched += len(chunk)
            body += chunk
            if len(body) > BLOCK_SIZE:
                raise RangesUnsupported(_UNSOUND)
        if len(body) != last - first + 1:
            raise FetchFailed("URL delivered fewer bytes than it announced")
        return bytes(body)


def _require_partial(answer: Answer) -> None:
    if answer.status == 200:
        raise RangesUnsupported(_UNSOUND, status=200)
    if answer.status == 416:
        raise FetchFailed("URL delivers an empty file", status=416)
    answer.require(206)


def _size_of(answer: Answer) -> int:
    match = _CONTENT_RANGE.fullmatch(answer.header("Content-Range"))
    if match is None:
        raise RangesUnsupported(_UNSOUND, status=answer.status)
    return int(match[1])


def _version_of(answer: Answer) -> str:
    return answer.header("ETag") or answer.header("Last-Modified")
