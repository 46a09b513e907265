"""Recognizers that look up lists of terms, each with what rules a match in or out."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexicons import phrase_book
from transcriptions.entities.phrases import PhraseBook
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens


class TermRecognizer(LexicalRecognizer):
    """Yields the terms of a file of `data/`, where `accepts` says so."""

    score = 0.8
    #: The name of the file.
    terms: str

    def book(self, language: str) -> PhraseBook:
        return phrase_book(self.terms, language)

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        return True

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        (name,) = self.types
        for first, end in self.book(reading.language).matches(tokens):
            if self.accepts(tokens, first, end):
                yield Found(name, first, end, self.score)


def near(tokens: Tokens, index: int, words: frozenset[str], reach: int = 5) -> bool:
    """Whether one of the words stands within `reach` tokens."""
    return not words.isdisjoint(tokens.lower[max(index - reach, 0) : index + reach + 1])


def behind(tokens: Tokens, index: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands right before, in the same sentence."""
    before = tokens.at(index - 1)
    return before.lower in words and not before.stops
