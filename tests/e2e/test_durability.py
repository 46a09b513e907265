"""Workers are killed at bad moments: no job is lost, doubled, hung or paid twice."""

from __future__ import annotations

import os
import signal
import time

import psutil
import pytest

from tests.e2e.conftest import Service, wait_for
from tests.speech import repeated

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def hardy(tmp_path_factory):
    """A service whose leases are short, so that lost workers are noticed soon."""
    home = tmp_path_factory.mktemp("hardy")
    with Service(home, LEASE_S="4", HEARTBEAT_S="1") as running:
        running.file_url = running.upload(repeated(home / "talk.wav", 4))
        running.wait_for_end(running.create(running.file_url))
        yield running


def wait_until_transcribing(service, job_id):
    wait_for(
        lambda: service.job(job_id).get("progress", {}).get("stage") == "transcribing",
        60,
        f"{job_id} to be transcribed",
    )


def assert_settled(service, job_id):
    """Completed with one charge, or failed with one charge and its refund."""
    job = service.wait_for_end(job_id)
    movements = service.query(
        "SELECT kind, synapses FROM billing_transaction WHERE job_id = %s ORDER BY id",
        job_id,
    )
    price = job["audio_metadata"]["duration_seconds"]
    charge = ("charge", -round(price + 0.499))
    if job["status"] == "completed":
        assert movements == [charge]
    else:
        assert job["status"] == "failed"
        assert movements == [charge, ("refund", -charge[1])]
    return job


def test_a_busy_worker_is_killed(hardy):
    job_id = hardy.create(hardy.file_url)
    wait_until_transcribing(hardy, job_id)

    os.kill(hardy.worker_process(job_id).pid, signal.SIGKILL)

    assert assert_settled(hardy, job_id)["status"] == "completed"


def test_the_sentinel_of_a_busy_worker_is_killed(hardy):
    job_id = hardy.create(hardy.file_url)
    wait_until_transcribing(hardy, job_id)
    busy = hardy.worker_process(job_id)

    os.kill(busy.ppid(), signal.SIGKILL)

    assert assert_settled(hardy, job_id)["status"] == "completed"
    assert not busy.is_running()


@pytest.mark.parametrize("delay", [0.0, 0.5, 2.0])
def test_the_whole_worker_command_is_killed_at_any_point(hardy, delay):
    job_id = hardy.create(hardy.file_url)
    time.sleep(delay)
    victims = [hardy.transcriber(), *hardy.transcriber().children(recursive=True)]

    os.kill(victims[0].pid, signal.SIGKILL)

    assert assert_settled(hardy, job_id)["status"] == "completed"
    assert psutil.wait_procs(victims, timeout=5)[1] == []


def test_an_idle_worker_is_killed_and_the_next_job_completes(hardy):
    # A job of its own: the worker of the newest one may be gone with an earlier test.
    done = hardy.create(hardy.file_url)
    assert assert_settled(hardy, done)["status"] == "completed"

    os.kill(hardy.worker_process(done).pid, signal.SIGKILL)

    assert assert_settled(hardy, hardy.create(hardy.file_url))["status"] == "completed"


def test_a_job_that_kills_its_worker_each_time_fails_and_is_refunded(hardy):
    job_id = hardy.create(hardy.file_url)
    for _ in range(3):
        wait_until_transcribing(hardy, job_id)
        os.kill(hardy.worker_process(job_id).pid, signal.SIGKILL)
        wait_for(
            lambda: hardy.job(job_id)["status"] != "processing", 30, "the job's return"
        )

    job = assert_settled(hardy, job_id)

    assert (job["status"], job["failure"]["code"]) == ("failed", "WORKER_LOST")


def test_sigterm_drains_within_ten_seconds_and_the_job_completes_later(hardy):
    job_id = hardy.create(hardy.file_url)
    wait_until_transcribing(hardy, job_id)
    cluster = hardy.transcriber()
    began = time.monotonic()

    cluster.terminate()
    cluster.wait(timeout=10)

    assert time.monotonic() - began < 10
    assert assert_settled(hardy, job_id)["status"] == "completed"
    [(claims,)] = hardy.query(
        "SELECT claims FROM transcriptions_transcription WHERE public_id = %s", job_id
    )
    assert claims == 1, "a drain is not the job's fault"


def test_twenty_jobs_on_two_workers_complete_the_urgent_first(tmp_path_factory):
    home = tmp_path_factory.mktemp("twenty")
    with Service(home, TRANSCRIPTION_WORKERS="2") as service:
        file_url = service.upload(repeated(home / "talk.wav", 1))
        priorities = ["normal", "high", "urgent", "normal"] * 5
        jobs = [service.create(file_url, priority=p) for p in priorities]

        for job_id in jobs:
            assert assert_settled_at_any_price(service, job_id) == "completed"

        started = service.query(
            "SELECT priority_rank FROM transcriptions_transcription "
            "WHERE public_id = ANY(%s) ORDER BY started_at",
            jobs,
        )
        # The first ones were claimed while the others were still being submitted.
        ranks = [rank for (rank,) in started][len(jobs) // 2 :]
        assert ranks == sorted(ranks)
        assert service.query(
            "SELECT count(DISTINCT worker) FROM transcriptions_transcription "
            "WHERE public_id = ANY(%s)",
            jobs,
        ) == [(2,)]


def assert_settled_at_any_price(service, job_id):
    job = service.wait_for_end(job_id, 300)
    kinds = service.query(
        "SELECT kind FROM billing_transaction WHERE job_id = %s", job_id
    )
    assert kinds == [("charge",)]
    return job["status"]


def test_sigterm_stops_the_whole_service_and_leaves_no_process(tmp_path_factory):
    with Service(tmp_path_factory.mktemp("stopped")) as service:
        family = psutil.Process(service.process.pid).children(recursive=True)

        assert service.stop() < 12

        assert service.process.returncode in (0, -signal.SIGTERM, 128 + signal.SIGTERM)
        assert psutil.wait_procs(family, timeout=2)[1] == []
