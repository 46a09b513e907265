"""A server on this machine that speaks OpenAI's chat completions, well or badly."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Callable
from typing import Any

#: Gets the request, answers the text.
Model = Callable[[dict[str, Any]], str]


def completion(text: Any, *, finish_reason: str = "stop", **message: Any) -> bytes:
    choice = {
        "index": 0,
        "message": {"role": "assistant", "content": text, **message},
        "finish_reason": finish_reason,
    }
    whole = {"id": "c1", "object": "chat.completion", "model": "m", "choices": [choice]}
    return json.dumps(whole).encode()


class ChatServer:
    """Answers as it is told by `model`, or with `status` and `body` if there is one.

    `requests` holds what came, as (path, headers, JSON). A silent one never answers.
    """

    def __init__(self, model: Model | None = None) -> None:
        self.model: Model = model or (lambda request: "A summary.")
        self.status = 200
        self.body: bytes | None = None
        self.headers: dict[str, str] = {}
        self.silent = False
        self.requests: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.hung_up = threading.Event()  # a client that was kept waiting went away
        self.stopping = threading.Event()

    def __enter__(self) -> ChatServer:
        self._listener = _Listener(("127.0.0.1", 0), _Handler)
        self._listener.owner = self
        self.url = f"http://127.0.0.1:{self._listener.server_port}/v1"
        serve = self._listener.serve_forever
        threading.Thread(target=serve, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.stopping.set()
        self._listener.shutdown()
        self._listener.server_close()

    def prompts(self) -> list[str]:
        """What the users' messages said."""
        return [body["messages"][-1]["content"] for _, _, body in self.requests]


class _Listener(http.server.ThreadingHTTPServer):
    daemon_threads = True
    owner: ChatServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the tests."""


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Listener

    def do_POST(self) -> None:
        owner = self.server.owner
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        fields = {name.lower(): value for name, value in self.headers.items()}
        owner.requests.append((self.path, fields, body))
        if owner.silent:
            self._wait_until_gone()
            return
        answer = completion(owner.model(body)) if owner.body is None else owner.body
        self.send_response(owner.status)
        for name, value in owner.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(answer)

    def _wait_until_gone(self) -> None:
        self.connection.settimeout(0.05)
        while not self.server.owner.stopping.is_set():
            with contextlib.suppress(TimeoutError):
                if self.connection.recv(1) == b"":
                    self.server.owner.hung_up.set()
                    return

    def log_message(self, format: str, *args: Any) -> None:
        pass
