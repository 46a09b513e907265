"""The whole service in processes of its own, on a database of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from functools import partial
from pathlib import Path

import environ
import httpx
import psutil
import psycopg
import pytest

from aitronos_site.lib.parent_death import die_with_parent

ROOT = Path(__file__).resolve().parents[2]
START_TIMEOUT_S = 180


class Service:
    """`manage.py dev` as a child process. Use it in a `with` block."""

    def __init__(self, home: Path, **environment: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.database_url = new_database(f"e2e_{self.port}")
        self.log = home / "service.log"
        self.environment = {
            **os.environ,
            "AITRONOS_HOME": str(home),
            "DATABASE_URL": self.database_url,
            "PORT": str(self.port),
            "TRANSCRIPTION_ENGINE": "pocketsphinx",
            "PYTHONUNBUFFERED": "1",
            **environment,
        }

    def __enter__(self) -> Service:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, ROOT / "manage.py", "dev"],
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=partial(die_with_parent, os.getpid()),
            )
        try:
            wait_for(self._is_up, START_TIMEOUT_S, "the service to answer")
            seeded = json.loads(self.manage("seed_demo", "--json").stdout)
        except BaseException:
            self.stop()
            raise
        self.organization_id = seeded["organization_id"]
        self.email, self.password = seeded["email"], seeded["password"]
        self.api_key = seeded["api_key"]
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def stop(self) -> float:
        """Send SIGTERM and wait; return the seconds that took."""
        began = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=30)
        return time.monotonic() - began

    def manage(self, *arguments: str, **options):
        """Run a management command to its end."""
        return subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=180,
            **{"check": True, **options},
        )

    def call(self, method: str, path: str, body: object = None) -> tuple[int, dict]:
        """Call the API with the demo key; return status and answer."""
        request = urllib.request.Request(
            self.url + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-API-Key": self.api_key, "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def upload(self, path: Path) -> str:
        """Upload a file; return its file_url."""
        with path.open("rb") as file:
            answer = httpx.post(
                self.url + "/v1/audio/files/upload",
                files={"file": (path.name, file)},
                headers={"X-API-Key": self.api_key},
                timeout=60,
            )
        answer.raise_for_status()
        return answer.json()["data"]["file_url"]

    def create(self, file_url: str, **changes) -> str:
        """Create a job; return its id."""
        body = {
            "organization_id": self.organization_id,
            "transcription_options": {"audio_url": file_url, "language": "en"},
            **changes,
        }
        status, answer = self.call("POST", "/v1/audio/transcribe", body)
        assert status == 201, answer
        return answer["data"]["transcription_id"]

    def job(self, job_id: str) -> dict:
        return self.call("GET", f"/v1/audio/transcribe/{job_id}")[1]["data"]

    def wait_for_end(self, job_id: str, seconds: float = 120) -> dict:
        ended = ("completed", "failed", "cancelled")
        wait_for(
            lambda: self.job(job_id)["status"] in ended, seconds, f"{job_id} to end"
        )
        return self.job(job_id)

    def query(self, sql: str, *parameters: object) -> list[tuple]:
        with connect(self.database_url) as connection:
            return connection.execute(sql, parameters).fetchall()

    def transcriber(self) -> psutil.Process:
        """The main process of the transcription workers' cluster."""
        for child in psutil.Process(self.process.pid).children(recursive=True):
            environment = child.environ() if "qworker" in child.cmdline() else {}
            if (
                environment.get("Q_CLUSTER_NAME") == "transcribe"
                and "qworker" not in child.parent().cmdline()
            ):
                return child
        raise LookupError("no transcription worker runs")

    def worker_process(self, job_id: str) -> psutil.Process:
        """The process that holds the job."""
        [(worker,)] = self.query(
            "SELECT worker FROM transcriptions_transcription WHERE public_id = %s",
            job_id,
        )
        return psutil.Process(int(worker.split("/")[1]))

    def _is_up(self) -> bool:
        if self.process.poll() is not None:
            raise AssertionError("the service ended:\n" + self.log.read_text())
        try:
            with urllib.request.urlopen(self.url + "/healthz", timeout=2):
                return True
        except OSError:
            return False


def new_database(name: str) -> str:
    """Make a database on the tests' server; return its URL."""
    server = os.environ["DATABASE_URL"]
    with connect(server) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.rsplit("/", 1)[0] + "/" + name


def connect(database_url: str) -> psycopg.Connection:
    found = environ.Env.db_url_config(database_url)
    return psycopg.connect(
        host=found["HOST"],
        port=found["PORT"] or None,
        user=found["USER"],
        password=found["PASSWORD"],
        dbname=found["NAME"],
        autocommit=True,
    )


def wait_for(condition, seconds: float, what: str):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        found = condition()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"waited {seconds} s in vain for {what}")


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """One running service for all tests that only use it."""
    with Service(tmp_path_factory.mktemp("service")) as running:
        yield running
