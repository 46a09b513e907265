"""A recognizer over the named entities of a spaCy pipeline, where one is configured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from transcriptions.entities.base import Entity
from transcriptions.entities.reading import Reading

if TYPE_CHECKING:
    from spacy.language import Language

#: The labels of OntoNotes, of CoNLL and WikiNER, and of scispaCy's BC5CDR.
TYPES_BY_LABEL = {
    "PERSON": "person_name",
    "PER": "person_name",
    "GPE": "location",
    "LOC": "location",
    "FAC": "location",
    "ORG": "organization",
    "NORP": "nationality",
    "LANGUAGE": "language",
    "EVENT": "event",
    "DATE": "date",
    "TIME": "time",
    "MONEY": "money_amount",
    "PERCENT": "statistics",
    "CHEMICAL": "drug",
    "DISEASE": "medical_condition",
}
#: A pipeline gives no probabilities: surer than a list alone, less than a grammar.
_SCORE = 0.75
#: Of a pipeline only what its entities need is run.
_NOT_NEEDED = ("parser", "lemmatizer", "textcat", "textcat_multilabel", "senter")
_MANY_LANGUAGES = "xx"


class SpacyModelUnavailable(Exception):
    """The pipeline can't be used; the message says which one, why, and what would do."""


@dataclass(frozen=True)
class SpacyInfo:
    """Which pipeline, of which version, for results to name."""

    name: str
    version: str


class SpacyRecognizer:
    """Yields the entities of a pipeline whose labels stand for one of our types."""

    def __init__(self, pipeline: Language, model: str) -> None:
        self._pipeline = pipeline
        labels = pipeline.get_pipe("ner").labels  # type: ignore[attr-defined]
        self.types = frozenset(
            TYPES_BY_LABEL[label] for label in labels if label in TYPES_BY_LABEL
        )
        several = pipeline.lang == _MANY_LANGUAGES
        language = str(pipeline.lang)
        self.languages: frozenset[str] | None = (
            None if several else frozenset({language})
        )
        self.info = SpacyInfo(model, str(pipeline.meta.get("version", "")))

    def find(self, reading: Reading) -> Iterator[Entity]:
        view = reading.written
        if not view.text.strip():
            return
        for span in self._pipeline(view.text).ents:
            kind = TYPES_BY_LABEL.get(span.label_)
            if kind is not None:
                first, end = view.words_of(span.start_char, span.end_char)
                yield Entity(kind, first, end, _SCORE)


@cache
def load_spacy_recognizer(model: str) -> SpacyRecognizer:
    """The recognizer of a pipeline, by its folder or the name of its installed package.

    Loaded once. Raises SpacyModelUnavailable for one that isn't there, doesn't load, or
    finds no entities of ours.
    """
    pipeline = _load(model)
    if "ner" not in pipeline.pipe_names:
        raise SpacyModelUnavailable(
            f"The spaCy pipeline {model!r} has no component 'ner'. It has "
            f"{', '.join(pipeline.pipe_names) or 'none'}; choose one that finds named entities."
        )
    recognizer = SpacyRecognizer(pipeline, model)
    if not recognizer.types:
        raise SpacyModelUnavailable(
            f"The spaCy pipeline {model!r} has none of the labels "
            f"{', '.join(sorted(TYPES_BY_LABEL))}; choose one that finds such entities."
        )
    return recognizer


def _load(model: str) -> Language:
    import spacy

    try:
        return spacy.load(model, exclude=list(_NOT_NEEDED))
    except (OSError, ValueError, ImportError) as error:
        raise SpacyModelUnavailable(
            f"The spaCy pipeline {model!r} can't be loaded: {_first_line(error)} It must be "
            f"a folder that spaCy saved, or the name of an installed package of a pipeline."
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
