"""The words of a transcript as text to search in, and the way back to the words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from transcriptions.entities.codes import Code, codes_of
from transcriptions.entities.known_names import KnownNames
from transcriptions.entities.pieces import Piece, View, pieces_of, view_of
from transcriptions.entities.spelling import with_letters
from transcriptions.entities.spoken_numbers import with_figures
from transcriptions.entities.spoken_symbols import with_addresses
from transcriptions.redacted_tokens import unlabelled

__all__ = ["Reading", "View"]


class Reading:
    """The words in their order, `language` an ISO 639-1 code.

    Words are as the engine wrote them: with punctuation and capitals, or without both.
    `names` are those of the persons in the transcript that the words are from;
    recognizers add those that they are sure of. Of what was redacted before,
    neither the capitals of a label nor its words count.
    """

    def __init__(
        self, words: Sequence[str], language: str, names: KnownNames | None = None
    ) -> None:
        self.words = [unlabelled(word) for word in words]
        self.language = language
        self.names = names or KnownNames()

    @cached_property
    def pieces(self) -> list[Piece]:
        """One for each word."""
        return pieces_of(self.words)

    @cached_property
    def figures(self) -> list[Piece]:
        """The pieces with the numbers that are said in words written in figures."""
        return with_figures(self.pieces, self.language)

    @cached_property
    def written(self) -> View:
        """The words as they are, with one space between two."""
        return view_of(self.pieces)

    @cached_property
    def spoken(self) -> View:
        """The words with numbers in figures: "I'm twenty three." reads "I'm 23." """
        return view_of(self.figures)

    @cached_property
    def spelled(self) -> list[Piece]:
        """The figures, with letters that are spelled as letters."""
        return with_letters(self.figures, self.language)

    @cached_property
    def addressed(self) -> list[Piece]:
        """What is spelled, with addresses and names of files put together."""
        return with_addresses(self.spelled, self.language)

    @cached_property
    def joined(self) -> View:
        """The words with what is said piece by piece as it is written in one piece."""
        return view_of(self.addressed)

    @cached_property
    def codes(self) -> list[Code]:
        """What is said of digits and letters, in one piece each."""
        return codes_of(self.addressed)
