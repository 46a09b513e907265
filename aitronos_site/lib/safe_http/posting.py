"""One message to a customer's URL, and the beginning of what it answers."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from aitronos_site.lib.safe_http.errors import FetchFailed
from aitronos_site.lib.safe_http.policy import FetchPolicy
from aitronos_site.lib.safe_http.session import Answer, Session

EXCERPT_BYTES = 1024


@dataclass(frozen=True)
class PostAnswer:
    """`excerpt` is the first 1 KiB of the body, or what of it came in time."""

    status: int
    excerpt: bytes
    latency_seconds: float  # up to the end of the headers


def post(
    url: str, body: bytes, headers: Mapping[str, str], policy: FetchPolicy
) -> PostAnswer:
    """Send `body` to `url`; raises FetchRefused or FetchFailed if no answer comes.

    An answer of any status is returned, a redirect too: none is followed.
    """
    started = time.monotonic()
    with (
        closing(Session(policy)) as session,
        session.post(url, body, headers) as answer,
    ):
        latency = time.monotonic() - started
        return PostAnswer(answer.status, _beginning(answer), latency)


def _beginning(answer: Answer) -> bytes:
    received = bytearray()
    try:
        for chunk in answer.chunks():
            received += chunk
            if len(received) >= EXCERPT_BYTES:
                break
    except FetchFailed:
        # The status has arrived, and it alone decides.
        pass
    return bytes(received[:EXCERPT_BYTES])
