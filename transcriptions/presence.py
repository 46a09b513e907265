"""Which workers are alive, and which engine each transcription worker speaks with.

The sole writer of `Worker`. A worker process beats from a thread; its name holds the
host, the process id and the process's start, so that a restarted host recognises the
workers it lost and gives their jobs back at once instead of after the lease.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from collections.abc import Iterable
from typing import Any

import psutil
from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from transcriptions import lifecycle
from transcriptions.models import Worker
from transcriptions.workers import host_of

log = logging.getLogger(__name__)

#: A process's start is counted from the boot, whose time moves as the clock is set.
CLOCK_TOLERANCE_MS = 2000


def name() -> str:
    """This process's name as a worker: `host/pid/start`, start in unix milliseconds."""
    process = psutil.Process()
    return f"{socket.gethostname()}/{process.pid}/{_started_ms(process)}"


def start(**kwargs: Any) -> None:
    """Announce this process, take back what its dead predecessors held, keep beating."""
    threading.Thread(target=_beat_for_ever, name="presence", daemon=True).start()


def announce(engine: dict[str, str], reason: str) -> None:
    """Say which engine this worker has loaded, and why that one.

    `engine` has `name`, `model`, `version` and `device`.
    """
    Worker.objects.update_or_create(
        name=name(),
        defaults={
            "engine": engine,
            "engine_reason": reason,
            "seen_at": timezone.now(),
        },
    )


def dead_here(names: Iterable[str]) -> list[str]:
    """Of `names`, the workers of this host whose process no longer runs."""
    return [worker for worker in names if _is_of_this_host(worker) and _is_dead(worker)]


def _beat_for_ever() -> None:
    first = True
    while True:
        try:
            _beat()
            if first:
                _bury_the_dead()
            first = False
        except Exception:
            log.exception("The worker could not report that it is alive.")
        finally:
            close_old_connections()
            connection.close()
        threading.Event().wait(settings.HEARTBEAT_S)


def _beat() -> None:
    seen = {"seen_at": timezone.now(), "queue": _queue()}
    Worker.objects.update_or_create(name=name(), defaults=seen)


def _queue() -> str:
    return os.environ.get("Q_CLUSTER_NAME") or Worker.Queue.TRANSCRIBE


def _bury_the_dead() -> None:
    names = Worker.objects.values_list("name", flat=True)
    dead = dead_here(names)
    swept = lifecycle.sweep(dead_workers=dead)
    Worker.objects.filter(name__in=dead).delete()
    if swept:
        log.warning("Took %d job(s) back from workers that died.", swept)


def _is_of_this_host(worker: str) -> bool:
    return host_of(worker) == socket.gethostname()


def _is_dead(worker: str) -> bool:
    _, pid, started = worker.split("/")
    try:
        now_there = _started_ms(psutil.Process(int(pid)))
    except psutil.NoSuchProcess:
        return True
    return abs(now_there - int(started)) > CLOCK_TOLERANCE_MS


def _started_ms(process: psutil.Process) -> int:
    return int(process.create_time() * 1000)
