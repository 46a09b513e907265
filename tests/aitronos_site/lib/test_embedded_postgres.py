from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import environ
import psutil
import psycopg
import pytest

from aitronos_site.lib import embedded_postgres, postgres_cluster

USER_OF_THE_SERVER = """
import sys
from pathlib import Path
from aitronos_site.lib import embedded_postgres
embedded_postgres.connection(Path(sys.argv[1]), durable=False)
print("joined", flush=True)
sys.stdin.read()
"""

USER_WITH_A_FORKED_CHILD = """
import os, sys
from pathlib import Path
from aitronos_site.lib import embedded_postgres
embedded_postgres.connection(Path(sys.argv[1]), durable=False)
if os.fork() == 0:
    sys.exit()
os.wait()
print("joined", flush=True)
sys.stdin.read()
"""


@pytest.fixture(scope="module")
def created(tmp_path_factory):
    """A folder with a cluster in it, so that only the first test waits for initdb."""
    data = tmp_path_factory.mktemp("postgres")
    embedded_postgres.connection(data, durable=False)
    embedded_postgres.stop(data)
    return data


@pytest.fixture
def data(created):
    yield created
    embedded_postgres.stop(created)
    assert postmaster(created) is None, "the test left its server running"


def postmaster(data: Path) -> psutil.Process | None:
    try:
        number = (data / "cluster" / "postmaster.pid").read_text().split("\n")[0]
        return psutil.Process(int(number))
    except (FileNotFoundError, psutil.NoSuchProcess):
        return None


def start_user(data: Path, script: str = USER_OF_THE_SERVER) -> subprocess.Popen[str]:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", script, str(data)], **pipes)


def wait_until_joined(user: subprocess.Popen[str]) -> None:
    assert user.stdout.readline() == "joined\n"


def ask(server: dict[str, str], query: str):
    address = {"host": server["HOST"], "port": server["PORT"], "user": server["USER"]}
    with psycopg.connect(dbname=embedded_postgres.DATABASE, **address) as connection:
        return connection.execute(query).fetchone()


def test_server_speaks_utf8_and_utc_and_knows_letters_beyond_ascii(data):
    server = embedded_postgres.connection(data)

    assert ask(server, "SHOW timezone") == ("UTC",)
    assert ask(server, "SHOW fsync") == ("on",)
    words = "SELECT tsvector_to_array(to_tsvector('simple', '«Ärger»: слово'))"
    assert ask(server, words) == (["ärger", "слово"],)


def test_server_that_need_not_be_durable_does_not_wait_for_the_disk(data):
    server = embedded_postgres.connection(data, durable=False)

    assert ask(server, "SELECT current_setting('fsync')") == ("off",)


def test_second_user_joins_and_the_last_to_leave_stops_the_server(data):
    embedded_postgres.connection(data, durable=False)
    first = postmaster(data)
    with start_user(data) as other:
        wait_until_joined(other)
        embedded_postgres.stop(data)
        assert postmaster(data) == first

        other.communicate()

    assert postmaster(data) is None


def test_user_that_was_killed_does_not_keep_the_server_alive(data):
    embedded_postgres.connection(data, durable=False)
    with start_user(data) as other:
        wait_until_joined(other)
        other.kill()

    embedded_postgres.stop(data)

    assert postmaster(data) is None


def test_server_whose_only_user_was_killed_stops_by_itself(data):
    with start_user(data) as user:
        wait_until_joined(user)
        server = postmaster(data)
        user.kill()

    psutil.wait_procs([server], timeout=5)

    assert postmaster(data) is None


def test_user_that_comes_just_when_the_last_one_was_killed_has_a_server(data):
    for _ in range(3):
        with start_user(data) as user:
            wait_until_joined(user)
            user.kill()

        server = embedded_postgres.connection(data, durable=False)

        assert ask(server, "SELECT 1") == (1,)
        embedded_postgres.stop(data)


def test_forked_child_that_ends_does_not_stop_its_parents_server(data):
    with start_user(data, USER_WITH_A_FORKED_CHILD) as user:
        wait_until_joined(user)
        assert postmaster(data) is not None

        user.communicate()

    assert postmaster(data) is None


def test_server_that_was_killed_is_started_again(data):
    embedded_postgres.connection(data, durable=False)
    killed = postmaster(data)
    killed.kill()
    psutil.wait_procs([killed])

    server = embedded_postgres.connection(data, durable=False)

    assert ask(server, "SELECT 1") == (1,)
    assert postmaster(data) != killed


def test_number_of_a_dead_server_that_is_now_another_process_is_no_server(data):
    (data / "cluster" / "postmaster.pid").write_text(f"{os.getppid()}\n")

    server = embedded_postgres.connection(data, durable=False)

    assert ask(server, "SELECT 1") == (1,)


def test_processes_that_start_it_at_once_share_one_server_in_a_long_path(tmp_path):
    data = tmp_path / ("long" * 30)
    users = [start_user(data) for _ in range(3)]
    for user in users:
        wait_until_joined(user)

    server = embedded_postgres.connection(data)

    assert len(server["HOST"]) < postgres_cluster.LONGEST_SOCKET_PATH
    assert Path(server["HOST"]).stat().st_mode & 0o777 == 0o700
    assert ask(server, "SELECT 1") == (1,)
    embedded_postgres.stop(data)
    for user in users:
        assert postmaster(data) is not None
        user.communicate()
    assert postmaster(data) is None


def test_error_says_what_the_server_printed(data):
    (data / "cluster" / "postgresql.auto.conf").write_text("no_such_setting = 1\n")
    try:
        with pytest.raises(postgres_cluster.PostgresError, match="no_such_setting"):
            embedded_postgres.connection(data, durable=False)
    finally:
        (data / "cluster" / "postgresql.auto.conf").write_text("")


def test_url_survives_the_way_through_django_environ():
    server = {"USER": "postgres", "HOST": "/srv/My Data+1/cluster", "PORT": "5432"}

    parsed = environ.Env.db_url_config(embedded_postgres.database_url(server))

    assert parsed["HOST"] == server["HOST"]
    assert parsed["NAME"] == "aitronos"
    assert parsed["USER"] == "postgres"


def test_server_survives_the_signal_that_ends_its_starter_from_the_keyboard(data):
    with start_user(data) as user:
        wait_until_joined(user)
        embedded_postgres.connection(data, durable=False)
        started = postmaster(data)
        assert os.getpgid(started.pid) != os.getpgid(user.pid)
        user.send_signal(signal.SIGINT)

    assert started.is_running()
