"""What was understood of a transcript, as its page shows it. Not asked for is None."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from transcriptions.models import Transcription
from transcriptions.web.marking import Marking
from transcriptions.web.policy_names import name_of
from transcriptions.web.redaction import Redaction, redaction_of
from transcriptions.web.sentiment import Sentiment, sentiment_of
from transcriptions.web.speakers import Speaker

#: Implementation → its name for a person.
ANALYSERS = {
    "vader": "VADER",
    "yake": "YAKE",
    "extractive": "Extractive, on this server",
    "recognizers": "Word lists and patterns with Presidio",
    "spacy": "spaCy with Presidio",
    "transformers": "Transformers",
    "llm": "Language model",
}


@dataclass(frozen=True)
class Line:
    """A paragraph of the summary, with who said it where that is told."""

    speaker: Speaker | None
    text: SafeString


@dataclass(frozen=True)
class Highlight:
    text: SafeString
    count: int
    rank: float
    times: list[float]


@dataclass(frozen=True)
class Mention:
    """What is named once or more; `seek` are its times as the player takes them."""

    text: SafeString
    count: int
    start: float
    seek: str


@dataclass(frozen=True)
class Kind:
    """The entities of one type, the most often named first."""

    name: str
    count: int
    mentions: list[Mention]


@dataclass(frozen=True)
class Intelligence:
    """`by` names the implementation that did each feature."""

    summary: list[Line] | None
    highlights: list[Highlight] | None
    entities: list[Kind] | None
    sentiment: Sentiment | None
    redaction: Redaction | None
    by: dict[str, str]

    @property
    def any(self) -> bool:
        every = (
            self.summary,
            self.highlights,
            self.entities,
            self.sentiment,
            self.redaction,
        )
        return any(one is not None for one in every)


def intelligence_of(
    job: Transcription, speakers: Mapping[str, Speaker], marking: Marking
) -> Intelligence:
    result: dict[str, Any] = job.result or {}
    seconds = float(job.duration_seconds)
    return Intelligence(
        summary=_summary(result.get("summary"), speakers, marking),
        highlights=_highlights(result.get("auto_highlights"), marking),
        entities=_entities(result.get("entities"), marking),
        sentiment=sentiment_of(result, seconds, speakers, marking),
        redaction=redaction_of(result, job.options),
        by={
            feature: _analyser(info)
            for feature, info in (result.get("analysis") or {}).items()
        },
    )


def _analyser(info: Mapping[str, str]) -> str:
    """`VADER · 3.3.2`, `Transformers · some/model · 4.50`."""
    name = ANALYSERS.get(info["name"].lower(), info["name"])
    return " · ".join(filter(None, (name, info.get("model"), info.get("version"))))


def _summary(
    text: str | None, speakers: Mapping[str, Speaker], marking: Marking
) -> list[Line] | None:
    if text is None:
        return None
    by_name = {speaker.shown: speaker for speaker in speakers.values()}
    known = {**by_name, **speakers}
    lines = []
    for line in filter(None, map(str.strip, text.splitlines())):
        name, colon, said = line.partition(": ")
        speaker = known.get(name) if colon else None
        lines.append(Line(speaker, marking.text(said if speaker else line)))
    return lines


def _highlights(
    told: Iterable[Mapping[str, Any]] | None, marking: Marking
) -> list[Highlight] | None:
    if told is None:
        return None
    return [
        Highlight(
            text=marking.text(one["text"]),
            count=one["count"],
            rank=one["rank"],
            times=[time["start"] for time in one["timestamps"]],
        )
        for one in told
    ]


def _entities(
    told: Iterable[Mapping[str, Any]] | None, marking: Marking
) -> list[Kind] | None:
    if told is None:
        return None
    found = sorted(told, key=lambda one: str(one["entity_type"]))
    kinds = [
        _kind(name_of(policy), list(group), marking)
        for policy, group in groupby(found, lambda one: str(one["entity_type"]))
    ]
    return sorted(kinds, key=lambda kind: (-kind.count, kind.name))


def _kind(name: str, told: list[Mapping[str, Any]], marking: Marking) -> Kind:
    """Texts that differ only in case are one mention, worded as it came first."""
    times: dict[str, list[float]] = {}
    texts: dict[str, str] = {}
    for one in told:
        key = one["text"].casefold()
        texts.setdefault(key, one["text"])
        times.setdefault(key, []).append(one["start"])
    mentions = [
        Mention(
            text=marking.text(texts[key]),
            count=len(starts),
            start=starts[0],
            seek=" ".join(map(str, starts)),
        )
        for key, starts in times.items()
    ]
    mentions.sort(key=lambda mention: -mention.count)
    return Kind(name, len(told), mentions)
