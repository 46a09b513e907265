"""The notation that sentences are kept in, and the cases that are read from it.

`[policy|written|spoken]` is a span of the truth; `spoken` may be left out where it is
the written form in lower case without punctuation. `[-|written|spoken]` is no span, only
text that is said otherwise than written. `[~time,date|written|spoken]` may be found as
one of these policies, or as any after `[~|…]`, but need not: it counts neither way. What
stands in `<angle brackets>` inside a span interrupts it (a filler, an interjection of the
other speaker) and need not be covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

FORMS = ("written", "spoken")
_MARKED = re.compile(r"\[([~a-z_,-]*)\|([^|\]]+)(?:\|([^\]]+))?\]")


@dataclass(frozen=True)
class Span:
    """The words from `first` up to, not including, `end`, but for `interruptions`."""

    policy: str
    first: int
    end: int
    interruptions: frozenset[int] = frozenset()

    @property
    def words(self) -> frozenset[int]:
        """The indexes of the words that must not be left to read."""
        return frozenset(range(self.first, self.end)) - self.interruptions

    def moved(self, by: int) -> Span:
        held = frozenset(index + by for index in self.interruptions)
        return Span(self.policy, self.first + by, self.end + by, held)


@dataclass(frozen=True)
class Neutral:
    """Words that may be found as one of the policies; an empty set stands for any."""

    policies: frozenset[str]
    first: int
    end: int


@dataclass(frozen=True)
class Case:
    words: tuple[str, ...]
    truth: tuple[Span, ...]
    neutral: tuple[Neutral, ...]
    form: str
    group: str
    language: str = "en"


@dataclass(frozen=True)
class Sentence:
    """A sentence in the notation, and the group that it is counted in."""

    marked: str
    group: str
    language: str = "en"

    @classmethod
    def of(cls, marked: str, group: str) -> Sentence:
        """In the group, or in its negative part where nothing is personal."""
        named = read(marked, "written", group).truth
        return cls(marked, group if named else f"{group} negative")

    def cases(self) -> tuple[Case, Case]:
        written, spoken = (
            replace(read(self.marked, form, self.group), language=self.language)
            for form in FORMS
        )
        return written, spoken


def joined(cases: Iterable[Case], form: str, group: str) -> Case:
    """One transcript of them all, in their order."""
    words: list[str] = []
    truth: list[Span] = []
    neutral: list[Neutral] = []
    for case in cases:
        by = len(words)
        words += case.words
        truth += [span.moved(by) for span in case.truth]
        neutral += [Neutral(n.policies, n.first + by, n.end + by) for n in case.neutral]
    return Case(tuple(words), tuple(truth), tuple(neutral), form, group)


@dataclass
class _Text:
    """Characters, each with the piece that it comes from and if it interrupts it."""

    characters: list[str] = field(default_factory=list)
    pieces: list[int | None] = field(default_factory=list)
    interrupting: list[bool] = field(default_factory=list)

    def add(self, text: str, piece: int | None) -> None:
        inside = False
        for character in text:
            if character in "<>" and piece is not None:
                inside = character == "<"
                continue
            self.characters.append(character)
            self.pieces.append(piece)
            self.interrupting.append(inside)

    def words(self) -> Iterator[tuple[str, set[int], bool]]:
        """Each word, the pieces that it touches, and if all of it interrupts."""
        text = "".join(self.characters)
        for match in re.finditer(r"\S+", text):
            at = slice(*match.span())
            touched = {piece for piece in self.pieces[at] if piece is not None}
            yield match[0], touched, all(self.interrupting[at])


def plain(text: str) -> str:
    """Text in lower case, without punctuation, hyphens as spaces; `<>` stay."""
    lowered = re.sub(r"[-–—/]", " ", text.lower()).replace("’", "'")
    return re.sub(r"[^\w\s'<>]", "", lowered)


def read(marked: str, form: str, group: str) -> Case:
    """The case of a sentence in one form."""
    text, labels, at = _Text(), [], 0
    spoken = form == "spoken"
    for match in _MARKED.finditer(marked):
        text.add(_said(marked[at : match.start()], spoken), None)
        label, written, said = match.groups()
        piece = None if label == "-" else len(labels)
        if piece is not None:
            labels.append(label)
        text.add((said or plain(written)) if spoken else written, piece)
        at = match.end()
    text.add(_said(marked[at:], spoken), None)
    return _case(list(text.words()), labels, form, group)


def _said(text: str, spoken: bool) -> str:
    return plain(text) if spoken else text


def _case(
    words: list[tuple[str, set[int], bool]], labels: list[str], form: str, group: str
) -> Case:
    truth: list[Span] = []
    neutral: list[Neutral] = []
    for piece, label in enumerate(labels):
        indexes = [i for i, (_, pieces, _) in enumerate(words) if piece in pieces]
        if not indexes:
            raise ValueError(f"{label} has no words in {[w for w, _, _ in words]}")
        first, end = indexes[0], indexes[-1] + 1
        if label.startswith("~"):
            policies = frozenset(filter(None, label[1:].split(",")))
            neutral.append(Neutral(policies, first, end))
        else:
            holes = frozenset(i for i in indexes if words[i][2])
            truth.append(Span(label, first, end, holes))
    kept = tuple(word for word, _, _ in words)
    return Case(kept, tuple(truth), tuple(neutral), form, group)
