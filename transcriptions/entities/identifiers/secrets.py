"""What is said behind "my password is" and the like: the words that make one secret."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from transcriptions.entities.identifiers.matching import Cores
from transcriptions.entities.interludes import behind_interlude
from transcriptions.entities.lexicons import ordinary_words
from transcriptions.entities.pieces import Piece
from transcriptions.entities.symbol_words import signs_of
from transcriptions.entities.word_sets import word_set

_LINKS = word_set(
    """
    there here is was are it's its should be set to as currently now still just simply
    that's becomes called ist lautet war es est è o é wordt uh um er would actually
    temporarily okay so and
    """
)
_ENDS = word_set(
    """
    password passwords passcode pin username login email
    and but or so because for on with if when then which please thanks thank okay
    ok can could would i you we he she they my your the that this it in at to from
    und oder y et e en no not yes all did do don't expired again wrong reset
    """
)

_MARKS = {
    ("exclamation", "mark"),
    ("exclamation", "point"),
    ("question", "mark"),
    ("dollar", "sign"),
    ("hash", "sign"),
    ("pound", "sign"),
    ("percent", "sign"),
    ("at", "sign"),
    ("star",),
    ("asterisk",),
    ("hash",),
    ("hashtag",),
    ("ampersand",),
    ("bang",),
    ("tilde",),
    ("period",),
    ("space",),
    ("colon",),
    ("dollar",),
}
_CASES = word_set(
    """
    capital uppercase lowercase upper lower case all caps letter number
    """
)
_SPECIAL = frozenset("!@#$%^&*+=_")
_VOWELS = frozenset("aeiouyäöüáéíóúàèìòùâêîôûãõ")
_ABBREVIATED = word_set(
    """
    mr mrs ms dr st hm hmm mm pm tv
    """
)
_ZEROS = frozenset({"oh", "o"})
_LONGEST = 24
#: So many plain words more may follow the first of a value.
_PLAIN = 3


class Secret:
    """Reads the value behind a cue, in the pieces that are put together."""

    def __init__(self, pieces: Sequence[Piece], language: str, links: Set[str]) -> None:
        self.pieces = pieces
        self.extra = links
        self.links = _LINKS | links
        self.english = language == "en"
        self.signs = set(signs_of(language)) | _MARKS
        self.single = {words[0] for words in self.signs if len(words) == 1}

    def behind(self, at: int) -> tuple[int, int, bool] | None:
        """The pieces of the value that is said from a piece on, and whether it is dictated."""
        begin = self._value(at)
        if begin is None:
            return None
        end = begin
        while end < len(self.pieces) and end - begin < _LONGEST:
            width = self._width(end, begin)
            if not width:
                break
            end += width
            if self._stops(end - 1):
                break
        if end == begin:
            return None
        signed = begin > at and self.pieces[begin - 1].core in self.extra
        begin -= signed
        return begin, end, self._dictated(begin, end)

    def _value(self, at: int) -> int | None:
        """Past "is", "it's set to" …; None where no such word links the value."""
        begin = at
        while begin < len(self.pieces):
            if self.pieces[begin].core in self.links:
                begin += 1
                continue
            behind = behind_interlude(self.pieces, begin)
            if behind == begin:
                break
            begin = behind
        colon = at > 0 and ":" in self.pieces[at - 1].tail
        if begin >= len(self.pieces) or begin - at > 8:
            return None
        signed = begin + 1 < len(self.pieces) and (
            self.pieces[begin + 1].core in self.single
        )
        if self.pieces[begin].core in _ENDS and not (signed or self._odd(begin)):
            return None
        cue = self.pieces[at - 1].core if at else ""
        announced = cue == "as" or cue.endswith("'s")
        if begin == at and not (colon or announced) and not self._begins(begin):
            return None
        return begin

    def _begins(self, at: int) -> bool:
        """Whether a value may begin here without a word that links it to its cue."""
        piece = self.pieces[at]
        if self._odd(at) or piece.core in _CASES:
            return True
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        if piece.core in _ENDS:
            return following is not None and following.core in self.single
        if following is None or piece.tail:
            return self._unheard(at)
        signed = following.number or (following.core,) in self.signs
        return signed or self._unheard(at)

    def _unheard(self, at: int) -> bool:
        """Whether no English word begins right behind the cue."""
        core = self.pieces[at].core
        if not self.english or at == 0 or self.pieces[at - 1].tail not in ("", "?"):
            return False
        return core.isalpha() and len(core) > 3 and core not in ordinary_words()

    def _odd(self, at: int) -> bool:
        piece = self.pieces[at]
        if piece.letter or piece.number:
            return True
        core = piece.core
        figures = any(map(str.isdecimal, core))
        inside = not _SPECIAL.isdisjoint(core)
        if core.isalpha() and len(core) > 1 and _VOWELS.isdisjoint(core):
            return core not in _ABBREVIATED
        return inside or (figures and any(map(str.isalpha, core)))

    def _width(self, at: int, begin: int) -> int:
        """How many pieces belong to the value here; 0 where it ends."""
        piece = self.pieces[at]
        for width in (2, 1):
            cores = tuple(p.core for p in self.pieces[at : at + width])
            if len(cores) == width and cores in self.signs:
                return width
        if at > begin and piece.core in _ZEROS:
            return 1
        if piece.core in _CASES or piece.glued or self._odd(at):
            return 1
        if at == begin:
            return 1 if piece.core else 0
        return 1 if self._joined(at, begin) else 0

    def _joined(self, at: int, begin: int) -> bool:
        """Whether a word is a part still: between or behind signs, and before figures."""
        piece, before = self.pieces[at], self.pieces[at - 1]
        if piece.core in _ENDS:
            return False
        if (before.core,) in self.signs or before.core in _CASES:
            return True
        following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
        goes_on = following is not None and not piece.tail
        if goes_on and (self._odd(at + 1) or self.pieces[at + 1].core in self.single):
            return True
        return at - begin <= _PLAIN and self._plain(begin, at)

    def _plain(self, begin: int, at: int) -> bool:
        """Whether a phrase of plain words goes on: "correct horse battery staple"."""
        if self.pieces[at - 1].tail:
            return False
        return all(
            piece.core.isalpha() and piece.core not in _ENDS and len(piece.core) > 2
            for piece in self.pieces[begin : at + 1]
        )

    def _stops(self, at: int) -> bool:
        piece = self.pieces[at]
        ends = any(mark in piece.tail for mark in ".?;")
        if not ends:
            return False
        return not (piece.letter or piece.number) or not (
            at + 1 < len(self.pieces) and self._odd(at + 1)
        )

    def _dictated(self, begin: int, end: int) -> bool:
        several = end - begin > 1
        return several or self._odd(begin)


def values(
    pieces: Sequence[Piece],
    language: str,
    cues: re.Pattern[str],
    links: Set[str] = frozenset(),
) -> Iterator[tuple[int, int, bool]]:
    """The words, first and past the last, of each value; and whether it was dictated.

    `links` are words that link a cue and its value, beside those that always do.
    """
    secret = Secret(pieces, language, links)
    cores = Cores(pieces)
    for match in cues.finditer(cores.text):
        at = cores.begins(match.end())
        found = secret.behind(at) if at is not None else None
        if found is not None:
            begin, end, dictated = found
            yield pieces[begin].first, pieces[end - 1].end, dictated
