"""A django-q2 cluster that ends as a whole: no hung worker, no orphan, a bounded drain.

The stock cluster hangs for ever when an idle worker is killed, and leaves its workers
behind when its main process is. This one ends with `FAILURE` as soon as any of its
processes ends unasked, and whoever supervises `manage.py qworker` starts it anew. It
builds on private names of django-q2 1.11; requirements/base.in holds that series.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
import uuid
from collections.abc import Callable
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess
from typing import Any

from django_q import cluster as django_q_cluster
from django_q.conf import Conf, logger

from aitronos_site.lib.draining import draining
from aitronos_site.lib.parent_death import die_with_parent

FAILURE = os.EX_SOFTWARE  # 70
DRAIN_S = 9.0  # a supervisor kills after 10
LAST_WORDS_S = 1.0  # for a worker to end by itself after a task that took too long
STOP_SIGNALS = {signal.SIGTERM, signal.SIGINT}
DRAIN_SIGNAL = signal.SIGUSR1


def run() -> int:
    """Run the cluster until it is told to stop or fails; return the exit status.

    All signals that matter stay blocked here and are taken one by one, so that none
    arrives at a bad moment, such as between the fork and the child's first line.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS | {DRAIN_SIGNAL})
    django_q_cluster.Sentinel = FailFastSentinel
    cluster = django_q_cluster.Cluster()
    try:
        cluster.start()
    except RuntimeError:  # already logged
        return FAILURE
    while cluster.sentinel.is_alive():
        if signal.sigtimedwait(STOP_SIGNALS, 0.2):
            return _stop(cluster)
    return FAILURE


def _stop(cluster: django_q_cluster.Cluster) -> int:
    # In a thread: set() never returns if the sentinel is killed while it waits.
    threading.Thread(target=cluster.stop_event.set, daemon=True).start()
    deadline = time.monotonic() + DRAIN_S
    while cluster.sentinel.is_alive() and time.monotonic() < deadline:
        if signal.sigtimedwait(STOP_SIGNALS, 0.1):
            break
    if cluster.sentinel.is_alive():
        logger.critical("The cluster did not stop in time and is killed.")
        cluster.sentinel.kill()  # its children go with it
        cluster.sentinel.join()
    return 0 if cluster.sentinel.exitcode == 0 else FAILURE


class FailFastSentinel(django_q_cluster.Sentinel):  # type: ignore[misc]
    """The process between the main one and the workers, which it starts and watches."""

    def start(self) -> None:
        _enter_tree()
        try:
            super().start()
        except Exception:
            logger.exception("The sentinel failed.")
            self.abort()

    def spawn_process(self, target: Callable[..., None], *args: Any) -> BaseProcess:
        is_worker = target is django_q_cluster.worker
        process: BaseProcess = django_q_cluster.get_mp_context().Process(
            target=_run_worker if is_worker else _run_child,
            args=(target, *args),
            name=f"Process-{uuid.uuid4().hex}",
            daemon=not is_worker or Conf.DAEMONIZE_WORKERS,
        )
        if is_worker:
            process.timer = args[2]  # type: ignore[attr-defined]
            self.pool.append(process)
        process.start()
        return process

    def reincarnate(self, process: Any) -> None:
        """Replace a worker that left in good order; any other death ends the cluster.

        A process that is killed may have held a lock of a queue, which then stays
        closed to all others (django-q2 issues 23 and 339).
        """
        if process in self.pool:
            process.join(LAST_WORDS_S)
            left_the_queue = int(process.timer.value) in (0, -2)  # timed out, recycled
            if process.exitcode == 0 and left_the_queue:
                super().reincarnate(process)
                return
        logger.critical("%s ended or hangs: the cluster ends.", process.name)
        self.abort()

    def stop(self) -> None:
        for process in self.pool:
            if process.is_alive():
                os.kill(process.pid, DRAIN_SIGNAL)
        super().stop()

    def abort(self) -> None:
        for process in (*self.pool, self.monitor, self.pusher):
            if process and process.is_alive():
                process.kill()
        sys.stderr.flush()
        os._exit(FAILURE)


class DrainingQueue:
    """A worker's side of the task queue, which ends early when the worker drains.

    Messages that are dropped come again after `retry`. All of them are taken up to the
    worker's own "STOP": one that stayed would block the sentinel, which fills the queue.
    """

    def __init__(self, tasks: Any) -> None:
        self._tasks = tasks

    def get(self) -> Any:
        task = self._tasks.get()
        while draining.is_set() and task != "STOP":
            task = self._tasks.get()
        return task


def _run_child(target: Callable[..., None], *args: Any) -> None:
    _enter_tree()
    target(*args)


def _run_worker(target: Callable[..., None], tasks: Any, *args: Any) -> None:
    _enter_tree()
    threading.Thread(target=_await_drain, daemon=True).start()
    target(DrainingQueue(tasks), *args)


def _await_drain() -> None:
    """Wait in a thread, which a long call into C in the main thread does not hold up."""
    signal.sigwait({DRAIN_SIGNAL})
    draining.set()


def _enter_tree() -> None:
    """Leave stopping to the main process, also when the whole group gets its signals.

    An empty handler, because an ignored signal would stay ignored in every program that
    a task starts.
    """
    starter = parent_process()
    assert starter and starter.pid
    die_with_parent(starter.pid)
    for number in STOP_SIGNALS:
        signal.signal(number, lambda *_: None)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOP_SIGNALS)
