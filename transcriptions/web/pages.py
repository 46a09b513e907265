"""What the pages show, read in a number of queries that does not grow with the jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from organizations.models import Organization
from transcriptions import events, queue
from transcriptions.forecast import Forecast
from transcriptions.models import Transcription
from transcriptions.options import wanted_features
from transcriptions.states import Stage

JOBS_PER_PAGE = 50
#: Stands in addresses where a script puts a job's id.
PLACEHOLDER = "trans_" + "0" * 32

STAGES: dict[str, str] = {
    Stage.WAITING: "In queue",
    Stage.FETCHING: "Fetching audio",
    Stage.LOADING: "Loading engine",
    Stage.TRANSCRIBING: "Transcribing",
    Stage.ANALYSING: "Analysing",
    Stage.SAVING: "Saving",
    Stage.DONE: "Done",
}


@dataclass(frozen=True)
class Entry:
    """A job in a list, with what `events.progress` tells of it."""

    job: Transcription
    progress: dict[str, Any]


@dataclass(frozen=True)
class Listing:
    """A page of jobs; `newer` and `older` are page numbers, if there is one."""

    entries: list[Entry]
    newer: int | None
    older: int | None


@dataclass(frozen=True)
class Step:
    stage: str
    label: str
    state: str  # done, current or ahead


def jobs() -> QuerySet[Transcription]:
    """Jobs with their organization, and their `place` in the queue if they wait."""
    return queue.with_places(Transcription.objects.select_related("organization"))


def listing(organization: Organization, page: str) -> Listing:
    number = max(1, int(page)) if page.isascii() and page.isdigit() else 1
    number = min(number, 10**6)
    first = (number - 1) * JOBS_PER_PAGE
    found = jobs().filter(organization=organization).order_by("-pk")
    shown = list(found[first : first + JOBS_PER_PAGE + 1])
    forecast = Forecast()
    return Listing(
        entries=[
            Entry(job, events.progress(job, forecast)) for job in shown[:JOBS_PER_PAGE]
        ],
        newer=number - 1 if number > 1 else None,
        older=number + 1 if len(shown) > JOBS_PER_PAGE else None,
    )


def unknown_job() -> Transcription:
    """The job behind the empty row that scripts fill in; it is nobody's."""
    return Transcription(public_id=PLACEHOLDER, version=0, duration_seconds=0)


def steps(job: Transcription) -> list[Step]:
    """The way of this job: analysing is a step of it only where that was asked for."""
    order = [stage for stage in STAGES if stage != Stage.ANALYSING or _is_analysed(job)]
    now = order.index(job.stage)
    return [
        Step(stage, STAGES[stage], _state(at, now)) for at, stage in enumerate(order)
    ]


def _state(at: int, now: int) -> str:
    if at == now:
        return "current"
    return "done" if at < now else "ahead"


def _is_analysed(job: Transcription) -> bool:
    return job.stage == Stage.ANALYSING or bool(wanted_features(job.options))
