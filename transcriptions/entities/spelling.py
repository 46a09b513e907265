"""Reads letters that are spelled one by one, and the words that stand for letters.

"j o h n", "J. O. H. N.", "J-O-H-N", "juliett oscar", "b as in bravo", "capital x" and
"double l" are letters where others, or numbers, are said next to them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from transcriptions.entities.interludes import before_interlude, behind_interlude
from transcriptions.entities.pieces import Piece

_NATO = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform victor whiskey x-ray yankee zulu"
)
_ALPHABET = {word: word[0] for word in _NATO.split()} | {
    "alfa": "a",
    "juliett": "j",
    "whisky": "w",
    "xray": "x",
}
_NAMES = {"zed": "z", "zee": "z", "aitch": "h", "double-u": "w"}
_REPEATS = {"double": 2, "triple": 3}
_CASES = frozenset({"capital", "uppercase", "lowercase", "upper", "lower", "letter"})
_AS_IN = frozenset({"as", "like", "for"})
#: Letters that are words of their own, so that they alone spell nothing.
_WORDS = {"en": "aio", "es": "aeouy", "fr": "aày", "it": "aeioè", "pt": "aeoàé"}
_FILLERS = frozenset({"uh", "um", "er", "erm", "äh", "euh", "eh"})
_LONGEST = 64  # letters that are spelled at once, so that the time stays linear
_SPELLED = re.compile(r"[^\W\d_](?:[-.][^\W\d_])+")


@dataclass(frozen=True, slots=True)
class _Letter:
    """`text` stands for the pieces up to, not including, `after`; `sure` if it must be one."""

    text: str
    begin: int
    after: int
    sure: bool = True
    word: bool = False


def with_letters(pieces: Sequence[Piece], language: str) -> list[Piece]:
    """The pieces with spelled letters as letters, each glued to the one before it."""
    split = [part for piece in pieces for part in _hyphenated(piece)]
    return _Spelling(split, language).result()


def _hyphenated(piece: Piece) -> list[Piece]:
    if not _SPELLED.fullmatch(piece.core):
        return [piece]
    letters = [
        Piece(char, piece.first, piece.end, char)
        for char in piece.core
        if char.isalpha()
    ]
    letters[-1] = replace(letters[-1], tail=piece.tail)
    return letters


class _Spelling:
    def __init__(self, pieces: Sequence[Piece], language: str) -> None:
        self.pieces = pieces
        self.weak = _WORDS.get(language, "a")
        self.english = language == "en"

    def result(self) -> list[Piece]:
        out: list[Piece] = []
        index = 0
        while index < len(self.pieces):
            run = self._run(index)
            if run:
                out += self._written_out(run)
                index = run[-1].after
            else:
                out.append(self.pieces[index])
                index += 1
        return out

    def _run(self, begin: int) -> list[_Letter]:
        """Letters from a piece on that stand next to each other or to numbers."""
        run: list[_Letter] = []
        at = begin
        letter = self._letter(at)
        while letter is not None and len(run) < _LONGEST:
            run.append(letter)
            at = letter.after
            while self._core(at) in _FILLERS:
                at += 1
            letter = self._letter(at)
        if not any(letter.sure for letter in run):
            del run[1:]  # several words in a row, as in a loop, spell nothing
        while run and (not self._spells(run) or self._article(run)):
            run.pop()
        return run

    def _article(self, run: Sequence[_Letter]) -> bool:
        """Whether the last letter is the word "a" that something else begins with."""
        last = run[-1]
        if last.text != "a" or last.sure or self.pieces[last.after - 1].tail:
            return False
        follows = behind_interlude(self.pieces, last.after)
        return len(self._core(follows)) > 1 and not self._number(follows)

    def _spells(self, run: Sequence[_Letter]) -> bool:
        sure = sum(letter.sure for letter in run)
        words = sum(letter.word for letter in run)
        if len(run) == 1 and sure == words:
            return self._among_digits(run[0])
        if run[-1].text == "0":
            return False
        if sure > 1 or (sure and len(run) > 2):
            return len(run) > 2 or not words or words == len(run)
        return sure == 1 and not words and self._beside_number(run)

    def _beside_number(self, run: Sequence[_Letter]) -> bool:
        return self._number(before_interlude(self.pieces, run[0].begin - 1)) or (
            self._number(behind_interlude(self.pieces, run[-1].after))
        )

    def _among_digits(self, word: _Letter) -> bool:
        """Whether "mike" is a letter: between numbers or letters, or beside three digits."""
        before = before_interlude(self.pieces, word.begin - 1)
        after = behind_interlude(self.pieces, word.after)
        if self._spoken_part(before) and self._spoken_part(after):
            return True
        behind = all(self._number(at) for at in range(after, after + 3))
        if not word.word:
            last = after >= len(self.pieces) or bool(self.pieces[word.after - 1].tail)
            if last and self._spoken_part(before):
                return True
            return behind and self.english and word.text == "a"
        return behind or all(self._number(at) for at in range(before - 2, before + 1))

    def _spoken_part(self, at: int) -> bool:
        while self._core(at) == "oh":
            at -= 1
        core = self._core(at)
        letter = (len(core) == 1 and core.isalpha()) or core in _ALPHABET
        return letter or self._number(at)

    def _number(self, at: int) -> bool:
        return 0 <= at < len(self.pieces) and self.pieces[at].number

    def _letter(self, at: int) -> _Letter | None:
        core = self._core(at)
        if core in _CASES and self.english:
            behind = at + 1 + (self._core(at + 1) in {"case", "letter"})
            letter = self._repeated(behind)
            return replace(letter, begin=at, sure=True) if letter else None
        return self._repeated(at)

    def _repeated(self, at: int) -> _Letter | None:
        core = self._core(at)
        if core not in _REPEATS or not self.english:
            return self._plain(at, core)
        if core == "double" and self._core(at + 1) == "u":
            return _Letter("w", at, at + 2)
        letter = self._plain(at + 1, self._core(at + 1))
        if letter is None or letter.word:
            return None
        return replace(letter, text=letter.text * _REPEATS[core], begin=at)

    def _plain(self, at: int, core: str) -> _Letter | None:
        if at >= len(self.pieces) or self.pieces[at].number:
            return None
        if core == "oh" and at > 0 and self.english:
            return (
                _Letter("0", at, at + 1, sure=False)
                if self._spoken_part(at - 1)
                else None
            )
        if len(core) == 1 and core.isalpha():
            if core == "x" and self._core(at + 1) == "ray":
                return _Letter("x", at, at + 2, word=True)
            after = self._past_example(at, core)
            return _Letter(
                core, at, after, sure=after > at + 1 or core not in self.weak
            )
        text = _ALPHABET.get(core)
        if text is not None:
            return _Letter(text, at, at + 1, word=True)
        text = _NAMES.get(core) if self.english else None
        return _Letter(text, at, at + 1, sure=False) if text else None

    def _past_example(self, at: int, letter: str) -> int:
        """Behind "as in bravo", where what is said after a letter only explains it."""
        behind = at + 1
        if self._core(behind) not in _AS_IN:
            return behind
        behind += 1 + (self._core(behind + 1) == "in")
        if not self._core(behind).startswith(letter):
            return at + 1
        return behind + 1 + (self._core(behind + 1) == "ray" and letter == "x")

    def _core(self, at: int) -> str:
        return self.pieces[at].core if 0 <= at < len(self.pieces) else ""

    def _written_out(self, run: Sequence[_Letter]) -> list[Piece]:
        out: list[Piece] = []
        for letter in run:
            last = self.pieces[letter.after - 1]
            first = self.pieces[letter.begin].first
            out.append(
                Piece(
                    letter.text,
                    first,
                    last.end,
                    letter.text,
                    last.tail,
                    glued=bool(out),
                    letter=True,
                )
            )
        return out
