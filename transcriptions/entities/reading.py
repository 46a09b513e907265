"""The words of a transcript as text to search in, and the way back to the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class View:
    """A text, and for each of its characters the index of the word it comes from."""

    text: str
    origins: Sequence[int]

    def words_of(self, begin: int, end: int) -> tuple[int, int]:
        """The words, first and past the last, that hold the characters of a match."""
        return self.origins[begin], self.origins[end - 1] + 1


class Reading:
    """The words in their order, `language` an ISO 639-1 code.

    Words are as the engine wrote them: with punctuation and capitals, or without both.
    """

    def __init__(self, words: Sequence[str], language: str) -> None:
        self.words = words
        self.language = language

    @cached_property
    def written(self) -> View:
        """The words as they are, with one space between two."""
        origins: list[int] = []
        for index, word in enumerate(self.words):
            origins.extend([index] * (len(word) + 1))
        return View(" ".join(self.words), origins[:-1])
