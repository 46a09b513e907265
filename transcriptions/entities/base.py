"""What a recognizer finds, and what a recognizer is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from transcriptions.entities.reading import Reading


@dataclass(frozen=True, slots=True)
class Entity:
    """The words from index `first` up to, not including, `end` name a `type`.

    `type` is one of `pii_policies.POLICIES`; `score` says from 0 to 1 how sure that is.
    """

    type: str
    first: int
    end: int
    score: float


class Recognizer(Protocol):
    """Finds entities of some types in the languages that it knows."""

    @property
    def types(self) -> frozenset[str]: ...

    @property
    def languages(self) -> frozenset[str] | None:
        """ISO 639-1 codes; None for a recognizer that needs no language."""

    def find(self, reading: Reading) -> Iterable[Entity]:
        """Each entity once; they may overlap, with those of others too."""
