"""Downloads of a customer's file, whole and once, into a file of ours."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from typing import BinaryIO

from aitronos_site.lib.safe_http.errors import BodyTooLarge, FetchFailed
from aitronos_site.lib.safe_http.filenames import filename_of, media_type_of
from aitronos_site.lib.safe_http.policy import FetchPolicy
from aitronos_site.lib.safe_http.session import Answer, Session

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class Download:
    """What was fetched; `url` is where the redirects ended."""

    size_bytes: int
    sha256: str
    content_type: str
    filename: str
    url: str


def download(
    url: str,
    destination: BinaryIO,
    policy: FetchPolicy,
    *,
    on_progress: Progress | None = None,
) -> Download:
    """Stream `url` into `destination`; raises FetchRefused or FetchFailed.

    `on_progress` gets the bytes so far and the announced total (None if unknown)
    after each chunk; what it raises aborts the transfer and passes through.
    """
    with closing(Session(policy)) as session, session.get(url) as answer:
        answer.require(200)
        size, sha256 = _copy(answer, destination, policy.max_bytes, on_progress)
        return Download(
            size_bytes=size,
            sha256=sha256,
            content_type=media_type_of(answer.header("Content-Type")),
            filename=filename_of(answer.url, answer.header("Content-Disposition")),
            url=answer.url,
        )


def _copy(
    answer: Answer,
    destination: BinaryIO,
    max_bytes: int,
    on_progress: Progress | None,
) -> tuple[int, str]:
    """Return the size in bytes and the SHA-256 in hex of what was copied."""
    announced = answer.content_length()
    if announced is not None and announced > max_bytes:
        raise BodyTooLarge(max_bytes)
    size, digest = 0, hashlib.sha256()
    for chunk in answer.chunks():
        size += len(chunk)
        if size > max_bytes:
            raise BodyTooLarge(max_bytes)
        destination.write(chunk)
        digest.update(chunk)
        if on_progress is not None:
            on_progress(size, announced)
    if announced is not None and size != announced:
        raise FetchFailed("URL delivered fewer bytes than it announced")
    return size, digest.hexdigest()
