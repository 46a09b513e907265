"""All sentences together."""

from __future__ import annotations

from . import (
    development,
    generator,
    handwritten,
    hard_negatives,
    other_languages,
    unseen,
)
from .cases import Case, Sentence

SEED = 20


def sentences(seed: int = SEED) -> list[Sentence]:
    """Generated, negative, by hand, held out, unseen, of other languages."""
    return [
        *generator.sentences(seed),
        *hard_negatives.sentences(seed),
        *development.sentences(),
        *handwritten.sentences(),
        *unseen.sentences(),
        *other_languages.sentences(),
    ]


def cases(seed: int = SEED) -> list[Case]:
    """Each sentence in its written form, then in its spoken form."""
    return [case for sentence in sentences(seed) for case in sentence.cases()]
