"""Requests under one policy: every redirect hop checked, one deadline for all.

A `Session` keeps its connections between requests, sends no cookies or credentials
and reads nothing from the environment. Used by `ranges`, `transfer` and `posting`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from ssl import SSLContext

import httpcore
import httpx

from aitronos_site.lib.safe_http.dialing import CheckedBackend, Deadline
from aitronos_site.lib.safe_http.errors import FetchFailed, FetchRefused
from aitronos_site.lib.safe_http.policy import (
    FetchPolicy,
    join_url,
    parse_url,
    port_of,
)

MAX_HEADER_BYTES = 32 * 1024

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {
    "User-Agent": "aitronos-transcribe",
    "Accept": "*/*",
    "Accept-Encoding": "identity",
}


class Answer:
    """A response whose headers have arrived; its body is read by `chunks`."""

    def __init__(self, url: httpx.URL, response: httpcore.Response) -> None:
        self.url = str(url)
        self.status = response.status
        self._parsed_url = url
        self._response = response

    def header(self, name: str) -> str:
        """Return the first header called `name`, "" when there is none."""
        wanted = name.lower().encode("ascii")
        for key, value in self._response.headers:
            if key.lower() == wanted:
                return value.decode("utf-8", "replace")
        return ""

    def content_length(self) -> int | None:
        length = self.header("Content-Length")
        if self.header("Transfer-Encoding") or not length.isdecimal():
            return None
        return int(length)

    def redirect_target(self) -> str | None:
        if self.status not in _REDIRECTS or not self.header("Location"):
            return None
        return join_url(self._parsed_url, self.header("Location"))

    def require(self, status: int) -> None:
        """Raise FetchFailed unless the body is a plain one of `status`."""
        if self.status != status:
            raise FetchFailed(
                f"URL answered with HTTP status {self.status}", status=self.status
            )
        if self.header("Content-Encoding").lower() not in ("", "identity"):
            raise FetchFailed("URL answered with a compressed body", status=status)

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in pieces of 64 KiB at most."""
        with _failures_translated():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class Session:
    def __init__(self, policy: FetchPolicy) -> None:
        self.policy = policy
        self.requests_made = 0
        self._deadline = Deadline(policy.total_timeout)
        self._pool = httpcore.ConnectionPool(
            ssl_context=_ssl_context(policy.ca_file),
            network_backend=CheckedBackend(policy, self._deadline),
        )

    def close(self) -> None:
        self._pool.close()

    @contextmanager
    def get(
        self, url: str, headers: Mapping[str, str] | None = None
    ) -> Iterator[Answer]:
        """Give the first answer that is no redirect, and close it afterwards."""
        for hop in range(self.policy.max_redirects + 1):
            answer = self._hop(url, headers or {}, is_redirect=hop > 0)
            try:
                target = answer.redirect_target()
                if target is None:
                    yield answer
                    return
                url = target
            finally:
                answer.close()
        raise FetchRefused("URL redirects too many times")

    @contextmanager
    def post(
        self, url: str, body: bytes, headers: Mapping[str, str]
    ) -> Iterator[Answer]:
        """Give the answer, which may be a redirect, and close it afterwards."""
        fields = {**headers, "Content-Length": str(len(body))}
        answer = self._request("POST", parse_url(url, self.policy), fields, body)
        try:
            yield answer
        finally:
            answer.close()

    def _hop(
        self, url: str, headers: Mapping[str, str], *, is_redirect: bool
    ) -> Answer:
        try:
            return self._request("GET", parse_url(url, self.policy), headers)
        except FetchRefused as refusal:
            if not is_redirect:
                raise
            reason = f"URL redirects, and the new {refusal.reason}"
            raise FetchRefused(reason) from refusal

    def _request(
        self,
        method: str,
        url: httpx.URL,
        headers: Mapping[str, str],
        body: bytes | None = None,
    ) -> Answer:
        policy = self.policy
        fields = {"Host": url.netloc.decode("ascii"), **_HEADERS, **headers}
        request = httpcore.Request(
            method,
            httpcore.URL(
                scheme=url.raw_scheme,
                host=url.raw_host,
                port=port_of(url),
                target=url.raw_path,
            ),
            headers=list(fields.items()),
            content=body,
            extensions={
                "timeout": {
                    "connect": policy.connect_timeout,
                    "read": policy.read_timeout,
                    "write": policy.read_timeout,
                }
            },
        )
        self.requests_made += 1
        with _failures_translated():
            response = self._pool.handle_request(request)
        if sum(len(name) + len(value) for name, value in response.headers) > (
            MAX_HEADER_BYTES
        ):
            response.close()
            raise FetchFailed("URL answered with oversized headers")
        return Answer(url, response)


@functools.lru_cache(maxsize=4)
def _ssl_context(ca_file: Path | None) -> SSLContext:
    context = httpx.create_ssl_context(trust_env=False)
    if ca_file is not None:
        context.load_verify_locations(ca_file)
    return context


@contextmanager
def _failures_translated() -> Iterator[None]:
    try:
        yield
    except httpcore.TimeoutException as error:
        raise FetchFailed("URL took too long to answer") from error
    except httpcore.ConnectError as error:
        raise FetchFailed("URL could not be connected to") from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise FetchFailed("URL broke off before it was read completely") from error
