"""The letters of a name that is spelled: s m i t h, S-M-I-T-H, s as in sam."""

from __future__ import annotations

from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

#: What may stand between a name and its letters.
_BETWEEN = word_set(
    "that's that is spelled spelt it's i spell it last name first surname and so my the "
    "as in you"
)
_MOST_BETWEEN = 5
_FEWEST_LETTERS = 2
_LIKE = (("as", "in"), ("for",), ("like",), ("wie",), ("comme",), ("de",))


def spelled_after(tokens: Tokens, index: int) -> tuple[int, int] | None:
    """The first token and past the last of the letters that follow a name, or None."""
    start = index
    while start < index + _MOST_BETWEEN and not _is_letter(tokens, start):
        if tokens.word(start) not in _BETWEEN:
            return None
        start += 1
    end, letters = start, 0
    while (after := _letter(tokens, end)) is not None:
        end, letters = after, letters + 1
    return (start, end) if letters >= _FEWEST_LETTERS else None


def _is_letter(tokens: Tokens, index: int) -> bool:
    word = tokens.word(index)
    if word == "i":
        return _single(tokens.word(index + 1)) and tokens.word(index + 1) != "i"
    return _single(word)


def _single(word: str) -> bool:
    return len(word) == 1 and word.isalpha()


def _letter(tokens: Tokens, index: int) -> int | None:
    """The token past a letter, with "as in sam", or past "double l"."""
    start = index + (tokens.word(index) == "double")
    if not _single(tokens.word(start)):
        return None
    end = start + 1
    for words in _LIKE:
        if tuple(tokens.lower[end : end + len(words)]) == words and _initial(
            tokens, start, end, words
        ):
            return end + len(words) + 1
    return end


def _initial(tokens: Tokens, letter: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether the example begins with the letter."""
    return tokens.word(end + len(words)).startswith(tokens.word(letter))
