"""A body over the limit is refused before Django reads it."""

from __future__ import annotations

import json

import pytest

from aitronos_site.body_limit import FRAME_BYTES, BodyLimit


class Application:
    """Reads the whole body, then answers 200."""

    def __init__(self):
        self.read = 0

    async def __call__(self, scope, receive, send):
        while True:
            message = await receive()
            self.read += len(message.get("body", b""))
            if not message.get("more_body"):
                break
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


async def answer_to(chunks, *, path="/v1/audio/files/upload", length=None):
    application = Application()
    waiting = [
        {"type": "http.request", "body": chunk, "more_body": i < len(chunks) - 1}
        for i, chunk in enumerate(chunks)
    ]
    sent = []

    async def receive():
        return waiting.pop(0)

    async def send(message):
        sent.append(message)

    headers = [] if length is None else [(b"content-length", str(length).encode())]
    scope = {"type": "http", "path": path, "headers": headers}
    await BodyLimit(application)(scope, receive, send)
    return sent[0]["status"], sent[1]["body"], application.read


@pytest.fixture(autouse=True)
def limit(settings):
    settings.MAX_UPLOAD_BYTES = 1000
    return 1000 + FRAME_BYTES


async def test_a_body_within_the_limit_passes(limit):
    status, _, read = await answer_to([b"x" * limit], length=limit)

    assert (status, read) == (200, limit)


async def test_an_announced_length_over_the_limit_is_refused_unread(limit):
    status, body, read = await answer_to([b"x"], length=limit + 1)

    error = json.loads(body)["error"]
    assert (status, read) == (413, 0)
    assert (error["code"], error["details"]) == (
        "PAYLOAD_TOO_LARGE",
        {"max_bytes": limit},
    )


async def test_a_body_without_a_length_is_counted(limit):
    chunk = b"x" * 10_000

    status, _, read = await answer_to([chunk] * 20)

    assert status == 413
    assert read <= limit


async def test_what_is_no_upload_has_a_smaller_limit(settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    status, _, _ = await answer_to([b"x" * 101], path="/v1/audio/transcribe")

    assert status == 413
