"""Puts tokens in the place of entities in segments. Pure; loses no other word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from transcriptions.entities.base import Entity
from transcriptions.options import Substitution
from transcriptions.redaction.tokens import token
from transcriptions.sentence_text import join_words
from transcriptions.transcript import Redaction, Segment, Word, timed_words


@dataclass(frozen=True)
class Redacted:
    segments: tuple[Segment, ...]
    redactions: tuple[Redaction, ...]


def spoken_words(segments: Iterable[Segment]) -> list[Word]:
    """All words in their order; those without times get a share of their segment's."""
    return [word for segment in segments for word in timed_words(segment)]


def without(
    segments: Sequence[Segment], entities: Iterable[Entity], substitution: Substitution
) -> Redacted:
    """The segments without what the `entities` name by the index among all their words.

    A token stands in the segment where its entity begins. A segment of which nothing
    is left goes.
    """
    words, found = spoken_words(segments), sorted(entities, key=lambda e: e.first)
    tokens = {
        entity.first: token(entity.type, words[entity.first : entity.end], substitution)
        for entity in found
    }
    covered = {index for entity in found for index in range(entity.first, entity.end)}
    told = [
        tokens.get(index, word) if index in tokens or index not in covered else None
        for index, word in enumerate(words)
    ]
    redactions = tuple(
        Redaction(entity.type, tokens[entity.first].start, tokens[entity.first].end)
        for entity in found
    )
    return Redacted(tuple(_refilled(segments, told)), redactions)


def _refilled(
    segments: Iterable[Segment], told: Sequence[Word | None]
) -> Iterator[Segment]:
    """The segments with what is told in the place of each of their words."""
    at = 0
    for segment in segments:
        end = at + len(timed_words(segment))
        left = [word for word in told[at:end] if word is not None]
        at = end
        if left:
            yield _with_words(segment, left)


def _with_words(segment: Segment, words: Sequence[Word]) -> Segment:
    return replace(
        segment,
        text=join_words(word.text for word in words),
        start=min(segment.start, words[0].start),
        end=max(segment.end, words[-1].end),
        words=tuple(words),
    )
