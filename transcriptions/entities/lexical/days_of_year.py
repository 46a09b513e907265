"""Days and years that are told by others: the first Monday in May, March of last year."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import ENGLISH, Found, LexicalRecognizer
from transcriptions.entities.numerals import numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_WEEKDAYS = word_set(
    "monday tuesday wednesday thursday friday saturday sunday weekend day"
)
_MONTHS = word_set(
    "january february march april may june july august september october november december"
)
_ORDINALS = word_set("first second third fourth fifth last 1st 2nd 3rd 4th 5th")
_WHICH = word_set("last this next that the")
_SEASONS = word_set("summer winter spring autumn fall")


class DayOfYearRecognizer(LexicalRecognizer):
    """Yields `date`, surer than the single month or weekday within it."""

    types = frozenset({"date"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        numbers = numerals_of(reading)
        for index in range(len(tokens)):
            end = _weekday_of_month(tokens, index) or _month_of_year(tokens, index)
            if end is not None:
                yield Found("date", index, end, 0.86)
            number = numbers.get(index)
            two_digits = number is not None and 10 < number.value < 100 and number.whole
            if (
                number is not None
                and two_digits
                and _is_short_year(tokens, index, number.end)
            ):
                yield Found("date", index, number.end, 0.6)


def _weekday_of_month(tokens: Tokens, index: int) -> int | None:
    """the first Monday in May"""
    if tokens.word(index - 1) == "the":
        return None
    start = index + (tokens.word(index) == "the")
    if tokens.word(start) not in _ORDINALS or tokens.word(start + 1) not in _WEEKDAYS:
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


def _is_short_year(tokens: Tokens, index: int, end: int) -> bool:
    """we married in ninety four; the summer of sixty nine"""
    before, earlier = tokens.word(index - 1), tokens.word(index - 2)
    if before == "of" and earlier in _SEASONS:
        return True
    happened = earlier in (
        "back",
        "married",
        "born",
        "died",
        "started",
        "graduated",
        "retired",
        "divorced",
        "met",
    )
    alone = (
        end >= len(tokens)
        or tokens[end - 1].ends
        or tokens.word(end) in ("and", "in", "when", "but")
    )
    return before == "in" and happened and alone
