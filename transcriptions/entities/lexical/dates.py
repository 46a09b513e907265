"""Calendar dates, written in digits, with the name of a month, or said in words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexical.calendar_words import (
    LINKS,
    Numbers,
    day_of_month,
    month_names,
    weekday_names,
    year,
)
from transcriptions.entities.numerals import numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens, tokens_of
from transcriptions.entities.word_sets import word_set

_DIGITS = re.compile(
    r"^(?:(?:19|20)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d|3[01])\2(?:(?:1[89]|20)\d\d|\d\d))$"
)
_DAY_AND_MONTH = re.compile(
    r"^(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|[12]\d|3[01])\.?$"
)
_AT_DATE = word_set(
    "on by until till since dated before after am vom le il el op em from due"
)
_BETWEEN = word_set("slash dash of the point dot stroke")
_THE = word_set("the der dem den le il el de o")
#: Said before a weekday that is one certain day.
_WHICH = word_set(
    "last next this coming on since until till by before following past late every am letzten "
    "nächsten diesen kommenden prochain dernier próximo este prossimo volgende op"
)
#: Behind "on the third": words that show that nothing else is counted.
_AFTER_DAY = word_set(
    "and at but because so for to from in i we you he she they it or if when"
)


class DateRecognizer(LexicalRecognizer):
    """Yields dates; a weekday only where a word before it says which."""

    types = frozenset({"date"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        grammar = DateGrammar(reading)
        index = 0
        while index < len(tokens):
            end = grammar.date(index)
            if end is not None:
                yield Found("date", grammar.with_weekday(index), end, 0.85)
            elif grammar.says_which_day(index):
                end = grammar.past_weekday(index)
                yield Found("date", index, end, 0.6)
            elif (
                end := grammar.bare_day(index) or grammar.in_numbers(index)
            ) is not None:
                yield Found("date", index, end, 0.65)
            index = end or index + 1


class DateGrammar:
    """Dates that begin at a token of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.tokens = tokens_of(reading)
        self.numbers: Numbers = numerals_of(reading)
        self.english = reading.language == "en"
        self.months = month_names(reading.language)
        self.weekdays = weekday_names(reading.language)

    def date(self, index: int) -> int | None:
        """The token past the date that begins there, or None."""
        text = self.tokens.word(index)
        if text[:1].isdigit() and self._in_digits(index, text):
            return index + 1
        if text in self.months:
            return self._month_first(index)
        start = index + 1 if text in _THE else index
        return self._day_first(start)

    def with_weekday(self, index: int) -> int:
        """Where the date begins with the weekday and article before it."""
        start = index
        if self.tokens.word(start - 1) in _THE:
            start -= 1
        if (
            self.tokens.word(start - 1) in self.weekdays
            and not self.tokens[start - 1].stops
        ):
            return start - 1
        return index

    def says_which_day(self, index: int) -> bool:
        if self.tokens.word(index) in self.weekdays and self._numbered_day(index):
            return True
        return (
            self.tokens.word(index) in self.weekdays
            and self.tokens.word(index - 1) in _WHICH
            and not self.tokens.at(index - 1).ends
        )

    def past_weekday(self, index: int) -> int:
        """ "Tuesday the ninth" is one date."""
        return self.numbers[index + 2].end if self._numbered_day(index) else index + 1

    def _numbered_day(self, index: int) -> bool:
        number = self.numbers.get(index + 2)
        said = self.tokens.word(index + 1) == "the" and not self.tokens[index].ends
        return said and number is not None and number.ordinal and number.value <= 31

    def bare_day(self, index: int) -> int | None:
        """ "on the fifteenth", where nothing follows that is counted."""
        number = self.numbers.get(index)
        if number is None or not number.ordinal or not 1 <= number.value <= 31:
            return None
        words = self.tokens
        before = words.word(index - 1) == "the" and words.word(index - 2) in _AT_DATE
        last = words[number.end - 1]
        alone = (
            last.ends
            or words.word(number.end) in _AFTER_DAY
            or number.end == len(words)
        )
        return number.end if before and alone else None

    def in_numbers(self, index: int) -> int | None:
        """ "on five twelve nineteen ninety": day, month and year as numbers, behind "on"."""
        if self.tokens.word(index - 1) not in _AT_DATE or index not in self.numbers:
            return None
        if self.numbers[index].ordinal:
            return None
        end = self.three_numbers(index)
        return end if end is not None and end not in self.numbers else None

    def three_numbers(self, index: int) -> int | None:
        """Day and month in either order, then the year in full or by its last two digits."""
        place = index
        values = []
        for _ in range(2):
            place += self.tokens.word(place) in ("oh", "zero", "o")
            number = self.numbers.get(place)
            if number is None or not number.whole or not 1 <= number.value <= 31:
                return None
            values.append(number.value)
            place = number.end + (self.tokens.word(number.end) in _BETWEEN)
        if min(values) > 12:
            return None
        return year(self.tokens, self.numbers, place) or self.short_year(place)

    def short_year(self, place: int) -> int | None:
        """eighty four; oh five"""
        zero = self.tokens.word(place) in ("oh", "zero", "o")
        number = self.numbers.get(place + zero)
        if number is None or not number.whole or number.value > (9 if zero else 99):
            return None
        return number.end

    def _in_digits(self, index: int, text: str) -> bool:
        if _DIGITS.match(text):
            return "." not in text or not self._is_version(index, text)
        if self.english and "." in text:
            return False
        return (
            bool(_DAY_AND_MONTH.match(text)) and self.tokens.word(index - 1) in _AT_DATE
        )

    def _is_version(self, index: int, text: str) -> bool:
        """Points part the numbers of a release too; a date in full is none."""
        before = self.tokens.word(index - 1)
        named = before in (
            "version",
            "release",
            "v",
            "update",
            "build",
            "chapter",
            "section",
        )
        return named or (
            self.english and len(text.split(".")[-1]) == 2 and before not in _AT_DATE
        )

    def _month_first(self, index: int) -> int | None:
        """March 3rd, 1984; March the third; but not the years alone of March 1984."""
        if self.tokens[index].stops:
            return None
        day_at = index + 1 + (self.tokens.word(index + 1) == "the")
        if year(self.tokens, self.numbers, day_at):
            return None
        end = day_of_month(self.tokens, self.numbers, day_at)
        if end is None:
            return None
        return self._with_year(end)

    def _day_first(self, index: int) -> int | None:
        """3 March 1984, the third of March."""
        end = day_of_month(self.tokens, self.numbers, index)
        if end is None:
            return None
        if self.tokens.word(end) in LINKS or self.tokens.word(end) == "day":
            end += 1 + (self.tokens.word(end + 1) == "of")
        if self.tokens.word(end) not in self.months:
            return None
        return self._with_year(end + 1)

    def _with_year(self, end: int) -> int:
        if self.tokens[end - 1].stops:
            return end
        start = end + (self.tokens.word(end) in LINKS | {"in"})
        return year(self.tokens, self.numbers, start) or end
