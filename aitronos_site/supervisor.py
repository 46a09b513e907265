"""Runs a few services as one: restarts what ends, passes on what they print, stops all.

One thread does everything, because a child dies with the thread that started it
(`lib.parent_death`). Knows nothing of Django; `manage.py dev` says which services.
"""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from typing import TextIO

from aitronos_site.lib.parent_death import die_with_parent

GRACE_S = 10.0  # between SIGTERM and SIGKILL
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.5, 10.0  # before a restart; doubles each time
STABLE_S = 30.0  # after running so long, a service starts again without much delay
TICK_S = 0.1
CHUNK = 65536  # bytes; also the longest line that is passed on whole
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COLOURS = (36, 35, 33, 32, 34)  # ANSI, one for each service


@dataclass(frozen=True)
class Service:
    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


class Supervisor:
    """Keeps services running until SIGINT, SIGTERM or SIGHUP; a second one kills."""

    def __init__(self, services: Sequence[Service], output: TextIO) -> None:
        self._output = output
        self._selector = selectors.DefaultSelector()
        self._stop_signals = 0
        width = max(len(service.name) for service in services)
        self._children = [
            _Child(service, self._prefix(service.name.ljust(width), number))
            for number, service in enumerate(services)
        ]

    def run(self, on_tick: Callable[[], None] = lambda: None) -> None:
        """Return when a stop signal has come and every process is gone."""
        previous = [signal.signal(number, self._count) for number in STOP_SIGNALS]
        try:
            while not self._stop_signals:
                self._start_and_restart()
                self._pass_on_output(TICK_S)
                on_tick()
            self._stop()
        finally:
            for child in self._running():
                child.kill()
            self._selector.close()
            for number, handler in zip(STOP_SIGNALS, previous, strict=True):
                signal.signal(number, handler)

    def _count(self, *_: object) -> None:
        self._stop_signals += 1

    def _running(self) -> list[_Child]:
        return [child for child in self._children if child.process]

    def _start_and_restart(self) -> None:
        for child in self._children:
            if not child.process and time.monotonic() >= child.start_at:
                child.start()
                self._selector.register(child.descriptor, selectors.EVENT_READ, child)
            elif child.process and child.has_ended():
                status = self._bury(child)
                pause = child.plan_restart()
                self._write(child, f"ended with {status}, starts again in {pause:g} s")

    def _stop(self) -> None:
        for child in self._running():
            child.process.terminate()  # type: ignore[union-attr]
        deadline = time.monotonic() + GRACE_S
        while running := self._running():
            is_over = time.monotonic() > deadline or self._stop_signals > 1
            for child in running:
                if child.has_ended():
                    self._bury(child)
                elif is_over:
                    self._write(child, "did not stop in time and is killed")
                    self._bury(child)
            self._pass_on_output(TICK_S)

    def _bury(self, child: _Child) -> int:
        """Kill what is left of the service, print its last words, return its status."""
        with suppress(KeyError):
            self._selector.unregister(child.descriptor)
        status, lines = child.kill()
        for line in lines:
            self._write(child, line)
        return status

    def _pass_on_output(self, timeout: float) -> None:
        for key, _ in self._selector.select(timeout):
            lines = key.data.read_lines()
            if lines is None:
                self._selector.unregister(key.fd)
            for line in lines or ():
                self._write(key.data, line)

    def _write(self, child: _Child, line: str) -> None:
        with suppress(OSError):  # of a terminal that is gone
            print(child.prefix + line, file=self._output, flush=True)

    def _prefix(self, name: str, number: int) -> str:
        if not self._output.isatty():
            return f"{name} | "
        return f"\x1b[{COLOURS[number % len(COLOURS)]}m{name} |\x1b[0m "


class _Child:
    """One service's process, which leads a group of its own, and the pipe from it."""

    def __init__(self, service: Service, prefix: str) -> None:
        self.service = service
        self.prefix = prefix
        self.process: subprocess.Popen[bytes] | None = None
        self.descriptor = -1
        self.start_at = 0.0  # on the monotonic clock, like _started_at
        self._started_at = 0.0
        self._pause = 0.0
        self._unfinished = b""

    def start(self) -> None:
        self._started_at = time.monotonic()
        self.descriptor, child_side = os.pipe()
        os.set_blocking(self.descriptor, False)
        try:
            self.process = subprocess.Popen(
                list(self.service.command),
                env={
                    **os.environ,
                    "PYTHONUNBUFFERED": "1",
                    **self.service.environment,
                },
                stdin=subprocess.DEVNULL,
                stdout=child_side,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, os.getpid()),
            )
        finally:
            os.close(child_side)

    def has_ended(self) -> bool:
        """Leave the process unreaped, so that its number still names its group."""
        assert self.process
        options = os.WEXITED | os.WNOHANG | os.WNOWAIT
        return os.waitid(os.P_PID, self.process.pid, options) is not None

    def kill(self) -> tuple[int, list[str]]:
        """Kill the group; return the process's status and its last lines."""
        assert self.process
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        status = self.process.wait()
        self.process = None
        rest = b""
        with suppress(BlockingIOError):
            while chunk := os.read(self.descriptor, CHUNK):
                rest += chunk
        os.close(self.descriptor)
        unread = self._lines(rest)
        if self._unfinished:
            unread += self._lines(b"\n")
        return status, unread

    def plan_restart(self) -> float:
        """Set when to start again; return in how many seconds that is."""
        if time.monotonic() - self._started_at > STABLE_S:
            self._pause = 0.0
        self._pause = min(max(FIRST_PAUSE_S, 2 * self._pause), LONGEST_PAUSE_S)
        self.start_at = time.monotonic() + self._pause
        return self._pause

    def read_lines(self) -> list[str] | None:
        """Return the lines that are there by now; None at the end of the output."""
        try:
            chunk = os.read(self.descriptor, CHUNK)
        except BlockingIOError:
            return []
        if not chunk:
            return None
        return self._lines(chunk)

    def _lines(self, chunk: bytes) -> list[str]:
        *lines, rest = (self._unfinished + chunk).split(b"\n")
        if len(rest) >= CHUNK:
            lines, rest = [*lines, rest], b""
        self._unfinished = rest
        return [line.decode(errors="replace").rstrip("\r") for line in lines]
