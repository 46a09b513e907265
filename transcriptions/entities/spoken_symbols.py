"""Writes e-mail addresses, web addresses and file names that are said in words.

"john dot smith at example dot com" is john.smith@example.com, "report underscore final
dot pdf" report_final.pdf. "dot" and "at" are signs only where a domain or the end of a
file's name proves it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from transcriptions.entities.pieces import Piece
from transcriptions.entities.symbol_words import (
    AMBIGUOUS,
    EXTENSIONS,
    PROVIDERS,
    TOP_LEVEL,
    signs_of,
)
from transcriptions.entities.word_sets import word_set

_JOINING = frozenset("._-+")
_DOMAIN = re.compile(r"[\w\-]+(?:\.[\w\-]+)*\.([a-z]{2,})")
_HOST = re.compile(r"[\w\-]+(?:[.@][\w\-]+)*")
#: Words that stand before an address and are no part of it.
BEFORE_ADDRESS = word_set(
    """
    is as it's its email e-mail mail address to at me my the a an his her our your
    their on in of or and for with from was be use using send sent write contact
    reach under called named file open attached attach download upload visit see
    go check website site page url link web that this not so just okay yes uh um
    said says via cc domain login user username into need needs please renamed rename
    delete deleted lost edit edited
    share shared print printed uploaded downloaded opened saving titled review reviewed
    by i you we he she they have has
    had got get are were if as please about find save saved click type enter into
    over look am will would can could then when actually like well right sure yeah
    oh it also still document adresse ist meine mein lautet unter an die der das
    es el la mi su correo electrónico dirección en a por mon ma est adresse c'est
    à sur le email-adresse é il mio indirizzo meu endereço o mijn adres auf per
    und y et e en is von bei op naar via
    """
)
_IN_PATHS = frozenset("/-_?=")
#: "I looked at example dot com" names a site.
_AT_A_SITE = word_set(
    """
    look looked looking looks work works worked working available found located shop
    shopped buy order ordered sold bought posted hosted register registered apply
    browse browsed read start started arrived booked book listed published
    """
)
_WITHIN = frozenset({"and", "my", "the", "our", "go", "get"})
_WEB = frozenset({"www", "http", "https"})


def with_addresses(pieces: Sequence[Piece], language: str) -> list[Piece]:
    """The pieces with every address as pieces that are glued together."""
    return _Addresses(pieces, language).result()


class _Addresses:
    def __init__(self, pieces: Sequence[Piece], language: str) -> None:
        self.pieces = pieces
        self.signs = signs_of(language)
        self.english = language == "en"
        cores = [piece.core for piece in pieces]
        self.single = [self.signs.get((core,), "") for core in cores]
        pairs = zip(cores, [*cores, ""][1:], strict=True)
        self.double = [self.signs.get(pair, "") for pair in pairs]

    def result(self) -> list[Piece]:
        out: list[Piece] = []
        done = 0
        index = 0
        while index < len(self.pieces):
            found = self._address(index, done)
            if found is None:
                index += 1
                continue
            begin, end = found
            out += self.pieces[done:begin]
            out += self._glued(begin, end)
            done = index = end
        out += self.pieces[done:]
        return out

    def _address(self, at: int, done: int) -> tuple[int, int] | None:
        """The pieces of the address whose last dot, or whole domain, is at a piece."""
        end = self._end_of_name(at)
        if end is None:
            return None
        begin = self._domain(at, done)
        sign = self._sign_before(begin)
        if sign and self._sign(*sign) == "@":
            local = self._local(sign[0], done)
            if local < sign[0] and self._core(sign[0] - 1) not in _AT_A_SITE:
                return local, self._path(end)
        if begin == at or not self._stands_alone(begin, end):
            return None
        return self._folders(begin, done), self._path(end)

    def _folders(self, begin: int, done: int) -> int:
        """Where "slash var slash log slash" before a name begins."""
        while begin > done and (sign := self._sign_before(begin)):
            twice = sign[0] > 0 and self._sign_at(sign[0] - 1) == "/"
            if self._sign(*sign) != "/" or sign[0] < done or twice:
                break
            begin = self._label(sign[0], done)
        return begin

    def _stands_alone(self, begin: int, end: int) -> bool:
        """Whether a name with a dot is one of a site or file without an "@" before it."""
        last = self._core(end - 1)
        if last in AMBIGUOUS and not self.english:
            return self._core(begin) in _WEB
        return True

    def _end_of_name(self, at: int) -> int | None:
        """Behind the top level domain, or file extension, that a dot at a piece begins."""
        core = self._core(at)
        if self._sign_at(at) == ".":
            last = at + self._width(at)
            if not self._known_end(last):
                return None
            return self._further(last + self._spelled(last))
        whole = _DOMAIN.fullmatch(core)
        if whole and whole[1] in TOP_LEVEL:
            return at + 1
        if core in PROVIDERS and self._behind_at(at) and self._sign_at(at + 1) != ".":
            following = self._core(at + 1)
            return at + 1 + (following in TOP_LEVEL and following not in AMBIGUOUS)
        return None

    def _further(self, end: int) -> int:
        """Behind "dot uk" that follows "dot co"."""
        while self._sign_at(end) == ".":
            last = end + self._width(end)
            if not self._known_end(last) or self._pauses(end - 1):
                break
            end = last + self._spelled(last)
        return end

    def _behind_at(self, at: int) -> bool:
        sign = self._sign_before(at)
        return sign is not None and self._sign(*sign) == "@"

    def _known_end(self, at: int) -> bool:
        core = self._core(at)
        if self._spelled(at) > 1:
            return True
        return (
            core in TOP_LEVEL
            or core in EXTENSIONS
            or bool((whole := _DOMAIN.fullmatch(core)) and whole[1] in TOP_LEVEL)
        )

    def _spelled(self, at: int) -> int:
        """How many pieces the end of a name has, which may be spelled: "dot p d f"."""
        for length in (4, 3, 2):
            cores = [piece.core for piece in self.pieces[at : at + length]]
            letters = all(len(core) == 1 for core in cores[1:])
            if letters and "".join(cores) in EXTENSIONS | TOP_LEVEL:
                return len(cores)
        return 1

    def _domain(self, at: int, done: int) -> int:
        """Where the labels before the last dot begin."""
        if self._sign_at(at) != ".":
            return at
        begin = self._label(at, done)
        while begin > done and (sign := self._sign_before(begin)):
            if self._sign(*sign) not in _JOINING or sign[0] <= done:
                break
            label = self._label(sign[0], done)
            if label == sign[0]:
                break
            begin = label
        return self._widened(begin, done)

    def _widened(self, begin: int, done: int) -> int:
        """A domain of several words reaches back to the "at" before it."""
        for back in (1, 2, 3):
            at = begin - back
            if at <= done or not _HOST.fullmatch(self._core(at)):
                break
            if self._pauses(at):
                break
            if self._behind_at(at):
                return at
            if self._core(at) in BEFORE_ADDRESS - _WITHIN:
                break
        return begin

    def _label(self, end: int, done: int) -> int:
        """Where the word, or what is spelled without a space, before a piece begins."""
        at = end - 1
        if at < done or self._pauses(at) or not _HOST.fullmatch(self._core(at)):
            return end
        if self._sign_at(at):
            return end
        while at > done and self._together(at):
            at -= 1
        return at

    def _together(self, at: int) -> bool:
        """Whether a piece continues the word before it: spelled letters, and numbers."""
        piece, before = self.pieces[at], self.pieces[at - 1]
        if before.tail or self._sign_at(at - 1):
            return False
        if piece.letter or piece.number:
            word = before.letter or before.number
            return word or (piece.number and before.core not in BEFORE_ADDRESS)
        return before.letter and not before.number

    def _local(self, end: int, done: int) -> int:
        """Where the part before the "@" begins."""
        begin = self._label(end, done)
        if begin == end:
            return end
        while begin > done and (sign := self._sign_before(begin)):
            if self._sign(*sign) not in _JOINING:
                break
            label = self._label(sign[0], done)
            if label == sign[0]:
                break
            begin = label
        return self._first_name(begin, done)

    def _first_name(self, begin: int, done: int) -> int:
        """Up to two more words: "john smith at example dot com"."""
        for _ in range(2):
            at = begin - 1
            core = self._core(at) if at >= done else ""
            initial = len(core) == 1 and self.english
            if not core.isalpha() or (core in BEFORE_ADDRESS and not initial):
                break
            if self._pauses(at):
                break
            if self._sign_at(at):
                break
            begin = at
            if len(core) == 1:
                break
        return begin

    def _path(self, end: int) -> int:
        """Behind "slash orders" and the like."""
        while self._sign_at(end) in _IN_PATHS:
            part = end + self._width(end)
            part += self._sign_at(part) == "@"
            if part >= len(self.pieces) or not _HOST.fullmatch(self._core(part)):
                break
            end = part + 1
            while end < len(self.pieces) and self._together(end):
                end += 1
        return end

    def _pauses(self, at: int) -> bool:
        piece = self.pieces[at]
        return bool(piece.tail.strip(".") if piece.letter else piece.tail)

    def _sign_before(self, at: int) -> tuple[int, int] | None:
        """The pieces of the sign right before a piece."""
        for length in (2, 1):
            if at >= length and self._sign(at - length, length):
                return at - length, length
        return None

    def _sign(self, at: int, length: int) -> str:
        return (self.double if length == 2 else self.single)[at]

    def _sign_at(self, at: int) -> str:
        return self.double[at] or self.single[at] if at < len(self.pieces) else ""

    def _width(self, at: int) -> int:
        return 2 if self.double[at] else 1

    def _core(self, at: int) -> str:
        return self.pieces[at].core if 0 <= at < len(self.pieces) else ""

    def _glued(self, begin: int, end: int) -> list[Piece]:
        out: list[Piece] = []
        at = begin
        while at < end:
            width = 2 if at + 2 <= end and self.double[at] else 1
            last = self.pieces[at + width - 1]
            sign = self._sign(at, width)
            core = sign or self.pieces[at].core
            text = core + (last.tail if at + width == end else "")
            out.append(
                replace(
                    last,
                    text=text,
                    core=core,
                    first=self.pieces[at].first,
                    glued=bool(out),
                    number=False,
                    letter=False,
                )
            )
            at += width
        return out
