"""The words that one recognizer finds in a text."""

from __future__ import annotations

from transcriptions.entities.reading import Reading


def quotes(recognizer, text, language="en"):
    reading = Reading(text.split(), language)
    return [
        " ".join(reading.words[entity.first : entity.end])
        for entity in sorted(recognizer.find(reading), key=lambda entity: entity.first)
    ]
