"""Puts tokens in the place of entities in segments. Pure; loses no other word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from transcriptions.entities.base import Entity
from transcriptions.redaction.tokens import Substitution, token
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
    words = spoken_words(segments)
    tokens = {
        entity.first: (
            entity,
            token(entity.type, words[entity.first : entity.end], substitution),
        )
        for entity in entities
    }
    covered = {
        index
        for entity, _ in tokens.values()
        for index in range(entity.first, entity.end)
    }
    kept, at = [], 0
    for segment in segments:
        count = len(timed_words(segment))
        left = [
            tokens[index][1] if index in tokens else words[index]
            for index in range(at, at + count)
            if index in tokens or index not in covered
        ]
        at += count
        if left:
            kept.append(_with_words(segment, left))
    redactions = tuple(
        Redaction(entity.type, word.start, word.end)
        for _, (entity, word) in sorted(tokens.items())
    )
    return Redacted(tuple(kept), redactions)


def _with_words(segment: Segment, words: Sequence[Word]) -> Segment:
    return replace(
        segment,
        text=join_words(word.text for word in words),
        start=min(segment.start, words[0].start),
        end=max(segment.end, words[-1].end),
        words=tuple(words),
    )
