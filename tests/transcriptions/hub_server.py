"""A hub of models on this machine: what huggingface_hub asks, answered over HTTP.

It tells what a repository holds, delivers files whole or from an offset on, and can
be told to be gated, to break, to hang up in the middle, or never to answer.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.server
import json
import re
import sys
import threading

REVISION = "0123456789abcdef0123456789abcdef01234567"
API = re.compile(r"/api/models/(?P<repository>[^/]+/[^/?]+)(/revision/\w+)?(\?.*)?")
FILE = re.compile(r"/(?P<repository>[^/]+/[^/]+)/resolve/\w+/(?P<file>[^?]+)")


class Hub:
    """`repositories` are files by name; `requests` holds (method, path, Range)."""

    def __init__(self):
        self.repositories = {}
        self.gated = set()
        self.status = None  # instead of any answer
        self.hang_up_after = None  # bytes of a file
        self.announced = {}  # sizes in the listing that are not the files' own
        self.silent = threading.Event()
        self.stopping = threading.Event()
        self.requests = []
        self.tokens = set()

    def __enter__(self):
        self._server = _Listener(("127.0.0.1", 0), _Handler)
        self._server.hub = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,)).start()
        return self

    def __exit__(self, *error):
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def files_asked(self):
        return [
            (FILE.fullmatch(path)["file"], offset)
            for method, path, offset in self.requests
            if method == "GET" and FILE.fullmatch(path)
        ]


class _Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self._answer()

    def do_GET(self):
        self._answer()

    def log_message(self, *args):
        pass

    def _answer(self):
        hub = self.server.hub
        hub.requests.append((self.command, self.path, self.headers.get("Range")))
        hub.tokens.add(self.headers.get("Authorization"))
        if hub.silent.is_set():
            hub.stopping.wait()
            self.close_connection = True
            return
        asked = API.fullmatch(self.path) or FILE.fullmatch(self.path)
        repository = asked["repository"] if asked else None
        if hub.status:
            self._send(hub.status, b"{}")
        elif repository not in hub.repositories:
            self._send(404, b"{}", {"X-Error-Code": "RepoNotFound"})
        elif repository in hub.gated and "file" in asked.groupdict():
            self._send(403, b"{}", {"X-Error-Code": "GatedRepo"})
        elif "file" in asked.groupdict():
            self._file(hub.repositories[repository][asked["file"]])
        else:
            self._send(200, json.dumps(self._listing(repository)).encode())

    def _listing(self, repository):
        hub = self.server.hub
        sizes = {n: len(c) for n, c in hub.repositories[repository].items()}
        sizes |= hub.announced
        return {
            "id": repository,
            "sha": REVISION,
            "siblings": [{"rfilename": n, "size": s} for n, s in sizes.items()],
        }

    def _file(self, content):
        headers = {
            "ETag": f'"{hashlib.sha256(content).hexdigest()}"',
            "X-Repo-Commit": REVISION,
            "Accept-Ranges": "bytes",
        }
        start = int((self.headers.get("Range") or "bytes=0-")[6:].split("-")[0])
        if start:
            size = len(content)
            headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        self._send(206 if start else 200, content[start:], headers)

    def _send(self, status, body, headers=None):
        hub = self.server.hub
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "HEAD":
            return
        limit = hub.hang_up_after
        if limit is not None and len(body) > limit:
            self.wfile.write(body[:limit])
            self.close_connection = True
            with contextlib.suppress(OSError):
                self.connection.shutdown(2)
            return
        self.wfile.write(body)
