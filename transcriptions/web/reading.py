"""A transcript as its page shows it: who says what when, and what may be wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString

from transcriptions import checkpoints, playback, stored
from transcriptions.models import Transcription
from transcriptions.options import substitution, wants_redaction
from transcriptions.playback import Audible
from transcriptions.quality import Flag
from transcriptions.states import Status
from transcriptions.transcript import Sentence
from transcriptions.web.intelligence import Intelligence, intelligence_of
from transcriptions.web.marking import Marking
from transcriptions.web.sentiment import Mood, moods
from transcriptions.web.speakers import Speaker, speakers_of

DOUBTFUL = 0.5  # confidence below which a sentence is marked

#: Why a sentence is suspect, for a person.
REASONS: dict[str, str] = {
    Flag.NO_VOICE: "No voice was heard here",
    Flag.REPETITION: "The same words come again and again",
    Flag.TOO_FAST: "Nobody speaks this fast",
    Flag.WEAK_ALIGNMENT: "The words hardly match the sound",
}


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
    mood: Mood | None = None


@dataclass(frozen=True)
class Outcome:
    """What came of a job that has ended; the rest is None or empty until then.

    `audio` is a `playback.Audible`.
    """

    rows: list[Row]
    result: dict[str, Any] | None
    speakers: list[Speaker]
    intelligence: Intelligence | None = None
    audio: str = Audible.ORIGINAL

    @property
    def playable(self) -> bool:
        return self.audio in (Audible.ORIGINAL, Audible.REDACTED)

    @property
    def suspects(self) -> int:
        return sum(bool(row.suspect) for row in self.rows)


def outcome(job: Transcription) -> Outcome:
    if job.status != Status.COMPLETED:
        return Outcome([], None, [])
    result = job.result or {}
    sentences = stored.sentences_of(job)
    speakers = speakers_of(result, sentences)
    marking = Marking(result)
    return Outcome(
        rows=_rows(sentences, speakers, marking, moods(result, len(sentences))),
        result=job.result,
        speakers=list(speakers.values()),
        intelligence=intelligence_of(job, speakers, marking),
        audio=playback.of(job).audible,
    )


def so_far(job: Transcription) -> list[Row]:
    """What was heard of a job that is still worked on, or waits to go on."""
    if job.status not in (Status.PROCESSING, Status.QUEUED):
        return []
    sentences = checkpoints.partial_sentences(job)
    return _rows(sentences, {}, _marking_so_far(job), [None] * len(sentences))


def _marking_so_far(job: Transcription) -> Marking:
    if not wants_redaction(job.options):
        return Marking({})
    told = {"substitution": substitution(job.options), "spans": []}
    return Marking({"redaction": told})


def _rows(
    sentences: Sequence[Sentence],
    speakers: Mapping[str, Speaker],
    marking: Marking,
    moods: Sequence[Mood | None],
) -> list[Row]:
    before = [None, *(sentence.speaker for sentence in sentences)]
    return [
        Row(
            start=sentence.start,
            end=sentence.end,
            words=marking.words(sentence),
            doubtful=_doubtful(sentence),
            suspect=tuple(REASONS.get(flag, flag) for flag in sentence.flags),
            speaker=speakers.get(sentence.speaker or ""),
            chip=previous != current,
            mood=mood,
        )
        for sentence, mood, (previous, current) in zip(
            sentences, moods, pairwise(before), strict=True
        )
    ]


def _doubtful(sentence: Sentence) -> bool:
    return sentence.confidence is not None and sentence.confidence < DOUBTFUL
