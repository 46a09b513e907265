"""What the pages show, read in a number of queries that does not grow with the jobs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from organizations.models import Organization
from transcriptions import queue, stored
from transcriptions.models import Transcription
from transcriptions.sentence_text import join_words
from transcriptions.states import Stage, Status
from transcriptions.transcript import Sentence, Word

JOBS_PER_PAGE = 50
DOUBTFUL = 0.5  # confidence below which a sentence is marked
#: Stands in addresses where a script puts a job's id.
PLACEHOLDER = "trans_" + "0" * 32

STAGES: dict[str, str] = {
    Stage.WAITING: "In queue",
    Stage.FETCHING: "Fetching audio",
    Stage.LOADING: "Loading engine",
    Stage.TRANSCRIBING: "Transcribing",
    Stage.SAVING: "Saving",
    Stage.DONE: "Done",
}


@dataclass(frozen=True)
class Listing:
    """A page of jobs; `newer` and `older` are page numbers, if there is one."""

    jobs: list[Transcription]
    newer: int | None
    older: int | None


@dataclass(frozen=True)
class Step:
    stage: str
    label: str
    state: str  # done, current or ahead


@dataclass(frozen=True)
class Row:
    """A sentence as it is read; `words` is HTML."""

    start: float
    end: float
    words: SafeString
    doubtful: bool


@dataclass(frozen=True)
class Outcome:
    """What came of a job that has ended; the rest is None or empty until then."""

    rows: list[Row]
    result: dict[str, Any] | None


def jobs() -> QuerySet[Transcription]:
    """Jobs with their organization, and their `place` in the queue if they wait."""
    return queue.with_places(Transcription.objects.select_related("organization"))


def listing(organization: Organization, page: str) -> Listing:
    number = max(1, int(page)) if page.isascii() and page.isdigit() else 1
    number = min(number, 10**6)
    first = (number - 1) * JOBS_PER_PAGE
    found = jobs().filter(organization=organization).order_by("-pk")
    shown = list(found[first : first + JOBS_PER_PAGE + 1])
    return Listing(
        jobs=shown[:JOBS_PER_PAGE],
        newer=number - 1 if number > 1 else None,
        older=number + 1 if len(shown) > JOBS_PER_PAGE else None,
    )


def unknown_job() -> Transcription:
    """The job behind the empty row that scripts fill in; it is nobody's."""
    return Transcription(public_id=PLACEHOLDER, version=0, duration_seconds=0)


def steps(job: Transcription) -> list[Step]:
    order = list(STAGES)
    now = order.index(job.stage)
    return [
        Step(stage, label, _state(at, now))
        for at, (stage, label) in enumerate(STAGES.items())
    ]


def outcome(job: Transcription) -> Outcome:
    if job.status != Status.COMPLETED:
        return Outcome([], None)
    return Outcome([_row(each) for each in stored.sentences_of(job)], job.result)


def open_audio(job: Transcription) -> IO[bytes]:
    """Raises FileNotFoundError while, or when, there is none."""
    if not job.audio.name:
        raise FileNotFoundError
    file: IO[bytes] = default_storage.open(job.audio.name)
    return file


def _state(at: int, now: int) -> str:
    if at == now:
        return "current"
    return "done" if at < now else "ahead"


def _row(sentence: Sentence) -> Row:
    confidence = sentence.confidence
    return Row(
        start=sentence.start,
        end=sentence.end,
        words=_words(sentence),
        doubtful=confidence is not None and confidence < DOUBTFUL,
    )


def _words(sentence: Sentence) -> SafeString:
    """Each word in a span that knows its times, spaced as the text is."""
    words = sentence.words or (
        Word(sentence.text, sentence.start, sentence.end, sentence.confidence),
    )
    parts: list[str] = []
    previous = ""
    for word in words:
        if previous and join_words((previous, word.text)) != previous + word.text:
            parts.append(" ")
        parts.append(
            f'<span data-start="{word.start}" data-end="{word.end}">'
            f"{escape(word.text)}</span>"
        )
        previous = word.text
    return mark_safe("".join(parts))  # noqa: S308 - words are escaped, times are floats
