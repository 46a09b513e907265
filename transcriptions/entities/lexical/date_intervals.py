"""Periods of the calendar: from one day to another, months, years, decades, seasons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexical.calendar_words import (
    LINKS,
    UNSURE_MONTHS,
    season_names,
    year,
)
from transcriptions.entities.lexical.dates import DateGrammar
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_FROM = word_set("from between von vom zwischen du de desde entre dal tra van tussen")
_TO = word_set("to and through until till thru und bis au à al a hasta e tot en até y")
_BARE_TO = word_set("to through until till thru bis")
_YEARS = re.compile(r"^(?:1[89]|20)\d\d[-–/](?:(?:1[89]|20)\d\d|\d\d)$")
_DECADE = re.compile(r"^(?:(?:1[89]|20)\d0|'?[1-9]0)'?s$")
_DECADES = word_set(
    "twenties thirties forties fifties sixties seventies eighties nineties"
)
_IN = word_set(
    "in since during until till before after around of im seit en depuis desde nel dal sinds em "
    "last next this early late mid from through between"
)
_PERIODS = word_set(
    "week weekend month quarter year semester summer spring fall autumn winter"
)
_DEICTIC = word_set("last next previous coming")


class DateIntervalRecognizer(LexicalRecognizer):
    types = frozenset({"date_interval"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        grammar = _Intervals(reading)
        index = 0
        while index < len(tokens):
            found = grammar.at(index)
            if found is not None:
                yield found
            index = found.end if found else index + 1


class _Intervals(DateGrammar):
    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self.seasons = season_names(reading.language)

    def at(self, index: int) -> Found | None:
        ranged = self._range(index)
        if ranged is not None:
            return Found("date_interval", index, ranged, 0.9)
        for read in (
            self._days_of_month,
            self._month,
            self._decade,
            self._season,
            self._year,
        ):
            end = read(index)
            if end is not None:
                return Found("date_interval", index, end, 0.8)
        return None

    def _range(self, index: int) -> int | None:
        """from Monday to Friday, 2019 through 2021, between March 3rd and May."""
        tokens = self.tokens
        opened = tokens.word(index) in _FROM
        start = index + 1 if opened else index
        first = self._point(start, opened)
        if first is None or tokens[first - 1].ends:
            return None
        if tokens.word(first) not in (_TO if opened else _BARE_TO):
            return None
        return self._point(first + 1, opened)

    def _point(self, index: int, opened: bool) -> int | None:
        """A date, weekday, month or year."""
        word = self.tokens.word(index)
        end = self.date(index)
        if end is not None:
            return end
        if word in ("the",):
            return self._ordinal_day(index + 1)
        if word in self.weekdays:
            return index + 1
        if word in self.months and (opened or word not in UNSURE_MONTHS):
            after = index + 1 + (self.tokens.word(index + 1) in LINKS)
            return year(self.tokens, self.numbers, after) or index + 1
        return year(self.tokens, self.numbers, index) or (
            self._ordinal_day(index) if opened else None
        )

    def _ordinal_day(self, index: int) -> int | None:
        number = self.numbers.get(index)
        return number.end if number and number.ordinal and number.value <= 31 else None

    def _days_of_month(self, index: int) -> int | None:
        """May 5-9, 5 to 9 May, June the third to the tenth."""
        words, start = self.tokens, index
        month = words.word(start) in self.months
        if month:
            start += 1 + (words.word(start + 1) == "the")
        joined = re.match(r"^(\d{1,2})[-–](\d{1,2})$", words.word(start))
        end = start + 1 if joined else self._two_days(start)
        if end is None or (not month and words.word(end) not in self.months):
            return None
        return self._with_year(end if month else end + 1)

    def _two_days(self, start: int) -> int | None:
        first = self.numbers.get(start)
        if (
            first is None
            or first.value > 31
            or self.tokens.word(first.end) not in _BARE_TO
        ):
            return None
        after = first.end + 1
        second = self.numbers.get(after + (self.tokens.word(after) == "the"))
        return second.end if second and second.value <= 31 else None

    def _month(self, index: int) -> int | None:
        """March 1984, in March, last July."""
        word = self.tokens.word(index)
        if word not in self.months or self.date(index) is not None:
            return None
        if self._is_day_before(index):
            return None
        after = index + 1 + (self.tokens.word(index + 1) in LINKS)
        end = (
            None if self.tokens[index].stops else year(self.tokens, self.numbers, after)
        )
        if end is not None:
            return end
        led = self.tokens.word(index - 1) in _IN
        if word in UNSURE_MONTHS:
            sure = led and (self.tokens.capital(index) or not self.tokens.cased(index))
            return index + 1 if sure else None
        written = self.tokens.capital(index) or not self.tokens.cased(index)
        return index + 1 if led or written else None

    def _is_day_before(self, index: int) -> bool:
        """Whether the month belongs to a date that began before."""
        return any(
            self.date(start) is not None and (self.date(start) or 0) > index
            for start in range(max(index - 4, 0), index)
        )

    def _decade(self, index: int) -> int | None:
        tokens = self.tokens
        if _YEARS.match(tokens.word(index)) or _DECADE.match(tokens.word(index)):
            aged = tokens.word(index - 1) in ("my", "his", "her", "their", "your")
            return None if aged else index + 1
        start = index + (tokens.word(index) in ("nineteen", "eighteen"))
        early = (
            tokens.word(index - 1) in ("the", "early", "late", "mid") or start > index
        )
        return start + 1 if tokens.word(start) in _DECADES and early else None

    def _season(self, index: int) -> int | None:
        """summer of 2019, last winter, the last quarter of 2020, week of May 3rd."""
        tokens = self.tokens
        word = tokens.word(index)
        if word in self.seasons or word in _PERIODS:
            if tokens[index].stops:
                return None
            after = index + 1 + (tokens.word(index + 1) in LINKS)
            linked = tokens.word(index + 1) in LINKS
            dated = year(tokens, self.numbers, after)
            return dated or (self.date(after) if linked else None)
        if word in _DEICTIC and tokens.word(index + 1) in _PERIODS:
            return None if tokens.at(index).ends else index + 2
        return None

    def _year(self, index: int) -> int | None:
        """in 1984; a year alone is one only where a word before says when."""
        before = self.tokens.word(index - 1)
        if before not in _IN and before != "year":
            return None
        return year(self.tokens, self.numbers, index)
