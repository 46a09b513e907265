"""Days and years that are told by others: the first Monday in May, March of last year."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import ENGLISH, Found, LexicalRecognizer
from transcriptions.entities.lexical.calendar_words import (
    ENGLISH_MONTHS,
    WEEKDAYS,
    season_names,
)
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_DAYS = frozenset({*WEEKDAYS["en"].split(), "weekend", "day"})
_MONTHS = frozenset(ENGLISH_MONTHS.split())
_ORDINALS = word_set("first second third fourth fifth last 1st 2nd 3rd 4th 5th")
_WHICH = word_set("last this next that the")
_SEASONS = season_names("en")
_HAPPENED = word_set("back married born died started graduated retired divorced met")
_AFTER = word_set("and in when but")


class DayOfYearRecognizer(LexicalRecognizer):
    """Yields `date`, surer than the single month or weekday within it."""

    types = frozenset({"date"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        for index in range(len(tokens)):
            end = _weekday_of_month(tokens, index) or _month_of_year(tokens, index)
            if end is not None:
                yield Found("date", index, end, 0.86)
        for number in numerals_of(reading).values():
            if _is_short_year(tokens, number):
                yield Found("date", number.first, number.end, 0.6)


def _weekday_of_month(tokens: Tokens, index: int) -> int | None:
    """the first Monday in May"""
    if tokens.word(index - 1) == "the":
        return None
    start = index + (tokens.word(index) == "the")
    if tokens.word(start) not in _ORDINALS or tokens.word(start + 1) not in _DAYS:
        return None
    if tokens.word(start + 2) not in ("in", "of") or tokens[start + 1].ends:
        return None
    end = start + 3
    return end + 1 if tokens.word(end) in _MONTHS else None


def _month_of_year(tokens: Tokens, index: int) -> int | None:
    """March of last year"""
    words = tuple(tokens.lower[index + 1 : index + 4])
    year = words[:1] == ("of",) and words[1:2] != () and words[1] in _WHICH
    if not year or words[2:] != ("year",) or tokens[index].ends:
        return None
    return index + 4 if tokens.word(index) in _MONTHS else None


def _is_short_year(tokens: Tokens, number: Numeral) -> bool:
    """we married in ninety four; the summer of sixty nine"""
    if not (number.whole and 10 < number.value < 100):
        return False
    before, earlier = tokens.word(number.first - 1), tokens.word(number.first - 2)
    if before == "of" and earlier in _SEASONS:
        return True
    alone = tokens.closed(number.end) or tokens.word(number.end) in _AFTER
    return before == "in" and earlier in _HAPPENED and alone
