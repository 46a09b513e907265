"""A few words as the fewest balanced lines of limited length, for subtitle cues.

Pure; no word is ever split, so that a line is too long only if it is a single word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from transcriptions.sentence_text import join_words

TORN = 0.3  # what it costs to tear words apart, next to lines of uneven length


@dataclass(frozen=True, slots=True)
class Piece:
    """A word, and whether a space parts it from the one before."""

    text: str
    spaced: bool
    break_cost: float  # what it costs the reader if a line ends after it


def is_spaced(text: str, following: str) -> bool:
    """Whether white space parts two words; not in Chinese and Japanese."""
    return " " in join_words((text[-1:], following[:1]))


def balanced_lines(pieces: Sequence[Piece], width: int) -> tuple[str, ...]:
    """At least one piece, in lines of up to `width` characters where that is possible."""
    lines = _Lines(pieces, width)
    cuts = min(lines.divisions(0, lines.fewest()), key=lines.cost)
    return tuple(_text(pieces[begin:end]) for begin, end in pairwise(cuts))


def _text(pieces: Sequence[Piece]) -> str:
    text = pieces[0].text
    for piece in pieces[1:]:
        text += f" {piece.text}" if piece.spaced else piece.text
    return text


class _Lines:
    def __init__(self, pieces: Sequence[Piece], width: int) -> None:
        self._pieces = pieces
        self._width = width
        self._begins: list[int] = []
        at = 0
        for piece in pieces:
            at += piece.spaced
            self._begins.append(at)
            at += len(piece.text)
        self._reaches = [self._reach(begin) for begin in range(len(pieces))]
        self._needed = self._lines_needed()

    def fewest(self) -> int:
        return self._needed[0]

    def divisions(self, begin: int, lines: int) -> Iterator[tuple[int, ...]]:
        """All ways to cut what begins there into so many lines."""
        count = len(self._pieces)
        if lines == 1:
            yield begin, count
            return
        for end in range(begin + 1, min(self._reaches[begin], count - 1) + 1):
            if self._needed[end] <= lines - 1:
                for rest in self.divisions(end, lines - 1):
                    yield begin, *rest

    def cost(self, cuts: tuple[int, ...]) -> float:
        lengths = [self._length(a, b) for a, b in pairwise(cuts)]
        torn = sum(self._pieces[cut - 1].break_cost for cut in cuts[1:-1])
        return (max(lengths) - min(lengths)) / self._width + TORN * torn

    def _length(self, begin: int, end: int) -> int:
        last = self._pieces[end - 1]
        return self._begins[end - 1] + len(last.text) - self._begins[begin]

    def _reach(self, begin: int) -> int:
        end = begin + 1
        while end < len(self._pieces) and self._length(begin, end + 1) <= self._width:
            end += 1
        return end

    def _lines_needed(self) -> list[int]:
        """For each piece, the lines that it and all after it take."""
        needed = [0] * (len(self._pieces) + 1)
        for begin in range(len(self._pieces) - 1, -1, -1):
            needed[begin] = 1 + needed[self._reaches[begin]]
        return needed
