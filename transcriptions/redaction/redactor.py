"""The gate between what is heard and what is kept: passages go in, redacted ones come out.

A passage comes out when enough of what follows is known, because a number may be said
over the edge of windows. Nothing that stands here in between is ever stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from aitronos_site.lib.errors import DomainError
from transcriptions.entities.base import Entity
from transcriptions.entities.known_names import KnownNames
from transcriptions.options import Substitution
from transcriptions.passages import Passage
from transcriptions.redaction import segments
from transcriptions.transcript import Notice, Redaction, Word

#: Raised when other things are found, so that what was kept before is heard anew.
FORM = 3
#: Words of the windows before and after that are looked at with a window's own.
CONTEXT_WORDS = 200
#: Words that must follow a passage before it comes out.
ENOUGH_WORDS = 30
#: Seconds by which times may differ that were rounded.
ROUNDED = 0.001

#: The entities among words, of the types that are to be redacted, by the language.
Find = Callable[[Sequence[str], str], Iterable[Entity]]


class RedactionFailed(DomainError):
    """The personal data could not be taken out of the transcript, so none is given."""

    code: ClassVar[str] = "REDACTION_FAILED"


class Gate(Protocol):
    """What passages go through on their way from the engine to whoever keeps them."""

    #: Part of the fingerprint of all that comes out.
    terms: object

    def take(self, passage: Passage) -> list[Passage]:
        """Those that come out now, in their order."""

    def recall(self, passage: Passage) -> None:
        """Know a passage that came out of an earlier gate."""

    def finish(self) -> list[Passage]:
        """Those that are left at the end of the file."""


class OpenGate:
    """Lets everything through as it is."""

    terms: object = None

    def take(self, passage: Passage) -> list[Passage]:
        return [passage]

    def recall(self, passage: Passage) -> None:
        pass

    def finish(self) -> list[Passage]:
        return []


@dataclass(frozen=True)
class Terms:
    """What is redacted, and how."""

    policies: tuple[str, ...]
    substitution: Substitution = Substitution.ENTITY_NAME


class Redactor:
    """The gate of a job whose personal data is taken out. For one file.

    `notice_of` says what the reader must know of the redaction in a language. `names`
    are those that `find` gathers from window to window, if it does.
    """

    def __init__(
        self,
        find: Find,
        terms: Terms,
        notice_of: Callable[[str], Notice | None] = lambda language: None,
        names: KnownNames | None = None,
    ) -> None:
        self.terms: object = (
            FORM,
            terms.policies,
            str(terms.substitution),
            names.key_check if names else None,
        )
        self._find = find
        self._substitution = terms.substitution
        self._notice_of = notice_of
        self._names = names or KnownNames()
        self._held: list[Passage] = []
        self._before: list[str] = []
        self._carried: tuple[Redaction, ...] = ()

    def take(self, passage: Passage) -> list[Passage]:
        """Raises RedactionFailed, which tells nothing of what was said."""
        self._held.append(passage)
        out = []
        while self._is_enough():
            out.append(self._redacted(self._held.pop(0), self._held))
        return out

    def recall(self, passage: Passage) -> None:
        words = segments.spoken_words(passage.segments)
        self._before = [word.text for word in words[-CONTEXT_WORDS:]]
        self._carried = passage.carried
        self._names.recall(passage.named)

    def finish(self) -> list[Passage]:
        held, self._held = self._held, []
        return [self._redacted(one, held[at + 1 :]) for at, one in enumerate(held)]

    def _is_enough(self) -> bool:
        """Whether the first of what is held can come out; without words it always can."""
        if not self._held:
            return False
        first, *later = (len(segments.spoken_words(p.segments)) for p in self._held)
        return not first or sum(later) >= ENOUGH_WORDS

    def _redacted(self, passage: Passage, following: Sequence[Passage]) -> Passage:
        try:
            return self._without(passage, following)
        except Exception as error:
            # The cause is named by its type alone: its message and its values may hold
            # what must not get into a log.
            cause = type(error).__name__
            raise RedactionFailed(system_message=f"Redaction failed: {cause}") from None

    def _without(self, passage: Passage, following: Sequence[Passage]) -> Passage:
        own = segments.spoken_words(passage.segments)
        after = [w for each in following for w in segments.spoken_words(each.segments)]
        after = after[:CONTEXT_WORDS]
        found = self._entities(own, after, passage.language)
        carried = (
            *_ahead(found, len(own), after),
            *(rest for rest in self._carried if rest.start >= passage.end),
        )
        entities = _merged([*_clipped(found, len(own)), *_among(own, self._carried)])
        redacted = segments.without(passage.segments, entities, self._substitution)
        redactions = _continued(redacted.redactions, self._carried)
        self._before = [*self._before, *(word.text for word in own)][-CONTEXT_WORDS:]
        self._carried = carried
        return replace(
            passage,
            segments=redacted.segments,
            redactions=redactions,
            carried=carried,
            named=self._names.new_digests(),
            notices=(*passage.notices, *self._notices(passage)),
        )

    def _entities(
        self, own: Sequence[Word], after: Sequence[Word], language: str
    ) -> list[Entity]:
        """Those that begin or go on in a passage, by the index among its own words."""
        texts = [*self._before, *(word.text for word in (*own, *after))]
        offset = len(self._before)
        found = (
            replace(entity, first=entity.first - offset, end=entity.end - offset)
            for entity in self._find(texts, language)
        )
        return [entity for entity in found if entity.end > 0]

    def _notices(self, passage: Passage) -> tuple[Notice, ...]:
        notice = self._notice_of(passage.language) if passage.segments else None
        return (notice,) if notice else ()


def _clipped(entities: Iterable[Entity], count: int) -> list[Entity]:
    return [
        replace(entity, first=max(0, entity.first), end=min(count, entity.end))
        for entity in entities
        if max(0, entity.first) < min(count, entity.end)
    ]


def _ahead(
    entities: Iterable[Entity], count: int, after: Sequence[Word]
) -> tuple[Redaction, ...]:
    """What was found in later windows, by its time; some of it began in this one.

    Whoever goes on there does not know the words before it.
    """
    return tuple(
        Redaction(
            entity.type,
            after[max(entity.first, count) - count].start,
            after[entity.end - count - 1].end,
            continues=entity.first < count,
        )
        for entity in entities
        if entity.end > count
    )


def _among(words: Sequence[Word], carried: Iterable[Redaction]) -> list[Entity]:
    """What was found before, by the words that are in its time."""
    found = []
    for rest in carried:
        begin, end = rest.start - ROUNDED, rest.end + ROUNDED
        at = [i for i, word in enumerate(words) if begin <= word.middle <= end]
        if at:
            found.append(Entity(rest.policy, at[0], at[-1] + 1, 1.0))
    return found


def _merged(entities: Iterable[Entity]) -> list[Entity]:
    """Without overlaps: what overlaps becomes one, of the first one's type."""
    merged: list[Entity] = []
    for entity in sorted(entities, key=lambda each: (each.first, -each.end)):
        if merged and entity.first < merged[-1].end:
            end = max(merged[-1].end, entity.end)
            merged[-1] = replace(merged[-1], end=end)
        else:
            merged.append(entity)
    return merged


def _continued(
    redactions: Sequence[Redaction], carried: Iterable[Redaction]
) -> tuple[Redaction, ...]:
    """Mark what goes on from a window before, so that it counts once."""
    begun = [rest for rest in carried if rest.continues]
    return tuple(
        replace(
            one,
            continues=any(
                one.start <= rest.end and rest.start <= one.end for rest in begun
            ),
        )
        for one in redactions
    )
