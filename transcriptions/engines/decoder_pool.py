"""Child processes that decode utterances, kept alive between jobs.

Plain subprocesses on a socket each, because `multiprocessing` refuses children to the
daemonic processes task queues run in. The PocketSphinx engine owns one pool.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Sequence
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from transcriptions.engines.base import EngineError, EngineUnavailable

CHILD = "transcriptions.engines.pocketsphinx_child"
PROJECT = Path(__file__).resolve().parents[2]
TICK = 1.0  # seconds between signs of life while every child is busy
PATIENCE = 60.0  # seconds without any answer, beyond which a child counts as stuck
SLOWEST = 30.0  # times real time that a decoder may take on a crowded machine

Message = dict[str, Any]


class DecoderProcess:
    """One child and the socket to it; `ready` once it has loaded its models."""

    def __init__(self) -> None:
        self.connection, theirs = Pipe(duplex=True)
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-m", CHILD, str(os.getpid())],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=_environment(),
            )
        self.ready = False
        self.deadline = time.monotonic() + PATIENCE

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def send(self, pcm: bytes) -> None:
        self.deadline = time.monotonic() + PATIENCE + SLOWEST * len(pcm) / 32_000
        try:
            self.connection.send_bytes(pcm)
        except OSError as error:
            raise self._death() from error

    def receive(self) -> Message:
        try:
            message: Message = json.loads(self.connection.recv_bytes())
        except (EOFError, OSError) as error:
            raise self._death() from error
        self.deadline = math.inf
        if "error" in message:
            raise EngineUnavailable(
                f"PocketSphinx did not load its models: {message['error']}. Reinstall "
                "the pocketsphinx package, whose wheel holds them."
            )
        return message

    def require_progress(self) -> None:
        if time.monotonic() > self.deadline:
            raise EngineError(
                system_message=f"Decoder process {self.process.pid} gave no answer."
            )

    def kill(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.wait()

    def _death(self) -> EngineError:
        self.process.kill()
        status = self.process.wait()
        return EngineError(
            system_message=f"Decoder process {self.process.pid} died "
            f"with exit status {status}."
        )


class DecoderPool:
    """Decodes utterances on up to `size` children; not for concurrent use."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._children: list[DecoderProcess] = []
        self._owner = os.getpid()

    @property
    def pids(self) -> list[int]:
        return [child.process.pid for child in self._children]

    def decode(
        self, utterances: Sequence[bytes], on_tick: Callable[[], None]
    ) -> Generator[tuple[int, Message], None, None]:
        """Yield (index, answer) as utterances get done, in any order.

        Whatever interrupts it, `on_tick` or the consumer included, kills the children,
        so that the next call finds no stale answers; it starts new ones.
        """
        self._prepare(min(self.size, len(utterances)))
        finished = False
        try:
            yield from self._run(utterances, on_tick)
            finished = True
        finally:
            if not finished:
                self.close()

    def close(self) -> None:
        children, self._children = self._children, []
        if self._owner == os.getpid():  # a fork must not end its parent's children
            for child in children:
                child.kill()

    def _prepare(self, wanted: int) -> None:
        """Replace the children that died in between, and those of a forked parent."""
        if self._owner != os.getpid():
            self._children, self._owner = [], os.getpid()
        for child in [child for child in self._children if not child.alive]:
            self._children.remove(child)
            child.kill()
        while len(self._children) < wanted:
            self._children.append(DecoderProcess())

    def _run(
        self, utterances: Sequence[bytes], on_tick: Callable[[], None]
    ) -> Generator[tuple[int, Message], None, None]:
        waiting = iter(enumerate(utterances))
        working: dict[Connection, int] = {}
        idle = [child for child in self._children if child.ready]
        left = len(utterances)
        while left:
            for child, (index, pcm) in zip(idle, waiting, strict=False):
                child.send(pcm)
                working[child.connection] = index
            idle = []
            for child in self._answering(on_tick):
                message = child.receive()
                idle.append(child)
                if child.ready:
                    left -= 1
                    yield working.pop(child.connection), message
                child.ready = True

    def _answering(self, on_tick: Callable[[], None]) -> list[DecoderProcess]:
        """Wait until some children have an answer, ticking all the while."""
        by_connection = {child.connection: child for child in self._children}
        while True:
            on_tick()
            answering = wait(list(by_connection), timeout=TICK)
            if answering:
                return [by_connection[one] for one in answering]  # type: ignore[index]
            for child in self._children:
                child.require_progress()


def _environment() -> dict[str, str]:
    path = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}
