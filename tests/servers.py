"""A real HTTPS server on this machine that misbehaves on demand.

Tests add files by path and choose how each is served; the certificate is signed by
a throw-away authority whose certificate is `ca_file`.
"""

from __future__ import annotations

import contextlib
import http.server
import re
import ssl
import sys
import tempfile
import threading
from dataclasses import dataclass, field
from ipaddress import IPv4Network
from pathlib import Path
from typing import Any

import trustme

from aitronos_site.lib.safe_http import FetchPolicy


@dataclass(frozen=True)
class Resource:
    """One path of the server and how it behaves; all durations are in seconds."""

    body: bytes = b""
    content_type: str = "audio/wav"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    redirect: str | None = None  # answers 302 to this URL
    ignore_ranges: bool = False
    refuse_head: bool = False  # HEAD answers 403, as presigned URLs do
    stall_headers: bool = False  # accepts the request and never answers
    stall_body_after: int | None = None  # bytes delivered before falling silent
    drip_headers: float | None = None  # pause between the bytes of the headers
    drip: float | None = None  # pause between the bytes of the body
    endless: bool = False  # repeats the body for ever, without Content-Length
    content_length: int | None = None  # announced instead of the true length
    close_after: int | None = None  # bytes delivered before hanging up
    etag: str | None = '"v1"'
    change_etag: bool = False  # another ETag on every request
    statuses: tuple[int, ...] = ()  # of the POSTs, one after the other; the last stays
    hang_up: bool = False  # reads a POST and closes the connection


@dataclass(frozen=True)
class Post:
    """A message that was received."""

    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes


class HttpsServer:
    """Serves until the `with` block ends; `requests` holds (method, path, Range).

    `posts` holds what was received by POST.
    """

    def __init__(self, hosts: tuple[str, ...] = ("localhost", "127.0.0.1")) -> None:
        self.requests: list[tuple[str, str, str | None]] = []
        self.posts: list[Post] = []
        self.resources: dict[str, Resource] = {}
        self.stopping = threading.Event()
        self._authority = trustme.CA()
        self._hosts = hosts
        self._cleanup = contextlib.ExitStack()

    def __enter__(self) -> HttpsServer:
        folder = self._cleanup.enter_context(tempfile.TemporaryDirectory())
        self.ca_file = Path(folder, "ca.pem")
        self._authority.cert_pem.write_to_path(self.ca_file)
        self._listener = _Listener(self, self._tls_context())
        self.port: int = self._listener.server_port
        threading.Thread(
            target=self._listener.serve_forever, args=(0.02,), daemon=True
        ).start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stopping.set()
        self._listener.shutdown()
        self._listener.server_close()
        self._cleanup.close()

    def add(self, path: str, content: bytes | Path = b"", **behaviour: Any) -> str:
        """Serve `content` at `path`, replacing what was there; return its URL.

        The behaviours are the fields of `Resource`.
        """
        body = content.read_bytes() if isinstance(content, Path) else content
        self.resources[path] = Resource(body=body, **behaviour)
        return self.url(path)

    def url(self, path: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}{path}"

    def _tls_context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(*self._hosts).configure_cert(context)
        return context


def policy_for(server: HttpsServer, **limits: Any) -> FetchPolicy:
    """Return a policy that lets this server be fetched, and nothing else private."""
    opened = {
        "allowed_networks": (IPv4Network("127.0.0.1/32"),),
        "allowed_ports": frozenset({server.port}),
        "ca_file": server.ca_file,
    }
    return FetchPolicy(**opened | limits)


class _Listener(http.server.ThreadingHTTPServer):
    # Not joined on close: a thread may be waiting for a client that stays connected.
    daemon_threads = True

    def __init__(self, owner: HttpsServer, context: ssl.SSLContext) -> None:
        self.owner = owner
        self._context = context
        super().__init__(("127.0.0.1", 0), _Handler)

    def get_request(self) -> tuple[ssl.SSLSocket, Any]:
        connection, address = super().get_request()
        # The handshake waits for the handler's thread: a silent client blocks nobody.
        secured = self._context.wrap_socket(
            connection, server_side=True, do_handshake_on_connect=False
        )
        return secured, address

    def handle_error(self, request: Any, client_address: Any) -> None:
        # Clients that hang up are part of the tests; anything else is a bug here.
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Listener

    def do_GET(self) -> None:
        resource = self._recorded()
        if resource.stall_headers:
            self.server.owner.stopping.wait()
        elif resource.redirect is not None:
            self._redirect(resource.redirect)
        else:
            self._deliver(resource)

    def do_HEAD(self) -> None:
        resource = self._recorded()
        self._start(403 if resource.refuse_head else resource.status, resource)
        self._finish_headers(resource, length=len(resource.body))

    def do_POST(self) -> None:
        resource = self._recorded()
        body = self.rfile.read(int(self.headers["Content-Length"]))
        fields = {name.lower(): value for name, value in self.headers.items()}
        posts = self.server.owner.posts
        posts.append(Post(self.path, fields, body))
        if resource.stall_headers:
            self.server.owner.stopping.wait()
        elif resource.hang_up:
            self.close_connection = True
        elif resource.redirect is not None:
            self._redirect(resource.redirect)
        else:
            earlier = sum(post.path == self.path for post in posts) - 1
            turns = resource.statuses or (resource.status,)
            self._start(turns[min(earlier, len(turns) - 1)], resource)
            self._finish_headers(resource, length=len(resource.body))
            self._send_body(resource, resource.body)

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def _recorded(self) -> Resource:
        owner = self.server.owner
        path = self.path.partition("?")[0]
        owner.requests.append((self.command, self.path, self.headers["Range"]))
        return owner.resources.get(path, Resource(status=404, etag=None))

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _deliver(self, resource: Resource) -> None:
        body = resource.body
        asked = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers["Range"] or "")
        whole = resource.ignore_ranges or resource.status != 200
        if asked is None or whole or self._is_other_version(resource):
            self._start(resource.status, resource)
        elif int(asked[1]) >= len(body):
            self._start(416, resource)
            self.send_header("Content-Range", f"bytes */{len(body)}")
            body = b""
        else:
            first = int(asked[1])
            last = min(int(asked[2] or len(body)), len(body) - 1)
            self._start(206, resource)
            self.send_header("Content-Range", f"bytes {first}-{last}/{len(body)}")
            body = body[first : last + 1]
        self._finish_headers(resource, length=len(body))
        self._send_body(resource, body)

    def _is_other_version(self, resource: Resource) -> bool:
        pinned = self.headers["If-Range"]
        version = self._etag(resource) or resource.headers.get("Last-Modified")
        return pinned is not None and pinned != version

    def _etag(self, resource: Resource) -> str | None:
        if resource.change_etag:
            return f'"v{len(self.server.owner.requests)}"'
        return resource.etag

    def _start(self, status: int, resource: Resource) -> None:
        self.send_response(status)
        self.send_header("Content-Type", resource.content_type)
        etag = self._etag(resource)
        fields = ({"ETag": etag} if etag else {}) | resource.headers
        for name, value in fields.items():
            self.send_header(name, value)

    def _finish_headers(self, resource: Resource, *, length: int) -> None:
        if resource.endless:
            self.send_header("Connection", "close")
        else:
            announced = resource.content_length
            self.send_header("Content-Length", str(announced or length))
        if resource.drip_headers is not None:
            self._drip(b"".join(self._headers_buffer), resource.drip_headers)
            self._headers_buffer = []
        self.end_headers()

    def _send_body(self, resource: Resource, body: bytes) -> None:
        if resource.drip is not None:
            self._drip(body, resource.drip)
        elif resource.endless:
            while not self.server.owner.stopping.is_set():
                self.wfile.write(body)
        elif resource.stall_body_after is not None:
            self.wfile.write(body[: resource.stall_body_after])
            self.server.owner.stopping.wait()
        elif resource.close_after is not None:
            self.wfile.write(body[: resource.close_after])
            self.close_connection = True
        else:
            self.wfile.write(body)
            self.close_connection |= resource.content_length is not None

    def _drip(self, data: bytes, pause: float) -> None:
        for byte in data:
            if self.server.owner.stopping.wait(pause):
                break
            self.wfile.write(bytes([byte]))
