"""One speaker's uninterrupted words, cut into cues where it costs the reader least.

Sentences end cues first, then pauses, punctuation and clauses, and length last; no cue
exceeds its layout unless it is a single word. `transcriptions.captions` calls it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from transcriptions import clause_words
from transcriptions.line_breaking import Piece, balanced_lines, is_spaced

SHORTEST_MS = 1000
LONGEST_MS = 7000
BREATH_MS = 300  # silence where a cue may well end
CLAUSE_ENDS = tuple(",;:–—、，；：،")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Layout:
    """The limits of a cue; line breaks count as one character of the caption."""

    max_lines: int = 2
    max_chars_per_line: int = 42
    chars_per_caption: int = 0  # 0 is no limit
    language: str = ""  # whose small words tell where a clause begins


@dataclass(frozen=True, slots=True)
class Token:
    """A word without white space in it; times are milliseconds."""

    text: str
    start: int
    end: int
    ends_sentence: bool
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Cut:
    start: int
    end: int
    lines: tuple[str, ...]


class Run:
    """At least one token, all of one speaker."""

    def __init__(self, tokens: Sequence[Token], layout: Layout, *, label: str) -> None:
        self._tokens = tokens
        self._layout = layout
        room = layout.max_lines * layout.max_chars_per_line
        self._capacity = min(room, layout.chars_per_caption or room)
        self._pieces = list(_pieces(tokens, layout.language))
        widths = [len(piece.text) + piece.spaced for piece in self._pieces]
        self._offsets = [0, *accumulate(widths)]
        self._unspaced = [0, *accumulate(not piece.spaced for piece in self._pieces)]
        self._ended = [0, *accumulate(token.ends_sentence for token in tokens)]
        self._reach = self._reaches()
        self._label = [Piece(word, True, 3.0) for word in label.split()]
        self._label_lines, self._label_ends = self._label_extent()
        self._labelled = [self._has_room(begin) for begin in range(len(tokens))]

    def cuts(self) -> Iterator[Cut]:
        for begin, end in pairwise(self._cheapest_cuts()):
            tokens = self._tokens[begin:end]
            pieces = self._pieces[begin:end]
            if self._labelled[begin]:
                pieces = [*self._label, replace(pieces[0], spaced=True), *pieces[1:]]
            lines = balanced_lines(pieces, self._layout.max_chars_per_line)
            yield Cut(tokens[0].start, max(token.end for token in tokens), lines)

    def _cheapest_cuts(self) -> list[int]:
        cost = [0.0]
        origin = [0]
        for end in range(1, len(self._tokens) + 1):
            best, begin = min(
                (cost[begin] + self._cost(begin, end), begin)
                for begin in self._beginnings(end)
            )
            cost.append(best)
            origin.append(begin)
        cuts = [len(self._tokens)]
        while cuts[-1]:
            cuts.append(origin[cuts[-1]])
        return cuts[::-1]

    def _beginnings(self, end: int) -> Iterator[int]:
        """Where a cue that ends before word `end` may begin, backwards."""
        yield end - 1
        for begin in range(end - 2, -1, -1):
            length = self._tokens[end - 1].end - self._tokens[begin].start
            labelled = self._labelled[begin]
            if length > LONGEST_MS or not self._fits(begin, end, labelled=labelled):
                return
            yield begin

    def _cost(self, begin: int, end: int) -> float:
        length = self._tokens[end - 1].end - self._tokens[begin].start
        empty = 1 - min(1.0, self._width(begin, end) / self._capacity)
        inner = self._ended[end - 1] - self._ended[begin]
        hasty = 1.5 if length < SHORTEST_MS else 0.0
        torn = self._pieces[end - 1].break_cost
        return 1 + torn + 0.5 * empty**2 + 0.6 * inner + hasty

    def _width(self, begin: int, end: int) -> int:
        """Characters of the words joined."""
        first = self._pieces[begin].spaced
        return self._offsets[end] - self._offsets[begin] - first

    def _reaches(self) -> list[int]:
        """For each word, where a line that begins with it must end."""
        reaches: list[int] = []
        end = 0
        for begin in range(len(self._pieces)):
            end = max(end, begin + 1)
            reaches.append(self._advance(begin, end, self._layout.max_chars_per_line))
            end = reaches[-1]
        return reaches

    def _advance(self, begin: int, end: int, width: int) -> int:
        while end < len(self._pieces) and self._width(begin, end + 1) <= width:
            end += 1
        return end

    def _label_extent(self) -> tuple[int, int]:
        """The lines that the label takes, and the characters in the last of them."""
        lines = at = 0
        for piece in self._label:
            if lines and at + 1 + len(piece.text) <= self._layout.max_chars_per_line:
                at += 1 + len(piece.text)
            else:
                lines, at = lines + 1, len(piece.text)
        return lines, at

    def _has_room(self, begin: int) -> bool:
        """Whether a cue that begins there can show the label and a word."""
        return bool(self._label) and self._fits(begin, begin + 1, labelled=True)

    def _fits(self, begin: int, end: int, *, labelled: bool) -> bool:
        lines, at = 0, begin
        characters = self._width(begin, end)
        if labelled:
            lines = self._label_lines
            room = self._layout.max_chars_per_line - self._label_ends - 1
            at = self._advance(begin, begin, room)
            characters += sum(len(piece.text) + 1 for piece in self._label)
        while at < end and lines <= self._layout.max_lines:
            at = self._reach[at]
            lines += 1
        if self._unspaced[end] > self._unspaced[begin + 1]:
            characters += lines - 1  # line breaks where there is no space
        limit = self._layout.chars_per_caption or math.inf
        return lines <= self._layout.max_lines and characters <= limit


def _pieces(tokens: Sequence[Token], language: str) -> Iterator[Piece]:
    opening = clause_words.opening(language)
    leading = clause_words.leading(language)
    previous = ""
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        cost = (
            0.0
            if following is None
            else _break_cost(token, following, opening=opening, leading=leading)
        )
        yield Piece(token.text, is_spaced(previous, token.text), cost)
        previous = token.text


def _break_cost(
    token: Token,
    following: Token,
    *,
    opening: frozenset[str],
    leading: frozenset[str],
) -> float:
    """What it costs the reader if a cue or a line ends between two words."""
    if token.ends_sentence:
        return 0.0
    if following.start - token.end >= BREATH_MS:
        return 0.5
    if token.text.endswith(CLAUSE_ENDS):
        return 0.6
    if token.text.lower() in leading:
        return 2.6
    return 1.2 if following.text.lower() in opening else 2.0
