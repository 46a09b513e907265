"""Connections that reach only checked addresses and end by a deadline.

`CheckedBackend` resolves a host once, refuses it if any address is forbidden, and
dials the very addresses it checked, so a second DNS answer has no effect. TLS keeps
verifying the host name. Used by `session` only.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

import httpcore

from aitronos_site.lib.safe_http.errors import FetchFailed
from aitronos_site.lib.safe_http.policy import FetchPolicy, check_address

_MAX_ADDRESSES_DIALLED = 4


class Deadline:
    """A point in time by which everything must be over."""

    def __init__(self, seconds: float) -> None:
        self._at = time.monotonic() + seconds

    def clamp(self, timeout: float | None) -> float:
        """Return `timeout` shortened to the seconds left.

        Raises httpcore.ReadTimeout when none are left.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline passed")
        return left if timeout is None else min(timeout, left)


class CheckedBackend(httpcore.NetworkBackend):
    def __init__(self, policy: FetchPolicy, deadline: Deadline) -> None:
        self._policy = policy
        self._deadline = deadline
        self._tcp = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        give_up = Deadline(self._deadline.clamp(timeout))
        addresses = resolve(host, port, timeout=give_up.clamp(None))
        for address in addresses:
            check_address(ip_address(address), self._policy)
        return _DeadlineStream(self._dial(addresses, port, give_up), self._deadline)

    def _dial(
        self, addresses: list[str], port: int, give_up: Deadline
    ) -> httpcore.NetworkStream:
        *others, last = addresses[:_MAX_ADDRESSES_DIALLED]
        for left, address in zip(range(len(others) + 1, 1, -1), others, strict=True):
            try:
                share = give_up.clamp(None) / left
                return self._tcp.connect_tcp(address, port, share)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._tcp.connect_tcp(last, port, give_up.clamp(None))


class _DeadlineStream(httpcore.NetworkStream):
    """A stream whose every wait is shortened to what the deadline leaves.

    A read timeout alone starts anew with each byte of a dripping server.
    """

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.clamp(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.clamp(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        wait = self._deadline.clamp(timeout)
        try:
            secured = self._stream.start_tls(ssl_context, server_hostname, wait)
        except httpcore.ConnectError as error:
            if isinstance(error.__cause__, ssl.SSLCertVerificationError):
                raise FetchFailed("URL has an invalid TLS certificate") from error
            raise
        return _DeadlineStream(secured, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def resolve(host: str, port: int, *, timeout: float) -> list[str]:
    """Return the distinct addresses of `host`, at least one.

    Raises FetchFailed after `timeout` seconds at the latest: the look-up itself has
    no limit, hence the thread, which is abandoned then.
    """
    answers: queue.Queue[list[str] | None] = queue.Queue()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            answers.put([str(entry[4][0]) for entry in found])
        except (OSError, UnicodeError):
            answers.put(None)

    threading.Thread(target=look_up, name="resolve", daemon=True).start()
    try:
        addresses = answers.get(timeout=timeout)
    except queue.Empty:
        addresses = None
    if not addresses:
        raise FetchFailed("URL has a host name that cannot be resolved")
    return list(dict.fromkeys(addresses))
