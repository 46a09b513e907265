from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from aitronos_site.lib import embedded_postgres

ROOT = Path(__file__).resolve().parents[2]

SETTINGS = """
import environ

SECRET_KEY = "test"
USE_TZ = True
DATABASES = {"default": environ.Env().db("DATABASE_URL")}
INSTALLED_APPS = ["django.contrib.contenttypes", "django_q", "queue_app"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
Q_CLUSTER = {
    "name": "test", "orm": "default", "workers": 2, "queue_limit": 2, "poll": 0.1,
    "timeout": 120, "retry": 600, "recycle": 2, "ack_failures": True,
    "max_attempts": 1, "save_limit": -1, "guard_cycle": 0.5,
    "ALT_CLUSTERS": {"transcribe": {"workers": 1, "queue_limit": 1, "recycle": 100}},
}
"""

COMMAND = "from aitronos_site.management.commands.qworker import Command"

PROMPT = """
import sys
import django
django.setup()
from django_q.models import OrmQ
from django_q.tasks import async_task
for line in sys.stdin:
    exec(line)
    print("done", flush=True)
"""

TASKS = """
import os
import subprocess
import time
from pathlib import Path

from aitronos_site.lib.draining import draining


def note(folder, line):
    with open(Path(folder, "notes"), "a") as notes:
        print(line, file=notes)


def work(folder, seconds):
    note(folder, f"began {os.getpid()}")
    if draining.wait(seconds):
        note(folder, "handed back")


def hang(folder):
    note(folder, f"began {os.getpid()}")
    time.sleep(60)


def stop_a_program(folder):
    program = subprocess.Popen(["sleep", "60"])
    program.terminate()
    note(folder, f"program ended with {program.wait(5)}")


def exit(folder):
    raise SystemExit
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """Variables of a small project with a database of its own."""
    folder = tmp_path_factory.mktemp("project")
    commands = folder / "queue_app" / "management" / "commands"
    commands.mkdir(parents=True)
    (commands / "qworker.py").write_text(COMMAND)
    (folder / "queue_settings.py").write_text(SETTINGS)
    (folder / "queue_tasks.py").write_text(TASKS)
    server = embedded_postgres.connection(folder / "postgres", durable=False)
    variables = {
        **os.environ,
        "DATABASE_URL": embedded_postgres.database_url(server),
        "DJANGO_SETTINGS_MODULE": "queue_settings",
        "PYTHONPATH": f"{folder}:{ROOT}",
        "PYTHONWARNINGS": "default",
    }
    variables.pop("Q_CLUSTER_NAME", None)
    django_admin(variables, "migrate", "--verbosity=0")
    yield variables
    embedded_postgres.stop(folder / "postgres")


@pytest.fixture(scope="module")
def queue(environment):
    """A function that runs one line of Python in the project."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    command = [sys.executable, "-c", PROMPT]

    def run(line):
        print(line, file=prompt.stdin, flush=True)
        assert prompt.stdout.readline() == "done\n"

    with subprocess.Popen(command, env=environment, cwd=ROOT, **pipes) as prompt:
        yield run


@pytest.fixture
def cluster(environment, queue, tmp_path):
    """A cluster to be started, whose processes are all gone in the end, come what may."""
    running = Cluster(environment, queue, tmp_path)
    yield running
    running.kill()


class Cluster:
    def __init__(self, variables, queue, folder):
        self.variables, self.folder = variables, folder
        self.tree: set[psutil.Process] = set()
        self.queue = queue
        self.queue("OrmQ.objects.all().delete()")

    def start(self, *arguments: str, processes: int = 6) -> None:
        self.log = open(self.folder / "log", "w+")  # noqa: SIM115
        command = [sys.executable, "-m", "django", "qworker", *arguments]
        self.main = psutil.Popen(
            command,
            env=self.variables,
            cwd=ROOT,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        wait_until(lambda: len(self.processes()) == processes and self.is_ready())

    def is_ready(self) -> bool:
        return "pushing tasks" in (self.folder / "log").read_text()

    def processes(self) -> list[psutil.Process]:
        """Main process, sentinel, workers, monitor and pusher, in order of birth."""
        found = [self.main, *self.main.children(recursive=True)]
        self.tree.update(found)
        return sorted(found, key=lambda process: process.pid)

    def enqueue(self, *calls: str) -> None:
        for call in calls:
            self.queue(f"async_task('queue_tasks.{call})")

    def notes(self) -> list[str]:
        file = self.folder / "notes"
        return file.read_text().splitlines() if file.exists() else []

    def status(self, within: float) -> int:
        status = self.main.wait(within)
        wait_until(lambda: not any(map(is_alive, self.tree)), seconds=3)
        return status

    def kill(self) -> None:
        for process in self.tree:
            if process.is_running():
                process.kill()
        self.main.wait(5)
        self.log.close()


def django_admin(variables, *arguments):
    command = [sys.executable, "-m", "django", *arguments]
    subprocess.run(command, env=variables, cwd=ROOT, check=True)


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def wait_until(condition, seconds: float = 15) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited too long"
        time.sleep(0.05)


@pytest.mark.parametrize("victim", [2, 4, 5], ids=["worker", "monitor", "pusher"])
def test_death_of_an_idle_process_ends_the_whole_cluster_at_once(cluster, victim):
    cluster.start()

    cluster.processes()[victim].kill()

    assert cluster.status(within=6) == 70


def test_death_of_the_sentinel_ends_the_whole_cluster(cluster):
    cluster.start()

    cluster.processes()[1].kill()

    assert cluster.status(within=6) == 70


def test_death_of_the_main_process_leaves_nobody_behind(cluster):
    cluster.start()
    cluster.processes()

    cluster.main.kill()

    assert cluster.status(within=6) == -signal.SIGKILL


def test_task_that_exits_ends_the_cluster_instead_of_repeating_for_ever(cluster):
    cluster.start()

    cluster.enqueue(f"exit', '{cluster.folder}'")

    assert cluster.status(within=6) == 70


def test_stop_lets_a_running_task_hand_back_and_drops_the_waiting_ones(cluster):
    cluster.start("--cluster", "transcribe", processes=5)
    long = f"work', '{cluster.folder}', 60, cluster='transcribe'"
    cluster.enqueue(long, long, long)
    wait_until(cluster.notes)

    cluster.main.terminate()

    assert cluster.status(within=8) == 0
    assert [note.split()[0] for note in cluster.notes()] == ["began", "handed"]


def test_stop_signals_to_the_whole_group_count_as_one_stop(cluster):
    cluster.start()
    cluster.enqueue(f"work', '{cluster.folder}', 60")
    wait_until(cluster.notes)

    os.killpg(cluster.main.pid, signal.SIGTERM)

    assert cluster.status(within=8) == 0
    assert cluster.notes()[-1] == "handed back"


def test_second_stop_ends_a_task_that_does_not_hand_back(cluster):
    cluster.start()
    cluster.enqueue(f"hang', '{cluster.folder}'")
    wait_until(cluster.notes)
    cluster.main.terminate()
    with pytest.raises(psutil.TimeoutExpired):
        cluster.main.wait(1)

    cluster.main.terminate()

    assert cluster.status(within=2) == 70


def test_stop_does_not_wait_longer_than_ten_seconds_for_a_task(cluster):
    cluster.start()
    cluster.enqueue(f"hang', '{cluster.folder}'")
    wait_until(cluster.notes)

    cluster.main.terminate()

    assert cluster.status(within=11) == 70


def test_task_that_takes_too_long_costs_its_worker_but_not_the_cluster(cluster):
    cluster.start()
    cluster.enqueue(f"hang', '{cluster.folder}', timeout=1")
    wait_until(cluster.notes)
    worker = psutil.Process(int(cluster.notes()[0].split()[1]))

    wait_until(lambda: not worker.is_running())

    wait_until(lambda: len(cluster.processes()) == 6)
    cluster.enqueue(f"work', '{cluster.folder}', 0")
    wait_until(lambda: len(cluster.notes()) == 2)
    cluster.main.terminate()
    assert cluster.status(within=8) == 0


def test_recycled_workers_are_replaced_without_an_end_of_the_cluster(cluster):
    cluster.start()

    cluster.enqueue(*[f"work', '{cluster.folder}', 0"] * 9)

    wait_until(lambda: len(cluster.notes()) == 9)
    assert len(set(cluster.notes())) > 2
    cluster.main.terminate()
    assert cluster.status(within=8) == 0


def test_task_can_stop_a_program_that_it_started(cluster):
    cluster.start()

    cluster.enqueue(f"stop_a_program', '{cluster.folder}'")

    wait_until(cluster.notes)
    assert cluster.notes() == [f"program ended with {-signal.SIGTERM}"]
    cluster.main.terminate()
    assert cluster.status(within=8) == 0


def test_unknown_queue_is_refused_by_name(environment):
    command = [sys.executable, "-m", "django", "qworker", "--cluster", "nope"]

    refused = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True
    )

    assert refused.returncode == 1
    assert "There is no queue 'nope'. Known: transcribe." in refused.stderr
