"""The words of a reading as tokens to look up: bare, in lower case, with what stood about them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from transcriptions.entities.reading import Reading
from transcriptions.entities.word_sets import word_set

_OPENING = "\"'“”\u2018«»([¿¡"
_CLOSING = "\"'“”’«»)].,;:!?…"
#: Hyphens and slashes part words with letters; numbers such as 03/04/1984 stay whole.
_JOINTS = re.compile(r"(?<=[^\W\d_])[-–/](?=\w)|(?<=\d)[-–](?=[^\W\d_])")
_DOTTED = re.compile(r"^(?:[a-z]\.)+[a-z]?$")
_UNIT_TAIL = re.compile(
    r"(\d)(am|pm|a\.m|p\.m|[kmcg]m|kgs?|lbs?|ft|mg|ml|hrs?|min|mins|secs?|yrs?|yo|uhr)$",
    re.IGNORECASE,
)
_ABBREVIATIONS = word_set(
    "mr mrs ms mx dr prof st sr jr rev hon capt lt sgt col gen gov sen rep mt no vs etc inc"
)
#: With 's they say "is", and stay whole.
_IS = word_set("he she it that this who what there here where how let when why")
#: Tokens in a row that are judged together: with capitals and sentences, or without.
_BLOCK = 120


@dataclass(frozen=True, slots=True)
class Token:
    """A word or, where a hyphen joins some, a part of one.

    `lower` is without the punctuation about it and without a possessive 's.
    """

    text: str
    lower: str
    word: int
    capital: bool
    #: It begins a sentence, as far as the punctuation says.
    opens: bool
    #: The punctuation right behind it ("." of an abbreviation does not count).
    tail: str
    possessive: bool

    @property
    def ends(self) -> bool:
        """Whether a sentence or clause ends behind it."""
        return self.tail != ""

    @property
    def stops(self) -> bool:
        return any(mark in self.tail for mark in ".!?…")


class Tokens(Sequence[Token]):
    """All tokens of a reading; past either end stands an empty token."""

    def __init__(self, words: Sequence[str]) -> None:
        self._tokens = _tokenized(words)
        self.lower = [token.lower for token in self._tokens]
        self._cased = _cased_blocks(self._tokens)

    def __len__(self) -> int:
        return len(self._tokens)

    def __getitem__(self, index):  # type: ignore[no-untyped-def]
        return self._tokens[index]

    def at(self, index: int) -> Token:
        """The token, or an empty one where there is none."""
        if 0 <= index < len(self._tokens):
            return self._tokens[index]
        return NONE

    def word(self, index: int) -> str:
        """The lower-case text, or "" where there is none."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def cased(self, index: int) -> bool:
        """Whether the words about it are written with capitals, so that these say something."""
        return self._cased[index // _BLOCK]

    def capital(self, index: int) -> bool:
        return (
            0 <= index < len(self) and self.cased(index) and self._tokens[index].capital
        )

    def closed(self, end: int) -> bool:
        """Whether a sentence or clause, or all that was said, ends right before `end`."""
        return end >= len(self) or self._tokens[end - 1].ends

    def words_of(self, first: int, end: int) -> tuple[int, int]:
        """The words, first and past the last, of the tokens from `first` up to `end`."""
        return self._tokens[first].word, self._tokens[end - 1].word + 1


NONE = Token("", "", -1, False, False, ".", False)
_kept: WeakKeyDictionary[Reading, Tokens] = WeakKeyDictionary()


def tokens_of(reading: Reading) -> Tokens:
    """Made once for each reading."""
    tokens = _kept.get(reading)
    if tokens is None:
        tokens = _kept[reading] = Tokens(reading.words)
    return tokens


def _tokenized(words: Sequence[str]) -> list[Token]:
    tokens: list[Token] = []
    opens = True
    for index, word in enumerate(words):
        for token in _parts(word.strip().replace("’", "'"), index, opens):
            tokens.append(token)
            opens = token.stops or ":" in token.tail
    return tokens


def _parts(word: str, index: int, opens: bool) -> list[Token]:
    begun = word.lstrip(_OPENING)
    core = begun.rstrip(_CLOSING)
    head, tail = word[: len(word) - len(begun)], begun[len(core) :]
    if not core:
        return []
    if core[0].isdigit() and head.endswith("'"):
        core = "'" + core  # the year '84
    pieces = [piece for piece in _JOINTS.split(_UNIT_TAIL.sub(r"\1-\2", core)) if piece]
    tokens = []
    for place, piece in enumerate(pieces):
        last = place == len(pieces) - 1
        opens_here = (opens or bool(head)) and place == 0
        tokens.append(_token(piece, index, opens_here, tail if last else ""))
    return tokens


def _token(piece: str, index: int, opens: bool, tail: str) -> Token:
    bare, possessive = piece, False
    if len(piece) > 2 and piece[-2:].lower() == "'s" and piece[:-2].lower() not in _IS:
        bare, possessive = piece[:-2], True
    lower = bare.lower()
    if _DOTTED.match(lower):
        lower = lower.replace(".", "")
        tail = tail.removeprefix(".")
    elif tail.startswith(".") and (lower in _ABBREVIATIONS or _is_initial(bare)):
        tail = tail[1:]
    return Token(bare, lower, index, bare[:1].isupper(), opens, tail, possessive)


def _is_initial(text: str) -> bool:
    return len(text) == 1 and text.isupper() and text != "I"


def _cased_blocks(tokens: Sequence[Token]) -> list[bool]:
    """For each block, whether some of its words, but not most, are in capitals."""
    blocks = []
    for begin in range(0, len(tokens), _BLOCK):
        block = [
            token
            for token in tokens[begin : begin + _BLOCK]
            if token.text[:1].isalpha()
        ]
        capitals = sum(token.capital for token in block)
        shouted = sum(token.text.isupper() and len(token.text) > 1 for token in block)
        blocks.append(
            capitals * 50 >= len(block) > 0 and shouted * 10 <= len(block) * 6
        )
    return blocks
