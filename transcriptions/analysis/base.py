"""The interfaces of the analysers, and what they return.

Each feature has an embedded implementation that needs no download, and another that
uses a configured model. `info` names the one that did the work, for the result.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from transcriptions.transcript import Notice, Sentence, Span

#: Gets the share from 0 to 1 that is done; what it raises stops the work.
Report = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class AnalyserInfo:
    """Which implementation, with which model (empty for none), of which version."""

    name: str
    model: str
    version: str


class LanguageNotSupported(Exception):
    """The analyser can't serve the transcript's language."""


class AnalyserUnavailable(Exception):
    """The analyser that is configured can't be loaded; the message says why."""


@dataclass(frozen=True, slots=True)
class Sentiment:
    """Of one sentence; `label` is POSITIVE, NEUTRAL or NEGATIVE."""

    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Highlight:
    """A phrase that tells what the transcript is about, `rank` from 0 to 1."""

    text: str
    count: int
    rank: float
    timestamps: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """`by` says who wrote it, where the analyser that was asked left it to another."""

    text: str
    notices: tuple[Notice, ...] = ()
    by: AnalyserInfo | None = None


class SentimentAnalyser(Protocol):
    info: AnalyserInfo

    def sentiments(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> list[Sentiment]:
        """One for each sentence. Raises LanguageNotSupported."""


class Highlighter(Protocol):
    info: AnalyserInfo

    def highlights(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> list[Highlight]:
        """The highest rank first. Raises LanguageNotSupported."""


class Summarizer(Protocol):
    info: AnalyserInfo

    def summary(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> Summary:
        """Empty text for an empty transcript. Raises LanguageNotSupported."""


@dataclass(frozen=True, slots=True)
class FoundEntity:
    """Something that is named; `entity_type` is one of `pii_policies.POLICIES`."""

    entity_type: str
    text: str
    start: float
    end: float


class EntityFinder(Protocol):
    """What `transcriptions.entities` looks like from here."""

    info: AnalyserInfo

    def entities(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> list[FoundEntity]:
        """In the order of their times. Raises LanguageNotSupported."""
