"""`manage.py dev`: the whole service on this machine, with a demo login, in one process.

What `make run` ends in. It starts the embedded PostgreSQL if DATABASE_URL is unset, and
all of it ends with this command.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from aitronos_site import demo
from aitronos_site.lib import embedded_postgres
from aitronos_site.management.commands.qworker import CLUSTER_VARIABLE
from aitronos_site.supervisor import STOP_SIGNALS, Service, Supervisor

GRACEFUL_SHUTDOWN_S = 5  # of open requests, less than the supervisor's patience
PROBE_TIMEOUT_S = 0.5


class Command(BaseCommand):
    help = "Run everything: database, web, transcriber, analyst and short tasks."

    def handle(self, *args: Any, **options: Any) -> None:
        for number in STOP_SIGNALS:  # until the supervisor takes them over
            signal.signal(number, _leave)
        host = os.environ.get("HOST") or "127.0.0.1"
        port = int(os.environ.get("PORT") or 8000)
        _check_that_port_is_free(host, port)
        database_url = _start_database()
        call_command("migrate", verbosity=0)
        login = demo.seed()
        demo.submit_dialogue()
        connection.close()
        services = _services(host, port, database_url)
        announcement = _announcement(host, port, login)
        Supervisor(services, sys.stdout).run(
            _once(lambda: _answers(host, port), lambda: self.stdout.write(announcement))
        )


def _leave(number: int, frame: object) -> NoReturn:
    """End in good order, so that the embedded server is stopped as well."""
    sys.exit(128 + number)


def _check_that_port_is_free(host: str, port: int) -> None:
    try:
        [(family, kind, _, _, address), *_] = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CommandError(
            f"PORT {port} on {host} cannot be used: {error.strerror}. "
            f"Choose another one: make run PORT={port + 1}"
        ) from None


def _start_database() -> str:
    """Return the URL for the services, which then need not start a server themselves."""
    if url := os.environ.get("DATABASE_URL"):
        return url
    data = Path(settings.DATABASES["default"]["DATA"])
    return embedded_postgres.database_url(embedded_postgres.connection(data))


def _services(host: str, port: int, database_url: str) -> list[Service]:
    database = {"DATABASE_URL": database_url}
    python, manage = sys.executable, str(settings.BASE_DIR / "manage.py")
    web = (
        *(python, "-m", "uvicorn", settings.ASGI_APPLICATION.replace(".app", ":app")),
        *("--host", host, "--port", str(port), "--lifespan", "off"),
        *("--ws", "websockets-sansio", "--ws-max-size", "65536"),
        *("--timeout-graceful-shutdown", str(GRACEFUL_SHUTDOWN_S)),
    )
    worker = (python, manage, "qworker")
    return [
        Service("web", web, database),
        Service("transcriber", worker, {**database, CLUSTER_VARIABLE: "transcribe"}),
        Service("analyst", worker, {**database, CLUSTER_VARIABLE: "analyse"}),
        Service("tasks", worker, {**database, CLUSTER_VARIABLE: ""}),
    ]


def _once(is_due: Callable[[], bool], act: Callable[[], object]) -> Callable[[], None]:
    """Return a function that acts at its first call for which `is_due` holds."""
    waiting = [act]

    def on_tick() -> None:
        if waiting and is_due():
            waiting.pop()()

    return on_tick


def _answers(host: str, port: int) -> bool:
    web = http.client.HTTPConnection(_reachable(host), port, timeout=PROBE_TIMEOUT_S)
    try:
        web.request("GET", "/healthz", headers={"Host": "localhost"})
        return web.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        web.close()


def _reachable(host: str) -> str:
    """Return an address of this machine where it listens on all of them."""
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104


def _announcement(host: str, port: int, login: demo.Demo) -> str:
    address = _reachable(host)
    shown = f"[{address}]" if ":" in address else address
    return f"""
  Aitronos Transcribe is running at http://{shown}:{port}

    sign in    {login.email}
    password   {login.password}
    API key    {login.api_key}
    org        {login.organization_id}

  Stop it with Ctrl-C.
"""
