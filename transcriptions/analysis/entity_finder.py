"""What is named in a transcript, found by the recognizers of `transcriptions.entities`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import version

from transcriptions.analysis.base import (
    AnalyserInfo,
    AnalyserUnavailable,
    FoundEntity,
    LanguageNotSupported,
    Report,
)
from transcriptions.analysis.wording import is_redacted
from transcriptions.entities import recognition, registry
from transcriptions.entities.base import Entity, Recognizer
from transcriptions.entities.spacy_model import SpacyModelUnavailable
from transcriptions.sentence_text import join_words
from transcriptions.transcript import Sentence, Word, timed_words

_MARKS = ".,;:!?…\"'”’)]}。！？，、"  # noqa: RUF001


class RecognizedEntities:
    """Word lists, patterns and validators; with the pipeline `spacy_model`, if named."""

    def __init__(self, spacy_model: str = "") -> None:
        self._spacy_model = spacy_model
        self.info = AnalyserInfo(
            name="spacy" if spacy_model else "recognizers",
            model=spacy_model,
            version=version("presidio-analyzer"),
        )

    def entities(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> list[FoundEntity]:
        """Raises LanguageNotSupported where patterns are all that is known."""
        recognizers = self._recognizers()
        if not recognition.served(language, recognizers):
            raise LanguageNotSupported
        words = [word for sentence in sentences for word in timed_words(sentence)]
        found: list[FoundEntity] = []
        texts = [word.text for word in words]
        for entity in recognition.recognize(texts, language, recognizers=recognizers):
            on_progress(entity.end / len(words))
            found += _told(entity, words)
        on_progress(1.0)
        return found

    def _recognizers(self) -> tuple[Recognizer, ...]:
        try:
            return registry.recognizers(self._spacy_model)
        except SpacyModelUnavailable as error:
            raise AnalyserUnavailable(str(error)) from error


def _told(entity: Entity, words: Sequence[Word]) -> Iterator[FoundEntity]:
    """Nothing of what stands for something that was redacted."""
    named = words[entity.first : entity.end]
    if any(is_redacted(word.text) for word in named):
        return
    text = join_words(word.text for word in named).rstrip(_MARKS)
    if text:
        yield FoundEntity(entity.type, text, named[0].start, named[-1].end)
