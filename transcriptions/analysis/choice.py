"""Chooses and builds the analysers that the configuration names, each when first asked.

A worker keeps one `Analysers`, so that a model is loaded once; one that can't be loaded
is tried again for the next transcript.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from transcriptions.analysis.base import (
    AnalyserUnavailable,
    EntityFinder,
    Highlighter,
    LanguageNotSupported,
    SentimentAnalyser,
    Summarizer,
)
from transcriptions.analysis.outside_models import LlmServer, SentimentModel
from transcriptions.languages import ENGLISH


@dataclass(frozen=True, slots=True)
class AnalysisConfig:
    """What the operator chose; None for what comes inside the packages.

    `spacy_model` is the pipeline that entities are found with: a directory or a
    package's name, empty for none.
    """

    sentiment_model: SentimentModel | None = None
    spacy_model: str = ""
    summary_server: LlmServer | None = None


class Analysers:
    """`entity_finder` comes from another room and is given by whoever builds this."""

    def __init__(
        self, config: AnalysisConfig, entity_finder: EntityFinder | None = None
    ) -> None:
        self._config = config
        self._entity_finder = entity_finder

    def sentiment(self, language: str) -> SentimentAnalyser:
        """The model where it knows the language, else VADER for English.

        Raises LanguageNotSupported, and AnalyserUnavailable for a model that does not
        load: a worse analyser never stands in silently.
        """
        model = self._config.sentiment_model
        if model is not None and model.knows(language):
            return self._transformers
        if language == ENGLISH:
            return self._vader
        raise LanguageNotSupported

    @property
    def entities(self) -> EntityFinder:
        if self._entity_finder is None:
            raise AnalyserUnavailable("Nobody was given who finds entities.")
        return self._entity_finder

    @cached_property
    def highlights(self) -> Highlighter:
        from transcriptions.analysis.yake_highlights import YakeHighlighter

        return YakeHighlighter()

    @cached_property
    def summary(self) -> Summarizer:
        """A language model's where a server is named, else the extractive one."""
        from transcriptions.analysis.extractive import ExtractiveSummarizer
        from transcriptions.analysis.llm_summary import LlmSummarizer

        extractive = ExtractiveSummarizer()
        if self._config.summary_server is None:
            return extractive
        return LlmSummarizer(self._config.summary_server, extractive)

    @cached_property
    def _vader(self) -> SentimentAnalyser:
        from transcriptions.analysis.vader import VaderSentiment

        return VaderSentiment()

    @cached_property
    def _transformers(self) -> SentimentAnalyser:
        from transcriptions.analysis.transformers_sentiment import TransformersSentiment

        assert self._config.sentiment_model is not None
        return TransformersSentiment(self._config.sentiment_model)
