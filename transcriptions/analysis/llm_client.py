"""Asks a server that speaks OpenAI's chat completions: vLLM, Ollama, llama.cpp …

The operator names the server, so it may be a private host, unlike what customers name;
redirects are not followed, since they would take the transcript elsewhere. No error's
text holds what was sent or received.
"""

from __future__ import annotations

import json
import re
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal

from transcriptions.analysis.outside_models import LlmServer

MOST_BYTES = 512 * 1024  # of an answer
MOST_TOKENS = 2_000  # of an answer, with what models think aloud before it
CONNECT_S = 10.0
BEAT_S = 0.5
_PATH = "/chat/completions"
_THOUGHTS = re.compile(r"<think>.*?(</think>|$)", re.DOTALL)

Message = dict[str, str]


class LlmFailed(Exception):
    """There is no answer; the message goes on from "the language model …"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`cut` says whether the model stopped because it had written too much."""

    text: str
    cut: bool


class LlmConversation:
    """Asks one question after the other until the time is over.

    `beat` is called twice a second meanwhile; what it raises stops the work.
    """

    def __init__(
        self, server: LlmServer, portal: BlockingPortal, beat: Callable[[], None]
    ) -> None:
        self._server = server
        self._portal = portal
        self._beat = beat
        self._ends = time.monotonic() + server.timeout_s

    def ask(self, messages: Sequence[Message]) -> Answer:
        """Raises LlmFailed."""
        request = _request(self._server, messages)
        self._check_time()
        future = self._portal.start_task_soon(_posted, self._server, request)
        try:
            while not wait([future], timeout=BEAT_S).done:
                self._beat()
                self._check_time()
        finally:
            future.cancel()  # does nothing to one that is done
        return _answer(future.result())

    def _check_time(self) -> None:
        if time.monotonic() >= self._ends:
            raise LlmFailed("did not answer in time")


@contextmanager
def conversation(
    server: LlmServer, beat: Callable[[], None]
) -> Iterator[LlmConversation]:
    """The network has a thread of its own, so that this one can watch the time."""
    with start_blocking_portal() as portal:
        yield LlmConversation(server, portal, beat)


def _request(server: LlmServer, messages: Sequence[Message]) -> dict[str, Any]:
    return {
        "model": server.model,
        "messages": list(messages),
        "temperature": 0.2,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }


async def _posted(server: LlmServer, request: dict[str, Any]) -> bytes:
    """The body of the answer."""
    limits = httpx.Timeout(server.timeout_s, connect=CONNECT_S)
    headers = {"Authorization": f"Bearer {server.key}"} if server.key else {}
    try:
        async with (
            httpx.AsyncClient(
                timeout=limits,
                headers=headers,
                follow_redirects=False,
                trust_env=False,
                verify=ssl.create_default_context(),
            ) as client,
            client.stream("POST", _address(server.url), json=request) as response,
        ):
            if response.status_code != httpx.codes.OK:
                raise LlmFailed(f"answered with status {response.status_code}")
            return await _body(response)
    except httpx.TimeoutException:
        raise LlmFailed("did not answer in time") from None
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        raise LlmFailed("could not be reached") from None


async def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    async for part in response.aiter_bytes():
        body += part
        if len(body) > MOST_BYTES:
            raise LlmFailed("answered at too great length")
    return bytes(body)


def _address(url: str) -> str:
    bare = url.rstrip("/")
    return bare if bare.endswith(_PATH) else bare + _PATH


def _answer(body: bytes) -> Answer:
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        content = message["content"]
        declined = bool(message.get("refusal"))
        reason = choice.get("finish_reason")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise LlmFailed("gave an answer that is not a chat completion") from None
    if declined or reason == "content_filter":
        raise LlmFailed("declined to answer")
    text = _THOUGHTS.sub("", content).strip() if isinstance(content, str) else ""
    if not text:
        raise LlmFailed("gave an empty answer")
    return Answer(text, cut=reason == "length")
