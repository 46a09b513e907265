from __future__ import annotations

import threading
import time

import pytest

from transcriptions.engines.background import BackgroundWork
from transcriptions.engines.base import Aborted


@pytest.fixture
def background():
    work = BackgroundWork("test")
    yield work
    work.close()


def test_the_caller_hears_of_progress_in_its_own_thread(background):
    heard = []

    def work(report):
        report(0.5)
        time.sleep(0.05)
        report(0.25)
        return "done"

    def on_tick(share):
        heard.append((share, threading.current_thread()))

    assert background.run(work, on_tick) == "done"
    assert [share for share, _ in heard] == sorted(share for share, _ in heard)
    assert max(share for share, _ in heard) == 0.5
    assert {thread for _, thread in heard} == {threading.current_thread()}


def test_an_error_of_the_work_reaches_the_caller(background):
    def work(report):
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        background.run(work, lambda share: None)


def test_aborting_returns_at_once_and_stops_the_work_at_its_next_report(background):
    resume, finished = threading.Event(), []

    def work(report):
        resume.wait(10)
        report(0.5)
        finished.append(True)

    def on_tick(share):
        raise Aborted

    begun = time.monotonic()
    with pytest.raises(Aborted):
        background.run(work, on_tick)
    waited = time.monotonic() - begun
    resume.set()

    assert waited < 5
    assert background.run(lambda report: "next", lambda share: None) == "next"
    assert finished == []
