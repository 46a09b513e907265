"""The pieces that a view of a reading is put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

OPENING = "\"'([{«“\u2018„¿¡"
CLOSING = ".,;:!?)]}\"'…»”’%"
SENTENCE_ENDS = frozenset(".!?…")


@dataclass(frozen=True, slots=True)
class Piece:
    """A text that stands for the words from `first` up to, not including, `end`.

    `core` is the word in lower case without punctuation around it, `tail` the punctuation
    that ends it. A `glued` piece follows the one before it without a space. `number` says
    that the text is a number that was said or written, `letter` that it was spelled; a `cardinal`
    was said with hundreds or thousands, as quantities are.
    """

    text: str
    first: int
    end: int
    core: str = ""
    tail: str = ""
    glued: bool = False
    number: bool = False
    letter: bool = False
    cardinal: bool = False

    def ends_sentence(self) -> bool:
        return not SENTENCE_ENDS.isdisjoint(self.tail)

    def pauses(self) -> bool:
        """Whether a comma or the end of a sentence follows."""
        return self.tail != ""


@dataclass(frozen=True)
class View:
    """A text, and for each of its characters the words that it stands for.

    A character stands for the words from `origins` up to, not including, `ends`: for more
    than one where several words make one character, as "b as in bravo" does.
    """

    text: str
    origins: Sequence[int]
    ends: Sequence[int] = field(repr=False)

    def words_of(self, begin: int, end: int) -> tuple[int, int]:
        """The words, first and past the last, that hold the characters of a match."""
        return self.origins[begin], self.ends[end - 1]


def pieces_of(words: Sequence[str]) -> list[Piece]:
    """One piece for each word."""
    return [_piece(index, word) for index, word in enumerate(words)]


def _piece(index: int, word: str) -> Piece:
    body = word.lstrip(OPENING)
    core = body.rstrip(CLOSING)
    tail = body[len(core) :]
    folded = normalize("NFC", core.casefold()).replace("’", "'")
    return Piece(word, index, index + 1, folded, tail)


def view_of(pieces: Iterable[Piece]) -> View:
    texts: list[str] = []
    origins: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        if texts and not piece.glued:
            texts.append(" ")
            origins.append(origins[-1] if origins else piece.first)
            ends.append(piece.first if piece.first > origins[-1] else piece.end)
        texts.append(piece.text)
        origins.extend([piece.first] * len(piece.text))
        ends.extend([piece.end] * len(piece.text))
    return View("".join(texts), origins, ends)
