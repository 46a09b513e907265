"""How well what was found agrees with the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from .cases import Case, Span


class Found(Protocol):
    """What a recognizer finds: the words from `first` up to, not including, `end`."""

    type: str
    first: int
    end: int


@dataclass
class Scores:
    """Counts by policy: of the truth's for recall, of the found one's for precision.

    A span of the truth is hidden if all of its words are within found spans of any
    policy: half a card number is a leak. It is typed if one of these names its policy. A
    found span is right if it shares a word with the truth, whatever the two policies, and
    exact if one of those policies is its own; what is neutral for its policy is left out.
    """

    truths: Counter[str] = field(default_factory=Counter)
    hidden: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    exact: Counter[str] = field(default_factory=Counter)
    #: Of words that are in no span of the truth and not neutral: all, and those found.
    plain_words: int = 0
    plain_found: int = 0
    missed: list[tuple[str, Case, Span]] = field(default_factory=list)
    wrong: list[tuple[str, Case, Found]] = field(default_factory=list)

    def add(self, case: Case, found: Sequence[Found]) -> None:
        self._add_truth(case, found)
        for entity in found:
            self._add_found(case, entity)
        open_words = set(range(len(case.words)))
        for span in (*case.truth, *case.neutral):
            open_words -= set(range(span.first, span.end))
        self.plain_words += len(open_words)
        self.plain_found += len(open_words & covered(found))

    def _add_truth(self, case: Case, found: Sequence[Found]) -> None:
        for span in case.truth:
            self.truths[span.policy] += 1
            if span.words <= covered(found):
                self.hidden[span.policy] += 1
                of_type = covered(e for e in found if e.type == span.policy)
                self.typed[span.policy] += bool(span.words & of_type)
            else:
                self.missed.append((span.policy, case, span))

    def _add_found(self, case: Case, entity: Found) -> None:
        words = set(range(entity.first, entity.end))
        shared = {span.policy for span in case.truth if span.words & words}
        if not shared and _is_neutral(case, entity):
            return
        self.found[entity.type] += 1
        self.right[entity.type] += bool(shared)
        self.exact[entity.type] += entity.type in shared
        if not shared:
            self.wrong.append((entity.type, case, entity))

    def recall(self, policy: str | None = None) -> float | None:
        return _share(self.hidden, self.truths, policy)

    def precision(self, policy: str | None = None) -> float | None:
        return _share(self.right, self.found, policy)

    def strict_precision(self, policy: str | None = None) -> float | None:
        return _share(self.exact, self.found, policy)

    def type_accuracy(self, policy: str | None = None) -> float | None:
        """Of what is hidden, the share that is hidden under its own name."""
        return _share(self.typed, self.hidden, policy)


def covered(found: Iterable[Found]) -> set[int]:
    return {word for entity in found for word in range(entity.first, entity.end)}


def _is_neutral(case: Case, entity: Found) -> bool:
    return any(
        (not free.policies or entity.type in free.policies)
        and free.first < entity.end
        and entity.first < free.end
        for free in case.neutral
    )


def _share(part: Counter[str], whole: Counter[str], policy: str | None) -> float | None:
    if policy is not None:
        return part[policy] / whole[policy] if whole[policy] else None
    return part.total() / whole.total() if whole.total() else None
