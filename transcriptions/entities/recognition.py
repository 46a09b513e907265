"""The door: which words of a transcript name what.

Long transcripts are worked through in stretches that overlap, so that memory stays
bounded and the time grows with the number of words. An entity that reaches over the edge
of a stretch is found from both sides and put together again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from transcriptions.entities.base import Entity, Recognizer
from transcriptions.entities.known_names import KnownNames
from transcriptions.entities.reading import Reading
from transcriptions.entities.registry import recognizers as all_recognizers
from transcriptions.entities.resolution import resolve

_STRETCH = 1500
_MARGIN = 150
#: Nobody says a longer word; the rest of one is not looked at, but redacted with it.
_LONGEST_WORD = 256
#: By so much a type that was not asked for must be surer to explain a finding away.
_CLEARLY = 0.1


class RecognitionFailed(Exception):
    """A recognizer broke; the message names it and the kind of error, and no word."""


def recognize(
    words: Sequence[str],
    language: str,
    types: Collection[str] | None = None,
    recognizers: Sequence[Recognizer] | None = None,
    names: KnownNames | None = None,
) -> list[Entity]:
    """The entities by their place, no two overlapping, in one language (ISO 639-1).

    With `types` only those are returned. All others are looked for all the same, since
    they explain numbers away: a telephone number is no number sequence. But a finding
    that was asked for gives way only to what is clearly surer, never to equal evidence.
    `names` are those of the persons who were named before, in a transcript that comes
    in parts; those of this part join them.
    Raises RecognitionFailed, whose message holds nothing of the words.
    """
    known = all_recognizers() if recognizers is None else tuple(recognizers)
    serving = [
        one for one in known if one.languages is None or language in one.languages
    ]
    entities: list[Entity] = []
    names = names or KnownNames()
    for begin in range(0, len(words), _STRETCH):
        end = min(begin + _STRETCH, len(words))
        offset = max(0, begin - _MARGIN)
        stretch = [word[:_LONGEST_WORD] for word in words[offset : end + _MARGIN]]
        reading = Reading(stretch, language, names)
        found = _standing(_found(serving, reading), types)
        for entity in _within(found, offset, begin, end):
            _append(entities, entity, begin)
    return entities


def served(language: str, recognizers: Sequence[Recognizer] | None = None) -> bool:
    """Whether more than patterns, which need no language, is known for a language."""
    known = all_recognizers() if recognizers is None else recognizers
    return any(
        recognizer.languages is not None and language in recognizer.languages
        for recognizer in known
    )


def types_known(language: str) -> frozenset[str]:
    """The types that can be found in a language."""
    return frozenset(
        kind
        for recognizer in all_recognizers()
        if recognizer.languages is None or language in recognizer.languages
        for kind in recognizer.types
    )


def _found(recognizers: Sequence[Recognizer], reading: Reading) -> list[Entity]:
    found: list[Entity] = []
    for recognizer in recognizers:
        try:
            found += recognizer.find(reading)
        except Exception as error:
            name = type(recognizer).__name__
            raise RecognitionFailed(f"{name}: {type(error).__name__}") from None
    return [entity for entity in found if entity.first < entity.end]


def _standing(found: Sequence[Entity], types: Collection[str] | None) -> list[Entity]:
    if types is None:
        return resolve(found)
    asked = [entity for entity in found if entity.type in types]
    others = [entity for entity in found if entity.type not in types]
    return resolve(entity for entity in asked if not _explained(entity, others))


def _explained(entity: Entity, others: Sequence[Entity]) -> bool:
    return any(
        other.score > entity.score + _CLEARLY
        and other.first <= entity.first
        and entity.end <= other.end
        for other in others
    )


def _within(
    found: Sequence[Entity], offset: int, begin: int, end: int
) -> Iterator[Entity]:
    """What lies from word `begin` to `end`, with the words counted from the very first."""
    for entity in found:
        first = max(entity.first + offset, begin)
        last = min(entity.end + offset, end)
        if first < last:
            yield Entity(entity.type, first, last, entity.score)


def _append(entities: list[Entity], entity: Entity, edge: int) -> None:
    """Adds an entity, to the one before the edge that it continues where there is one."""
    before = entities[-1] if entities else None
    if (
        before is not None
        and edge > 0
        and before.end == edge == entity.first
        and before.type == entity.type
    ):
        score = max(before.score, entity.score)
        entities[-1] = Entity(entity.type, before.first, entity.end, score)
    else:
        entities.append(entity)
