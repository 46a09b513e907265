"""Times of the clock: 3:30 pm, half past three, ten o'clock, noon, 15 Uhr, 14h30."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.phrases import Leads
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens, tokens_of
from transcriptions.entities.word_sets import word_set

_CLOCK = re.compile(r"^(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?(?:h|z)?$")
_DOTTED = re.compile(r"^(?:[01]?\d|2[0-3])\.[0-5]\d$")
_HOUR_SIGN = re.compile(r"^(?:[01]?\d|2[0-3])h$")
_NAMED = word_set(
    "noon midnight midday mitternacht mittag minuit midi mezzanotte mezzogiorno medianoche "
    "mediodía middernacht"
)
_HALF_DAY = frozenset({"am", "pm", "o'clock", "oclock"})
_CLOCK_WORDS = word_set("uhr heures heure uur horas")
_DAY_PARTS = (
    ("in", "the", "morning"), ("in", "the", "afternoon"), ("in", "the", "evening"),
    ("at", "night"), ("tonight",), ("this", "morning"), ("this", "afternoon"),
    ("this", "evening"), ("tomorrow", "morning"), ("sharp",), ("o", "clock"), ("a", "m"),
    ("p", "m"), ("de", "la", "mañana"), ("de", "la", "tarde"), ("de", "la", "noche"),
    ("du", "matin"), ("du", "soir"), ("del", "mattino"), ("di", "sera"), ("da", "manhã"),
    ("da", "tarde"),
)  # fmt: skip
_TAILS = tuple(
    part
    for part in _DAY_PARTS
    if part[0] in ("in", "at", "this", "tonight", "de", "du", "da")
)
_ZONES = word_set(
    "est edt cst cdt mst mdt pst pdt gmt utc bst cet cest eastern pacific central"
)
_PARTED = word_set("past to after till before of nach vor")
_SHARES = word_set("half quarter halb viertel kwart")
_AT = word_set("at by until till around about from before after between")
_AT_FOREIGN = Leads("alle;a las;a la;às;as;à;um;om")
#: What may follow "at five" where five is an hour: a clause end or one of these.
_AFTER_HOUR = word_set(
    "on today tomorrow tonight yesterday every if so but because for with please then i we you "
    "he she they in and or to until sharp next this is works"
)


class TimeRecognizer(LexicalRecognizer):
    types = frozenset({"time"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        clock = _Clock(reading)
        index = 0
        while index < len(tokens):
            found = clock.at(index)
            if found is not None:
                yield found
            index = found.end if found else index + 1


class _Clock:
    def __init__(self, reading: Reading) -> None:
        self.tokens = tokens_of(reading)
        self.numbers = numerals_of(reading)
        self.german = reading.language in ("de", "nl")

    def at(self, index: int) -> Found | None:
        word = self.tokens.word(index)
        if word in _NAMED:
            return self._found(index, index + 1, 0.8)
        if _CLOCK.match(word) or _HOUR_SIGN.match(word):
            return self._found(index, self._marked(index + 1) or index + 1, 0.9)
        if _DOTTED.match(word) and (marked := self._marked(index + 1)):
            return self._found(index, marked, 0.9)
        shared = self._past(index)
        if shared is not None:
            return self._found(index, self._marked(shared) or shared, 0.9)
        return self._number(index)

    def _found(self, first: int, end: int, score: float) -> Found:
        return Found("time", first, self._tail(end), score)

    def _tail(self, end: int) -> int:
        """Takes in "in the morning" and a time zone."""
        if self.tokens[end - 1].stops:
            return end
        for part in _TAILS:
            if tuple(self.tokens.lower[end : end + len(part)]) == part:
                return end + len(part)
        if self.tokens.word(end) in _ZONES:
            return end + 1 + (self.tokens.word(end + 1) in ("time", "standard"))
        return end

    def _marked(self, index: int) -> int | None:
        """The token past "pm", "o'clock" or a part of the day."""
        if self.tokens.at(index - 1).stops:
            return None
        if self.tokens.word(index) in _HALF_DAY:
            return index + 1
        for part in _DAY_PARTS:
            if tuple(self.tokens.lower[index : index + len(part)]) == part:
                return index + len(part)
        return None

    def _past(self, index: int) -> int | None:
        """half past three, a quarter to five, twenty past six, five minutes to noon."""
        start = index
        if self.tokens.word(start) in _SHARES:
            end = start + 1
        else:
            number = self.numbers.get(start)
            if number is None or number.ordinal or not 1 <= number.value <= 30:
                return None
            end = number.end + (self.tokens.word(number.end) == "minutes")
        if self.german and self.tokens.word(start) in ("halb", "half"):
            return self._hour_after(end)
        led = self.tokens.word(index - 1) in (
            "for",
            "at",
            "by",
            "about",
            "until",
            "around",
        )
        if self.tokens.word(index) == "half" and end == index + 1 and led:
            hour = self.numbers.get(end)
            if hour is not None and _is_hour(hour, 12) and self.tokens.closed(hour.end):
                return hour.end
        if self.tokens.word(end) not in _PARTED or self.tokens[end - 1].ends:
            return None
        return self._past_hour(index, end)

    def _past_hour(self, index: int, parted: int) -> int | None:
        word = self.tokens.word(parted)
        hour = self._hour_after(parted + 1)
        if hour is None or self.tokens.word(index) in _SHARES:
            return hour
        if word == "past":
            return hour
        # "five to ten" is a range more often than a time.
        timed = self._marked(hour) is not None or self.tokens.word(index - 1) == "at"
        return (
            hour
            if timed and word in ("to", "after", "till", "before", "nach", "vor")
            else None
        )

    def _hour_after(self, index: int) -> int | None:
        if self.tokens.word(index) in _NAMED:
            return index + 1
        number = self.numbers.get(index)
        return number.end if number and _is_hour(number, 24) else None

    def _number(self, index: int) -> Found | None:
        number = self.numbers.get(index)
        if number is None or not number.whole or number.ordinal:
            return None
        if _is_military(number, self.tokens):
            return Found("time", index, number.end + 1, 0.85)
        if not _is_hour(number, 24):
            return None
        end = self._minutes(number) or number.end
        if end == number.end and self.tokens.word(end) in _CLOCK_WORDS:
            after = self.numbers.get(end + 1)
            minutes = (
                after.end
                if after and after.whole and 1 <= after.value <= 59
                else end + 1
            )
            sure = self.tokens.word(end) != "horas" or self._preceded(index)
            return self._found(index, minutes, 0.85) if sure else None
        marked = self._marked(end)
        if marked is not None and self._is_clock(number, marked):
            return self._found(index, marked, 0.9)
        return self._unmarked(number, end)

    def _is_clock(self, number: Numeral, marked: int) -> bool:
        """ "two in the morning" is a time, "two at night" may be, "5 this morning" too."""
        return number.value <= 12 or self.tokens.word(marked - 1) not in (
            "am",
            "pm",
            "m",
        )

    def _minutes(self, number: Numeral) -> int | None:
        """three thirty, seven oh five; after "at" or with "pm" behind it only."""
        end = number.end
        if self.tokens[end - 1].ends:
            return None
        if self.tokens.word(end) in ("oh", "o"):
            after = self.numbers.get(end + 1)
            return after.end if after and 1 <= after.value <= 9 else None
        after = self.numbers.get(end)
        if after is None or not after.whole or not 10 <= after.value <= 59:
            return None
        return after.end if not after.ordinal else None

    def _unmarked(self, number: Numeral, end: int) -> Found | None:
        """at five, by three thirty: where nothing is counted behind it."""
        if not self._preceded(number.first) or not 1 <= number.value <= 12:
            return None
        if "." in self.tokens.word(number.first):
            return None
        tokens = self.tokens
        alone = tokens.closed(end) or tokens.word(end) in _AFTER_HOUR
        if not alone or self.numbers.get(end) is not None:
            return None
        strong = tokens.word(number.first - 1) == "at" or end > number.end
        return self._found(number.first, end, 0.7) if strong else None

    def _preceded(self, index: int) -> bool:
        return self.tokens.word(index - 1) in _AT or _AT_FOREIGN.end_at(
            self.tokens, index
        )


def _is_hour(number: Numeral, most: int) -> bool:
    return number.whole and not number.ordinal and 0 <= number.value <= most


def _is_military(number: Numeral, tokens: Tokens) -> bool:
    """fifteen hundred hours"""
    said = tokens.word(number.end - 1) == "hundred" or (
        number.digits and number.value >= 100
    )
    return said and number.value <= 2400 and tokens.word(number.end) == "hours"
