"""The one door to the analysis: what was asked for is computed, and nothing else.

A feature that can't be had is None and a notice; it never costs the others. Transcripts
get into no log, so of an error only its type and place do.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from transcriptions.analysis.base import (
    AnalyserInfo,
    AnalyserUnavailable,
    FoundEntity,
    Highlight,
    LanguageNotSupported,
    Report,
    Sentiment,
    Summary,
)
from transcriptions.analysis.choice import Analysers
from transcriptions.analysis.progress import part
from transcriptions.options import Feature
from transcriptions.speakers import shown_name
from transcriptions.transcript import Notice, Sentence

logger = logging.getLogger(__name__)

LANGUAGE_NOT_SUPPORTED = "LANGUAGE_NOT_SUPPORTED"
FAILED = "ANALYSIS_FAILED"

#: What each feature is called in a sentence.
_CALLED = {
    Feature.SENTIMENT: "The sentiment",
    Feature.ENTITIES: "The entities",
    Feature.HIGHLIGHTS: "The highlights",
    Feature.SUMMARY: "The summary",
}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found; None for what was not wanted or could not be had.

    `sentiment_analysis` has one for each sentence. `infos` says who did which feature.
    """

    sentiment_analysis: tuple[Sentiment, ...] | None = None
    entities: tuple[FoundEntity, ...] | None = None
    auto_highlights: tuple[Highlight, ...] | None = None
    summary: str | None = None
    notices: tuple[Notice, ...] = ()
    infos: Mapping[Feature, AnalyserInfo] = field(default_factory=dict)


def analyse(
    sentences: Sequence[Sentence],
    *,
    language: str,
    wanted: Iterable[Feature],
    analysers: Analysers,
    names: Mapping[str, str],
    on_progress: Report,
) -> Analysis:
    """Analyse the sentences, which are redacted already where that was asked for.

    `language` is an ISO 639 code; of "en-GB" the first part counts. `names` are what people called the speakers, by label. `on_progress` gets the share
    that is done, about once a second or oftener; what it raises ends the work.
    """
    work = _Work(sentences, language.partition("-")[0].lower(), analysers, names)
    features = [feature for feature in Feature if feature in set(wanted)]
    report = _stopping(on_progress)
    try:
        for at, feature in enumerate(features):
            slice_ = part(report, at / len(features), (at + 1) / len(features))
            work.do(feature, slice_)
        report(1.0)
    except _Stopped as stopped:
        raise stopped.reason from None
    return work.analysis


class _Stopped(BaseException):
    """Carries what a report raised past everything that catches an Exception."""

    def __init__(self, reason: Exception) -> None:
        self.reason = reason


def _stopping(on_progress: Report) -> Report:
    highest = 0.0

    def report(share: float) -> None:
        nonlocal highest
        highest = max(highest, share)  # one that falls back on another begins anew
        try:
            on_progress(highest)
        except Exception as error:
            raise _Stopped(error) from error

    return report


class _Work:
    """Adds one feature after the other to the analysis."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        language: str,
        analysers: Analysers,
        names: Mapping[str, str],
    ) -> None:
        self.analysis = Analysis()
        self._sentences = sentences
        self._language = language
        self._analysers = analysers
        self._names = names
        self._doing: dict[Feature, Callable[[Report], AnalyserInfo]] = {
            Feature.SENTIMENT: self._sentiment,
            Feature.ENTITIES: self._entities,
            Feature.HIGHLIGHTS: self._highlights,
            Feature.SUMMARY: self._summary,
        }

    def do(self, feature: Feature, report: Report) -> None:
        report(0.0)
        try:
            info = self._doing[feature](report)
        except LanguageNotSupported:
            self._notice(_not_supported(feature, self._language))
        except AnalyserUnavailable as error:  # whose message is not of the transcript
            logger.error("%s: %s", feature, error)
            self._notice(_failed(feature, "what computes it is not available"))
        except Exception as error:
            logger.error("%s: %s", feature, _without_text(error))
            self._notice(_failed(feature, "an error occurred"))
        else:
            infos = {**self.analysis.infos, feature: info}
            self.analysis = replace(self.analysis, infos=infos)

    def _sentiment(self, report: Report) -> AnalyserInfo:
        analyser = self._analysers.sentiment(self._language)
        found = analyser.sentiments(self._sentences, self._language, report)
        if len(found) != len(self._sentences):
            raise RuntimeError("The sentiments are not as many as the sentences.")
        self.analysis = replace(self.analysis, sentiment_analysis=tuple(found))
        return analyser.info

    def _entities(self, report: Report) -> AnalyserInfo:
        finder = self._analysers.entities
        found = finder.entities(self._sentences, self._language, report)
        self.analysis = replace(self.analysis, entities=tuple(found))
        return finder.info

    def _highlights(self, report: Report) -> AnalyserInfo:
        highlighter = self._analysers.highlights
        found = highlighter.highlights(self._sentences, self._language, report)
        self.analysis = replace(self.analysis, auto_highlights=tuple(found))
        return highlighter.info

    def _summary(self, report: Report) -> AnalyserInfo:
        summarizer = self._analysers.summary
        named = _named(self._sentences, self._names)
        found: Summary = summarizer.summary(named, self._language, report)
        self.analysis = replace(self.analysis, summary=found.text)
        self._notice(*found.notices)
        return found.by or summarizer.info

    def _notice(self, *notices: Notice) -> None:
        whole = (*self.analysis.notices, *notices)
        self.analysis = replace(self.analysis, notices=whole)


def _named(sentences: Sequence[Sentence], names: Mapping[str, str]) -> list[Sentence]:
    """With speakers by the names that readers know them by."""
    return [
        replace(one, speaker=shown_name(one.speaker, names.get(one.speaker, "")))
        if one.speaker
        else one
        for one in sentences
    ]


def _not_supported(feature: Feature, language: str) -> Notice:
    return Notice(
        LANGUAGE_NOT_SUPPORTED,
        f"{_CALLED[feature]} can't be told in this language (“{language}”).",
    )


def _failed(feature: Feature, reason: str) -> Notice:
    return Notice(FAILED, f"{_CALLED[feature]} could not be told: {reason}.")


def _without_text(error: Exception) -> str:
    """The type of an error and where it was raised: its message may hold a transcript."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(error).__name__} at {place}"
