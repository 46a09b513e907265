"""Which workers are alive, and what becomes of the jobs of those that are not."""

from __future__ import annotations

import socket
import subprocess
import sys
from datetime import timedelta

from django.utils import timezone

from tests import factories
from transcriptions import lifecycle, presence, workers
from transcriptions.models import Worker


def test_a_worker_is_named_by_host_process_and_start():
    host, pid, started = presence.name().split("/")

    assert host == socket.gethostname()
    assert pid.isdigit()
    assert started.isdigit()


def test_a_worker_that_was_not_seen_for_a_minute_is_gone(db):
    presence.announce({"name": "pocketsphinx"}, "because")
    assert workers.alive().get().engine == {"name": "pocketsphinx"}

    Worker.objects.update(seen_at=timezone.now() - timedelta(minutes=2))

    assert not workers.alive().exists()


def test_only_workers_of_this_host_whose_process_ended_are_dead():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    here = socket.gethostname()
    mine = presence.name()
    reused = f"{mine.rpartition('/')[0]}/1"

    dead = presence.dead_here(
        [mine, reused, f"{here}/{ended.pid}/1", f"elsewhere/{ended.pid}/1"]
    )

    assert dead == [reused, f"{here}/{ended.pid}/1"]


def test_a_fresh_worker_takes_back_what_a_dead_one_of_its_host_held(acme):
    dead = f"{socket.gethostname()}/{2**22 + 1}/1"
    Worker.objects.create(name=dead)
    job = factories.make_transcription(acme)
    lifecycle.claim(dead)

    presence._bury_the_dead()

    job.refresh_from_db()
    assert job.status == "queued"
    assert not Worker.objects.filter(name=dead).exists()
