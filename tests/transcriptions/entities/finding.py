"""Says what was found in a sentence, by the words that name it."""

from __future__ import annotations

from transcriptions.entities.recognition import recognize


def found(text, kind=None, language="en", types=None):
    """The types and words of what was found; of one type the words alone."""
    words = text.split()
    entities = [
        (entity.type, " ".join(words[entity.first : entity.end]))
        for entity in recognize(words, language, types)
    ]
    if kind is None:
        return entities
    return [quote for name, quote in entities if name == kind]
