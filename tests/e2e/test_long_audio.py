"""Jobs of several windows in the running service: resumed, cancelled, put aside, killed.

CHAOS_JOBS, CHAOS_KILLS and CHAOS_SEED choose another number of jobs and kills for the
last test, and other moments.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time

import psutil
import pytest

from tests.e2e.conftest import Service, wait_for
from tests.speech import repeated

pytestmark = pytest.mark.e2e

SENTENCE_SECONDS = 2.6


@pytest.fixture(scope="module")
def windowed(tmp_path_factory):
    """A service with one worker, and windows of three seconds; all else is as usual."""
    home = tmp_path_factory.mktemp("windowed")
    with Service(home, WINDOW_S="3") as running:
        running.short = running.upload(repeated(home / "short.wav", 1))
        running.long = running.upload(repeated(home / "long.wav", 8))
        running.endless = running.upload(repeated(home / "endless.wav", 200))
        [(demo,)] = running.query("SELECT public_id FROM transcriptions_transcription")
        running.call("POST", f"/v1/audio/transcribe/{demo}/cancel")
        running.wait_for_end(running.create(running.short), 300)
        yield running


def checkpoints(service, job_id):
    """The version of the row of each finished window, by position."""
    rows = service.query(
        "SELECT position, c.xmin::text FROM transcriptions_checkpoint c "
        "JOIN transcriptions_transcription t ON t.id = c.transcription_id "
        "WHERE public_id = %s",
        job_id,
    )
    return dict(rows)


def wait_for_windows(service, job_id, count):
    return wait_for(
        lambda: (
            (found := checkpoints(service, job_id)) and len(found) >= count and found
        ),
        60,
        f"{count} windows of {job_id}",
    )


def found(service, job_id, phrase):
    path = f"/v1/audio/transcribe/{job_id}/search?query={phrase}"
    return service.call("GET", path)[1]["data"]["total_count"]


def test_the_text_so_far_is_there_and_a_killed_worker_costs_no_finished_window(
    windowed,
):
    job_id = windowed.create(windowed.long)
    before = wait_for_windows(windowed, job_id, 4)
    assert found(windowed, job_id, "invoice") > 0

    os.kill(windowed.worker_process(job_id).pid, signal.SIGKILL)

    before = checkpoints(windowed, job_id) or before
    after = wait_for_windows(windowed, job_id, len(before) + 1)
    assert {position: after[position] for position in before} == before
    assert windowed.wait_for_end(job_id)["status"] == "completed"
    assert found(windowed, job_id, "invoice") == 8
    assert checkpoints(windowed, job_id) == {}


def test_a_cancelled_job_sets_its_worker_free_within_five_seconds(windowed):
    job_id = windowed.create(windowed.endless)
    wait_for_windows(windowed, job_id, 1)
    following = windowed.create(windowed.short)

    status, answer = windowed.call("POST", f"/v1/audio/transcribe/{job_id}/cancel")
    cancelled = time.monotonic()
    wait_for(lambda: windowed.job(following)["status"] != "queued", 30, "the next job")

    assert time.monotonic() - cancelled < 5
    assert (status, windowed.job(job_id)["status"]) == (200, "cancelled")
    done = answer["data"]["audio_metadata"]["duration_seconds"] * 0.9
    assert answer["billing"]["synapses_refunded"] > done
    assert windowed.wait_for_end(following)["status"] == "completed"


def test_an_urgent_job_goes_first_at_the_edge_of_a_window(windowed):
    job_id = windowed.create(windowed.endless)
    wait_for_windows(windowed, job_id, 1)

    urgent = windowed.create(windowed.short, priority="urgent")

    assert windowed.wait_for_end(urgent, 60)["status"] == "completed"
    kept = wait_for_windows(windowed, job_id, 1)
    again = wait_for_windows(windowed, job_id, len(kept) + 1)
    assert {position: again[position] for position in kept} == kept
    windowed.call("POST", f"/v1/audio/transcribe/{job_id}/cancel")


def test_jobs_of_all_priorities_survive_kills_at_random_moments(windowed):
    jobs = int(os.environ.get("CHAOS_JOBS", "10"))
    kills = int(os.environ.get("CHAOS_KILLS", "5"))
    chance = random.Random(int(os.environ.get("CHAOS_SEED", "1")))
    files = [windowed.short, windowed.short, windowed.long]
    submitted = [
        windowed.create(
            chance.choice(files), priority=chance.choice(["normal", "high", "urgent"])
        )
        for _ in range(jobs)
    ]

    for _ in range(kills):
        time.sleep(chance.uniform(0.0, 4.0))
        kill_one_of_the_workers(windowed, chance)

    ended = [windowed.wait_for_end(job_id, 60 + 10 * jobs) for job_id in submitted]
    for job_id, job in zip(submitted, ended, strict=True):
        assert_paid_once(windowed, job_id, job)
    failed = [job["failure"]["code"] for job in ended if job["status"] == "failed"]
    assert set(failed) <= {"WORKER_LOST"}
    assert len(failed) <= kills // 3, "three workers were lost for each"
    windowed.manage("check_ledger")


def kill_one_of_the_workers(service, chance):
    """Any process of them: the main one, the sentinel, the worker, a decoder."""

    def alive():
        try:
            main = service.transcriber()
            return [main, *main.children(recursive=True)]
        except (LookupError, psutil.NoSuchProcess):
            return []

    family = wait_for(alive, 60, "a worker to kill")
    with contextlib.suppress(psutil.NoSuchProcess):
        chance.choice(family).kill()


def assert_paid_once(service, job_id, job):
    """Completed with its text for one charge, or failed with all of it given back."""
    movements = service.query(
        "SELECT kind, synapses FROM billing_transaction WHERE job_id = %s ORDER BY id",
        job_id,
    )
    kinds = [kind for kind, _ in movements]
    if job["status"] == "completed":
        assert kinds == ["charge"]
        sentences = round(job["audio_metadata"]["duration_seconds"] / SENTENCE_SECONDS)
        assert found(service, job_id, "invoice") == sentences
    else:
        assert kinds == ["charge", "refund"]
        assert sum(synapses for _, synapses in movements) == 0
