from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import suppress

import psutil
import pytest

PROGRAM = """
import sys
from aitronos_site.supervisor import Service, Supervisor
services = [
    Service(name, [sys.executable, "-c", code], {"COLOUR_OF": name})
    for name, code in zip(sys.argv[1::2], sys.argv[2::2])
]
Supervisor(services, sys.stdout).run()
print("all stopped")
"""

# Prints, and ends at SIGTERM; the second one has a child that ignores SIGTERM.
WAITS = "import time; print('up'); time.sleep(60)"
HAS_A_CHILD = """
import signal, subprocess, sys, time
deaf = "import signal, time; signal.signal(15, signal.SIG_IGN); print('deaf up'); time.sleep(60)"
subprocess.Popen([sys.executable, "-c", deaf])
time.sleep(60)
"""
DEAF = """
import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("deaf up")
time.sleep(60)
"""
ENDS = "import sys; sys.stdout.write('last words'); sys.exit(3)"


class Run:
    """The program above, with what it printed so far."""

    def __init__(self, *services: str, stdout: int = subprocess.PIPE) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, *services], stdout=stdout, text=True
        )
        self.output: list[str] = []

    def wait_for(self, text: str) -> None:
        for line in self.process.stdout:
            self.output.append(line)
            if text in line:
                return
        raise AssertionError(f"{text!r} was not printed: {self.output}")

    def tree(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def rest(self) -> str:
        self.output += self.process.stdout.readlines()
        self.process.wait(2)
        return "".join(self.output)


@pytest.fixture
def start():
    runs: list[Run] = []

    def start(*services: str, stdout: int = subprocess.PIPE) -> Run:
        runs.append(Run(*services, stdout=stdout))
        return runs[-1]

    yield start
    for run in runs:
        run.process.kill()
        run.process.communicate()


def living(processes: list[psutil.Process]) -> list[psutil.Process]:
    """Those that still run after half a second; a zombie that nobody reaped does not."""
    deadline = time.monotonic() + 0.5
    while time.monotonic() < deadline:
        found = [process for process in processes if is_alive(process)]
        if not found:
            return []
        time.sleep(0.02)
    return found


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_stop_signal_stops_all_services_and_what_they_started(start, number):
    run = start("web", WAITS, "worker", HAS_A_CHILD)
    run.wait_for("deaf up")
    tree = run.tree()
    assert len(tree) == 3

    run.process.send_signal(number)

    assert run.rest().endswith("all stopped\n")
    assert run.process.returncode == 0
    assert living(tree) == []


def test_kill_of_the_supervisor_kills_its_services(start):
    run = start("web", WAITS, "worker", DEAF)
    run.wait_for("deaf up")
    tree = run.tree()
    assert len(tree) == 2

    run.process.kill()

    assert living(tree) == []


def test_second_stop_signal_kills_what_does_not_stop(start):
    run = start("worker", DEAF)
    run.wait_for("deaf up")
    tree = run.tree()
    run.process.terminate()
    time.sleep(0.3)
    assert living(tree) == tree

    run.process.terminate()

    assert "worker | did not stop in time and is killed\n" in run.rest()
    assert living(tree) == []


def test_service_that_ends_starts_again_later_and_later(start):
    run = start("worker", ENDS)

    run.wait_for("starts again in 0.5 s")
    run.wait_for("starts again in 1 s")
    run.wait_for("starts again in 2 s")

    assert run.output == [
        "worker | last words\n",
        "worker | ended with 3, starts again in 0.5 s\n",
        "worker | last words\n",
        "worker | ended with 3, starts again in 1 s\n",
        "worker | last words\n",
        "worker | ended with 3, starts again in 2 s\n",
    ]


def test_stop_does_not_wait_for_a_restart_that_is_due(start):
    run = start("worker", ENDS)
    run.wait_for("starts again")

    run.process.terminate()

    assert run.rest().endswith("all stopped\n")


def test_children_that_a_dead_service_left_are_killed_before_it_starts_again(start):
    leaves = HAS_A_CHILD.replace("time.sleep(60)\n", "time.sleep(1)\n")
    run = start("worker", leaves)
    run.wait_for("deaf up")
    first = run.tree()

    run.wait_for("starts again")

    assert living(first) == []


def test_each_line_says_who_printed_it_and_errors_are_lines_too(start):
    speak = (
        "import os, sys, time; print('to', os.environ['COLOUR_OF']);"
        "print('no', file=sys.stderr); time.sleep(60)"
    )
    run = start("web", speak, "worker", speak)
    for _ in range(4):
        run.wait_for("")

    run.process.terminate()

    lines = sorted(run.rest().splitlines())
    assert lines[1:] == sorted(
        f"{name} | {said}"
        for name, who in (("web   ", "web"), ("worker", "worker"))
        for said in (f"to {who}", "no")
    )


def test_service_that_closes_its_output_goes_on(start):
    run = start("web", "import os, time; os.close(1); os.close(2); time.sleep(60)")
    time.sleep(0.5)
    used = psutil.Process(run.process.pid).cpu_times().user

    time.sleep(0.5)

    assert len(run.tree()) == 1
    assert psutil.Process(run.process.pid).cpu_times().user - used < 0.2


@pytest.fixture
def terminal(start):
    """The reading side of a terminal on which the service `web` says `up`."""
    terminal, slave = pty.openpty()
    run = start("web", WAITS, stdout=slave)
    os.close(slave)
    yield terminal, run
    with suppress(OSError):
        os.close(terminal)


def test_names_are_coloured_on_a_terminal(terminal):
    descriptor, _ = terminal

    printed = os.read(descriptor, 1000).decode()

    assert printed.startswith("\x1b[36mweb |\x1b[0m up")


def test_loss_of_the_terminal_does_not_keep_services_alive(terminal):
    descriptor, run = terminal
    os.read(descriptor, 1000)
    tree = run.tree()
    os.close(descriptor)

    run.process.send_signal(signal.SIGHUP)

    run.process.wait(5)
    assert living(tree) == []


def test_child_whose_parent_is_already_gone_does_not_start():
    code = "from aitronos_site.lib.parent_death import die_with_parent as die; die(-1)"

    child = subprocess.run([sys.executable, "-c", code])

    assert child.returncode == 1
