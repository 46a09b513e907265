"""Writes numbers that are said in words as figures.

"four one one one" is 4111, "nineteen eighty four" 1984, "double five" 55, "one hundred
and twenty" 120. Numbers that are said one after another form a chain; hesitations within
a chain are dropped, and "dot", "point" and "slash" become signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcriptions.entities.interludes import before_interlude, behind_interlude
from transcriptions.entities.number_words import NumberWords, number_words
from transcriptions.entities.pieces import Piece

FIGURES = re.compile(r"\d+(?:[.,:/\-–]\d+)*")
_CENTURIES = range(17, 21)
#: From so many digits one by one on, a comma between two does not keep them apart.
_FEW = 4


def with_figures(pieces: Sequence[Piece], language: str) -> list[Piece]:
    """The pieces with numbers in figures, in order."""
    words = number_words(language)
    if words is None:
        return [_as_written(piece) for piece in pieces]
    split = [part for piece in pieces for part in _hyphenated(piece, words)]
    return _Grammar(split, words).result()


def _as_written(piece: Piece) -> Piece:
    number = FIGURES.fullmatch(piece.core) is not None
    return replace(piece, number=True) if number else piece


def _hyphenated(piece: Piece, words: NumberWords) -> list[Piece]:
    """ "twenty-five" is said in two words; "5-5-5" stays as it is."""
    if "-" not in piece.core or (piece.core,) in words.below_hundred:
        return [piece]
    parts = piece.core.split("-")
    if not all(words.knows(part) for part in parts):
        return [piece]
    split = [replace(piece, text=part, core=part, tail="") for part in parts]
    split[-1] = replace(split[-1], text=parts[-1] + piece.tail, tail=piece.tail)
    return split


@dataclass(frozen=True, slots=True)
class _Number:
    """`text` in figures for the pieces up to, not including, `after`.

    `weak` is a word that is a number only among others; `sign` joins it to the number
    before it; `single` is one digit that was said, or one that was said repeatedly;
    `cardinal` was said with hundreds or thousands.
    """

    text: str
    begin: int
    after: int
    weak: bool = False
    sign: str = ""
    single: bool = False
    cardinal: bool = False


def _with_signs(pieces: Sequence[Piece]) -> list[Piece]:
    """Numbers that signs join as one piece: "4.8.19"."""
    runs: list[list[Piece]] = []
    for piece in pieces:
        if piece.glued and runs:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return [piece for run in runs for piece in _merged(run)]


def _with_tails(pieces: Sequence[Piece]) -> list[Piece]:
    """The punctuation behind a number, where its figures do not go on."""
    followers = [*pieces[1:], None]
    return [
        piece
        if follower is not None and follower.glued
        else replace(piece, text=piece.text + piece.tail)
        for piece, follower in zip(pieces, followers, strict=True)
    ]


def _merged(run: Sequence[Piece]) -> Sequence[Piece]:
    if all(piece.text[:1].isdecimal() for piece in run):
        return run
    text = "".join(piece.text for piece in run)
    last = run[-1]
    return [replace(run[0], text=text, core=text, end=last.end, tail=last.tail)]


class _Grammar:
    """Reads numbers out of pieces, always the longest first."""

    def __init__(self, pieces: Sequence[Piece], words: NumberWords) -> None:
        self.pieces = pieces
        self.cores = [piece.core for piece in pieces]
        self.words = words

    def result(self) -> list[Piece]:
        out: list[Piece] = []
        index = 0
        while index < len(self.pieces):
            chain = self._chain(index)
            after = chain[-1].after if chain else index + 1
            while chain and not self._counts(chain):
                if all(number.weak for number in chain):
                    chain = []
                else:
                    after = chain.pop().begin
            out += self._written_out(chain) if chain else self.pieces[index:after]
            index = after
        return out

    def _chain(self, begin: int) -> list[_Number]:
        """The numbers that are said one after another from a piece on."""
        chain: list[_Number] = []
        number = self._number(begin)
        while number is not None:
            chain.append(number)
            at = self._past_fillers(number.after)
            number = self._signed(at) or self._number(at)
        return chain

    def _signed(self, at: int) -> _Number | None:
        """A number behind a "dot", "point" or "slash"."""
        sign = self.words.signs.get(self._core(at), "")
        if not sign:
            return None
        value, after = self._below_thousand(at + 1)
        if after > at + 1:
            single = value < 10 and after == at + 2
            return _Number(str(value), at, after, sign=sign, single=single)
        number = self._number(at + 1)
        return replace(number, begin=at, sign=sign) if number else None

    def _past_fillers(self, at: int) -> int:
        while self._core(at) in self.words.fillers:
            at += 1
        return at

    def _core(self, at: int) -> str:
        return self.cores[at] if 0 <= at < len(self.cores) else ""

    def _number(self, at: int) -> _Number | None:
        core = self._core(at)
        if not core:
            return None
        if FIGURES.fullmatch(core):
            return _Number(core, at, at + 1)
        if core in self.words.repeats:
            return self._repeated(at)
        value, after = self._cardinal(at)
        if after == at:
            return None
        single = value < 10 and after == at + 1
        weak = single and core in self.words.weak
        return _Number(
            str(value), at, after, weak=weak, single=single, cardinal=value > 99
        )

    def _repeated(self, at: int) -> _Number | None:
        """ "triple oh" is 000."""
        behind = self._past_fillers(at + 1)
        core = self._core(behind)
        value = self.words.below_hundred.get((core,), 10)
        digit = core if core.isdecimal() and len(core) == 1 else str(value)
        if len(digit) != 1:
            return None
        text = digit * self.words.repeats[self._core(at)]
        return _Number(text, at, behind + 1, single=True)

    def _cardinal(self, at: int) -> tuple[int, int]:
        """The number that begins at a piece, and the piece behind it."""
        total, begin, below = 0, at, 10**15
        while True:
            part, after = self._below_thousand(at)
            factor = self.words.magnitudes.get(self._core(after), 1)
            if after == at and not self._bare(at, begin):
                break
            if factor >= below or (at > begin and self._starts_anew(at, after)):
                break
            total += (part if after > at else 1) * factor
            at = after + (factor > 1)
            if factor == 1:
                return total, at
            below = factor
            at = self._past_conjunction(at)
        return total, self._before_conjunction(at, begin)

    def _bare(self, at: int, begin: int) -> bool:
        """Whether a "mil" or "tausend" stands for 1000 without a number before it."""
        magnitude = self.words.magnitudes.get(self._core(at))
        after_figures = at > 0 and self.cores[at - 1][-1:].isdecimal()
        return (
            magnitude == 1000
            and self.words.bare
            and not (at == begin and after_figures)
        )

    def _below_thousand(self, at: int) -> tuple[int, int]:
        value, after = self._below_hundred(at)
        core = self._core(at)
        if core in self.words.hundreds:
            value, after = self.words.hundreds[core], at + 1
        elif after > at and self._core(after) in self.words.times_hundred:
            value, after = value * 100, after + 1
        elif after == at and core in self.words.times_hundred and self.words.bare:
            value, after = 100, at + 1
        else:
            return value, after
        behind = self._past_conjunction(after)
        rest, end = self._below_hundred(behind)
        if end == behind or self._starts_anew(behind, end):
            return value, after
        return value + rest, end

    def _starts_anew(self, at: int, after: int) -> bool:
        """Whether digits one by one, or another number, begin here: "eight hundred five five"."""
        if self._core(after) in self.words.times_hundred:
            return True
        conjunction = at > 0 and self.cores[at - 1] in self.words.conjunctions
        if self.pieces[at - 1].tail and not conjunction:
            return True
        value, _ = self._below_hundred(at)
        if conjunction or value >= 10 or after > at + 1:
            return False
        _, end = self._below_hundred(after)
        return end > after or FIGURES.fullmatch(self._core(after)) is not None

    def _below_hundred(self, at: int) -> tuple[int, int]:
        table = self.words.below_hundred
        if self._core(at) in self.words.articles:
            behind = self._core(at + 1)
            if behind in self.words.times_hundred or behind in self.words.magnitudes:
                return 1, at + 1
        for length in range(min(self.words.longest, len(self.cores) - at), 0, -1):
            value = table.get(tuple(self.cores[at : at + length]))
            if value is not None and not self._interrupted(at, length):
                return value, at + length
        return 0, at

    def _interrupted(self, at: int, length: int) -> bool:
        return any(piece.tail for piece in self.pieces[at : at + length - 1])

    def _past_conjunction(self, at: int) -> int:
        return at + (self._core(at) in self.words.conjunctions)

    def _before_conjunction(self, at: int, begin: int) -> int:
        conjunction = at > begin and self.cores[at - 1] in self.words.conjunctions
        return at - conjunction

    def _written_out(self, chain: Sequence[_Number]) -> list[Piece]:
        dotted = sum(number.sign == "." for number in chain) > 1
        out: list[Piece] = []
        for index, number in enumerate(chain):
            joins = bool(number.sign) or dotted or self._glued(chain, index)
            last = self.pieces[number.after - 1]
            out.append(
                Piece(
                    number.sign + number.text,
                    self.pieces[number.begin].first,
                    last.end,
                    number.text,
                    last.tail,
                    glued=joins and index > 0,
                    number=True,
                    cardinal=number.cardinal,
                )
            )
        return _with_tails(_with_signs(out))

    def _glued(self, chain: Sequence[_Number], index: int) -> bool:
        """Whether a number continues the figures of the one before it."""
        if index == 0:
            return False
        before, number = chain[index - 1], chain[index]
        few = len(chain) < _FEW
        if few and self.pieces[before.after - 1].tail:
            return False
        return (before.single and number.single) or self._is_year(chain, index)

    def _is_year(self, chain: Sequence[_Number], index: int) -> bool:
        century = chain[index - 1]
        first = index == 1 or (index == 2 and chain[1].single)
        if not first or century.begin != chain[0].begin or not century.text.isdecimal():
            return False
        at_time = century.begin > 0 and self.cores[century.begin - 1] == "at"
        said = not FIGURES.fullmatch(self._core(century.begin))
        if index == 2 or at_time or not said or int(century.text) not in _CENTURIES:
            return False
        rest = chain[index]
        return rest.weak or (len(rest.text) == 2 and rest.text.isdecimal())

    def _counts(self, chain: Sequence[_Number]) -> bool:
        """Whether the numbers are numbers: an "oh" alone is none."""
        strong = sum(not number.weak for number in chain)
        weak = len(chain) - strong
        if not weak:
            return True
        strong += sum(len(number.text) > 2 and number.single for number in chain)
        before = before_interlude(self.pieces, chain[0].begin - 1)
        after = behind_interlude(self.pieces, chain[-1].after)
        spelled = self._spelled(before) or self._spelled(after)
        return strong > 0 and strong + len(chain) + spelled > 3

    def _spelled(self, at: int) -> bool:
        """Whether a letter or another digit is said at a piece."""
        core = self._core(at)
        if len(core) == 1 and core.isalpha():
            return True
        return (core,) in self.words.below_hundred or core.isdecimal()
