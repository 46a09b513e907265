"""Holidays, wars, disasters, matches and fairs with names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found
from transcriptions.entities.lexical.terms import TermRecognizer
from transcriptions.entities.lexicons import ordinary_words, places
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_KINDS = word_set(
    "festival conference summit marathon championship championships olympics carnival expo convention "
    "tournament cup parade awards revolution uprising massacre earthquake jubilee regatta derby gala"
)
#: In lower case, behind a name; with capitals they stand in names of much else.
_LOWER_KINDS = word_set(
    "war show fair fringe open masters biennale exhibition rally triathlon regatta"
)
_STORMS = word_set("hurricane typhoon storm cyclone")
_NO_STORMS = word_set("season in hit is was the and")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_PLAIN = word_set("the a an this that my our your next last annual")


class EventRecognizer(TermRecognizer):
    types = frozenset({"event"})
    terms = "events"

    def accepts(self, tokens: Tokens, first: int, end: int) -> bool:
        word = tokens.word(first)
        if end - first > 1:
            return True
        if word in (
            "easter",
            "woodstock",
            "wimbledon",
            "emmys",
            "oscars",
            "natal",
            "noël",
        ):
            return tokens.capital(first) or not tokens.cased(first)
        return True

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        listed = list(super().spans(reading, tokens))
        yield from listed
        taken = {place for found in listed for place in range(found.first, found.end)}
        finder = _LowerCaseEvents(reading, tokens)
        for index in range(len(tokens)):
            if index in taken:
                continue
            end = _named(tokens, index) or finder.end(index)
            if end is not None:
                yield Found("event", index, end, 0.7)


class _LowerCaseEvents:
    """Finds the dublin tech summit, the falklands war: a place, or no word, before the kind."""

    def __init__(self, reading: Reading, tokens: Tokens) -> None:
        self.tokens = tokens
        self._english = reading.language == "en"
        self._places = places()
        self._ordinary = ordinary_words()

    def end(self, index: int) -> int | None:
        if not self._english or self.tokens.cased(index) or not self._begins(index):
            return None
        for end in (index + 1, index + 2):
            if self.tokens.at(end - 1).ends:
                return None
            if self.tokens.word(end) in _KINDS | _LOWER_KINDS:
                return end + 1
        return None

    def _begins(self, index: int) -> bool:
        word = self.tokens.word(index)
        if not word.isalpha() or len(word) < 3:
            return False
        if self.tokens.word(index - 1) in ("a", "an", "my", "your"):
            return False
        known = word in self._places.cities or word in self._places.countries
        return word not in self._ordinary or (known and word not in self._ordinary.sure)


def _named(tokens: Tokens, index: int) -> int | None:
    """Glastonbury Festival, Hurricane Mitch: capitals before or behind the kind."""
    word = tokens.word(index)
    if word in _STORMS and tokens.capital(index) and tokens.capital(index + 1):
        return index + 2
    if word in ("hurricane", "typhoon") and not tokens.cased(index):
        name = tokens.word(index + 1)
        return index + 2 if name not in _NO_STORMS and len(name) > 3 else None
    if not tokens.capital(index) or word in _PLAIN or tokens.capital(index - 1):
        return None
    end = index
    while tokens.capital(end) and end < index + 5 and not tokens[end].ends:
        end += 1
    if end == index or (
        not tokens.capital(end) and tokens[end - 1].lower not in _KINDS
    ):
        return None
    last = end if tokens.capital(end) else end - 1
    return last + 1 if tokens.word(last) in _KINDS and last > index else None
