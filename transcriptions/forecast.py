"""What can be told of a job that has not ended: when it will be done, or why it waits.

By the workers that are alive and the speeds that were measured on their hosts. What
was not measured is not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from transcriptions import queue, workers
from transcriptions.models import Transcription
from transcriptions.options import wants_speakers
from transcriptions.speeds import Speeds
from transcriptions.states import Status


@dataclass(frozen=True)
class _Worker:
    name: str
    engine: dict[str, Any] | None
    busy: bool

    @property
    def host(self) -> str:
        return workers.host_of(self.name)


class Forecast:
    """One look at the workers and their speeds, good for any number of jobs.

    It takes two queries, and none before a job needs it. The jobs are best read
    `queue.with_places`; another one takes a query more.
    """

    def eta_seconds(self, job: Transcription) -> float | None:
        """Until the job is done; None where that can't be known."""
        if job.status == Status.PROCESSING:
            left = self._seconds_left(job)
        elif job.status == Status.QUEUED:
            left = self._seconds_to_wait_and_work(queue.placed(job))
        else:
            left = None
        return None if left is None else round(left, 1)

    def waiting_reason(self, job: Transcription) -> str | None:
        """A sentence for people; None for a job that does not wait."""
        if job.status != Status.QUEUED:
            return None
        placed = queue.placed(job)
        if placed.place is None:
            return _tried_again(placed)
        if not self._workers:
            return "No worker is running."
        if placed.place <= self._idle:
            return "A worker is about to start it."
        return _ahead(placed.place - 1)

    def _seconds_left(self, job: Transcription) -> float | None:
        """Of a job at work, by the speed of the worker that has it."""
        for worker in self._workers:
            if worker.name == job.worker:
                factor = self._factor_of(worker, wants_speakers(job.options))
                return None if factor is None else _seconds_of(job) * factor
        return None

    def _seconds_to_wait_and_work(self, placed: queue.Placed) -> float | None:
        if placed.place is None or not self._pace:
            return None
        ahead = 0.0 if placed.place <= self._idle else placed.seconds_ahead or 0.0
        own = self._own_factor(wants_speakers(placed.job.options))
        if own is None:
            return None
        return ahead / self._pace + _seconds_of(placed.job) * own

    @cached_property
    def _workers(self) -> list[_Worker]:
        found = workers.alive().annotate(busy=workers.IS_BUSY).order_by("name")
        return [_Worker(each.name, each.engine, each.busy) for each in found]

    @cached_property
    def _speeds(self) -> Speeds:
        return Speeds(worker.host for worker in self._workers)

    @cached_property
    def _idle(self) -> int:
        return sum(not worker.busy for worker in self._workers)

    @cached_property
    def _pace(self) -> float:
        """Seconds of audio that all workers together do in a second."""
        factors = [self._factor_of(worker, None) for worker in self._workers]
        return sum(1 / factor for factor in factors if factor)

    def _own_factor(self, with_speakers: bool) -> float | None:
        """Of the slowest worker: which one takes the job is not known."""
        factors = [self._factor_of(worker, with_speakers) for worker in self._workers]
        return max((factor for factor in factors if factor), default=None)

    def _factor_of(self, worker: _Worker, with_speakers: bool | None) -> float | None:
        return self._speeds.factor_of(
            worker.host, worker.engine, with_speakers=with_speakers
        )


def _seconds_of(job: Transcription) -> float:
    """Of its audio, that are still to be worked on."""
    return max(0.0, float(job.duration_seconds) - job.transcribed_seconds)


def _tried_again(placed: queue.Placed) -> str:
    at = f"It is tried again at {placed.job.not_before:%H:%M} UTC"
    return f"{at}: {placed.why_again}" if placed.why_again else f"{at}."


def _ahead(number: int) -> str:
    if number == 0:
        return "All workers are busy; this one is next."
    if number == 1:
        return "1 transcription is ahead of this one."
    return f"{number} transcriptions are ahead of this one."
