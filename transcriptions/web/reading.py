"""A transcript as its page shows it: who says what when, and what may be wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from transcriptions import checkpoints, stored
from transcriptions.models import Transcription
from transcriptions.quality import Flag
from transcriptions.sentence_text import join_words
from transcriptions.speakers import shown_name
from transcriptions.states import Status
from transcriptions.transcript import Sentence, Word

DOUBTFUL = 0.5  # confidence below which a sentence is marked
VOICES = 8  # colours that tell speakers apart, besides their names

#: Why a sentence is suspect, for a person.
REASONS: dict[str, str] = {
    Flag.NO_VOICE: "No voice was heard here",
    Flag.REPETITION: "The same words come again and again",
    Flag.TOO_FAST: "Nobody speaks this fast",
    Flag.WEAK_ALIGNMENT: "The words hardly match the sound",
}


@dataclass(frozen=True)
class Speaker:
    """`label` is the diarizer's, `share` of all that was said, `voice` a colour."""

    label: str
    name: str
    voice: int
    share: float | None
    talk_seconds: float | None

    @property
    def shown(self) -> str:
        return shown_name(self.label, self.name)


@dataclass(frozen=True)
class Row:
    """A sentence as it is read; `words` is HTML. A speaker's first has a `chip`."""

    start: float
    end: float
    words: SafeString
    doubtful: bool
    suspect: tuple[str, ...]
    speaker: Speaker | None
    chip: bool


@dataclass(frozen=True)
class Outcome:
    """What came of a job that has ended; the rest is None or empty until then."""

    rows: list[Row]
    result: dict[str, Any] | None
    speakers: list[Speaker]

    @property
    def suspects(self) -> int:
        return sum(bool(row.suspect) for row in self.rows)


def outcome(job: Transcription) -> Outcome:
    if job.status != Status.COMPLETED:
        return Outcome([], None, [])
    sentences = stored.sentences_of(job)
    speakers = _speakers(job, sentences)
    return Outcome(_rows(sentences, speakers), job.result, list(speakers.values()))


def so_far(job: Transcription) -> list[Row]:
    """What was heard of a job that is still worked on, or waits to go on."""
    if job.status not in (Status.PROCESSING, Status.QUEUED):
        return []
    return _rows(checkpoints.partial_sentences(job), {})


def _speakers(
    job: Transcription, sentences: Iterable[Sentence]
) -> Mapping[str, Speaker]:
    """By label, in the order of the result, else in the order in which they speak."""
    told = {s["speaker"]: s for s in (job.result or {}).get("speakers") or []}
    heard = [s.speaker for s in sentences if s.speaker]
    total = sum(s["talk_seconds"] for s in told.values())
    return {
        label: _speaker(label, number, told.get(label, {}), total)
        for number, label in enumerate(dict.fromkeys([*told, *heard]))
    }


def _speaker(label: str, number: int, told: dict[str, Any], total: float) -> Speaker:
    seconds = told.get("talk_seconds")
    return Speaker(
        label=label,
        name=told.get("name") or "",
        voice=number % VOICES + 1,
        share=seconds / total if total and seconds is not None else None,
        talk_seconds=seconds,
    )


def _rows(sentences: Sequence[Sentence], speakers: Mapping[str, Speaker]) -> list[Row]:
    before = [None, *(sentence.speaker for sentence in sentences)]
    return [
        _row(sentence, speakers, chip=previous != current)
        for sentence, (previous, current) in zip(
            sentences, pairwise(before), strict=True
        )
    ]


def _row(sentence: Sentence, speakers: Mapping[str, Speaker], *, chip: bool) -> Row:
    confidence = sentence.confidence
    return Row(
        start=sentence.start,
        end=sentence.end,
        words=_words(sentence),
        doubtful=confidence is not None and confidence < DOUBTFUL,
        suspect=tuple(REASONS.get(flag, flag) for flag in sentence.flags),
        speaker=speakers.get(sentence.speaker or ""),
        chip=chip,
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
