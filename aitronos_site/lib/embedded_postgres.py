"""A PostgreSQL server of one's own, for machines that have none.

Each process that uses it holds a shared lock on `users.lock`, which the kernel drops
however the process ends. So the last user can tell that it is the last, and stops the
server; where users were killed, a keeper does, which waits for the lock. Called by the
embedded database backend, by `manage.py dev` and by tests.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from aitronos_site.lib import postgres_cluster
from aitronos_site.lib.postgres_cluster import DATABASE, PORT, SUPERUSER

ROOT = Path(__file__).resolve().parents[2]
NOBODY = (-1, -1)

# Of each data folder: the descriptor that holds the lock, and the process that took it.
_uses: dict[Path, tuple[int, int]] = {}


def connection(data: Path, *, durable: bool = True) -> dict[str, str]:
    """Start the server in `data`, or join it; return USER, HOST and PORT for Django.

    This process is a user of the server until it ends or calls `stop`. Without
    `durable`, a server that this call starts may lose everything in a power cut.
    All users must see each other's processes: one machine, or one container.
    """
    data = data.resolve()
    data.mkdir(parents=True, exist_ok=True)
    cluster = data / "cluster"
    with _starting_or_stopping(data):
        if _uses.get(data, NOBODY)[1] != os.getpid():
            users = _open(data / "users.lock")
            fcntl.flock(users, fcntl.LOCK_SH)
            _uses[data] = (users, os.getpid())
        if not cluster.exists():
            postgres_cluster.create(cluster)
        if not postgres_cluster.is_running(cluster):
            postgres_cluster.start(cluster, durable=durable)
            _start_keeper(data)
        address = postgres_cluster.server_address(cluster)
    return {"USER": SUPERUSER, "HOST": address, "PORT": PORT}


def database_url(server: dict[str, str], database: str = DATABASE) -> str:
    """Return what `connection` returned in the form that django-environ reads."""
    return f"postgres://{server['USER']}@/{quote(server['HOST'])}/{quote(database)}"


def stop(data: Path) -> None:
    """Give up this process's use of the server; the last user stops it."""
    data = data.resolve()
    users, process_id = _uses.get(data, NOBODY)
    if process_id != os.getpid():
        return  # a forked child must not stop its parent's server
    with _starting_or_stopping(data):
        del _uses[data]
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            postgres_cluster.stop(data / "cluster")
        except BlockingIOError:
            return  # there are other users
        finally:
            os.close(users)


@atexit.register
def _stop_all() -> None:
    for data in list(_uses):
        stop(data)


@contextmanager
def _starting_or_stopping(data: Path) -> Iterator[None]:
    """Hold the lock under which users come and go; it is held for moments only."""
    descriptor = _open(data / "starting.lock")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(lock: Path) -> int:
    return os.open(lock, os.O_RDWR | os.O_CREAT, 0o600)


def _start_keeper(data: Path) -> None:
    """Start `_keep` in a process that is nobody's child and hears no terminal."""
    detach = '"$@" >/dev/null 2>&1 &'
    keeper = (sys.executable, "-m", __name__, str(data))
    subprocess.run(
        ["/bin/sh", "-c", detach, "sh", *keeper],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        check=True,
    )


def _keep(data: Path) -> None:
    """Wait until the server has no user left, however they ended, and stop it."""
    users, starting = _open(data / "users.lock"), _open(data / "starting.lock")
    while True:
        fcntl.flock(users, fcntl.LOCK_EX)
        try:
            fcntl.flock(starting, fcntl.LOCK_EX | fcntl.LOCK_NB)
            break
        except BlockingIOError:  # by someone who may be about to wait for this lock
            fcntl.flock(users, fcntl.LOCK_UN)
            time.sleep(0.1)
    postgres_cluster.stop(data / "cluster")


if __name__ == "__main__":
    _keep(Path(sys.argv[1]))
