"""Recognizers of identifiers alone, so that their tests load nothing else."""

from __future__ import annotations

from functools import cache

from transcriptions.entities.recognition import recognize
from transcriptions.entities.registry import identifiers


@cache
def _recognizers():
    return identifiers()


def found(text, kind=None, language="en"):
    """What was found, as type and words; of one type the words alone."""
    words = text.split()
    entities = [
        (entity.type, " ".join(words[entity.first : entity.end]))
        for entity in recognize(words, language, None, _recognizers())
    ]
    if kind is None:
        return entities
    return [quote for name, quote in entities if name == kind]
