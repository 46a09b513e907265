"""The numbers among the tokens, written in digits or said in words, with their values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from transcriptions.entities.number_words import NumberWords, number_words
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens, tokens_of
from transcriptions.entities.word_sets import word_set

#: 1,250.75 and 1.250,75 and 3; a sign or currency before it is not part of it.
_DIGITS = re.compile(r"^[+-]?(\d{1,3}(?:[.,'\s]\d{3})+|\d+)(?:[.,](\d+))?$")
_ORDINAL_DIGITS = re.compile(r"^(\d{1,3})(?:st|nd|rd|th|er|ère|e|º|ª|°|\.)$")
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50,
    "sixtieth": 60, "hundredth": 100,
}  # fmt: skip
#: Of a number in digits; what is longer counts nothing.
_LONGEST = 18
#: What is said for a decimal point; digits must follow.
_POINTS = word_set("point komma virgule virgola vírgula coma punto")
_HALVES = (("and", "a", "half"), ("and", "half"), ("and", "a", "quarter"))


@dataclass(frozen=True, slots=True)
class Numeral:
    """The tokens from `first` up to `end` say `value`."""

    first: int
    end: int
    value: float
    ordinal: bool = False
    digits: bool = False

    @property
    def whole(self) -> bool:
        return self.value == int(self.value)


class NumeralReader:
    """Reads the numbers of one language, and those in digits of any."""

    def __init__(self, language: str) -> None:
        self._said: NumberWords | None = number_words(language)

    def all(self, tokens: Tokens) -> Iterator[Numeral]:
        """The numbers from left to right, none inside another."""
        index = 0
        while index < len(tokens):
            found = self.at(tokens, index)
            if found is not None:
                yield found
            index = found.end if found else index + 1

    def at(self, tokens: Tokens, index: int) -> Numeral | None:
        """The longest number that begins there; "a" begins only "a hundred" and the like."""
        text = tokens.word(index)
        if text[:1].isdigit() or (text[:1] in "+-" and text[1:2].isdigit()):
            return self._in_digits(tokens, index, text)
        if self._said is None or not text:
            return None
        return self._ordinal(tokens, index) or self._cardinal(tokens, index, self._said)

    def _in_digits(self, tokens: Tokens, index: int, text: str) -> Numeral | None:
        ordinal = _ORDINAL_DIGITS.match(text)
        if ordinal:
            return Numeral(index, index + 1, int(ordinal[1]), ordinal=True, digits=True)
        match = _DIGITS.match(text)
        if match is None or len(text) > _LONGEST:
            return None
        value = float(re.sub(r"\D", "", match[1]) + "." + (match[2] or "0"))
        said = self._said
        end = index + 1
        if said and not tokens[index].ends and tokens.word(end) in said.magnitudes:
            value, end = value * said.magnitudes[tokens.word(end)], end + 1
        return Numeral(index, end, value, digits=True)

    def _ordinal(self, tokens: Tokens, index: int) -> Numeral | None:
        """Of English only: third, twenty third."""
        text = tokens.word(index)
        if text in _ORDINALS:
            return Numeral(index, index + 1, _ORDINALS[text], ordinal=True)
        ten = self._said.below_hundred.get((text,), 0) if self._said else 0
        unit = _ORDINALS.get(tokens.word(index + 1), 0)
        if ten >= 20 and ten % 10 == 0 and 0 < unit < 10 and not tokens[index].ends:
            return Numeral(index, index + 2, ten + unit, ordinal=True)
        return None

    def _cardinal(
        self, tokens: Tokens, index: int, said: NumberWords
    ) -> Numeral | None:
        total, end = 0.0, index
        while True:
            part = _below_thousand(tokens, end, said, leading=end == index)
            if part is None:
                break
            value, after = part
            scale = said.magnitudes.get(tokens.word(after), 0)
            if total and not scale and value >= 1000:
                break
            end = after + 1 if scale else after
            total += value * (scale or 1)
            if not scale or tokens[end - 1].ends:
                break
            if tokens.word(end) in said.conjunctions and _small(tokens, end + 1, said):
                end += 1
        if end == index:
            return None
        return _with_fraction(tokens, Numeral(index, end, total), said)


def _below_thousand(
    tokens: Tokens, index: int, said: NumberWords, *, leading: bool
) -> tuple[float, int] | None:
    text = tokens.word(index)
    following = tokens.word(index + 1)
    if text in said.hundreds:
        return _with_rest(tokens, said.hundreds[text], index + 1, said)
    if (
        text in said.articles
        and leading
        and following in (said.times_hundred | set(said.magnitudes))
    ):
        if following in said.times_hundred:
            return _with_rest(tokens, 100, index + 2, said)
        return 1, index + 1
    if text in said.times_hundred and leading and text != "hundred":
        return _with_rest(tokens, 100, index + 1, said)
    small = _small(tokens, index, said)
    if (
        small is None
        and said.magnitudes.get(text) == 1000
        and leading
        and text in ("mil", "mille")
    ):
        return 1, index
    if small is None:
        return None
    value, end = small
    if value and tokens.word(end) in said.times_hundred and not tokens[end - 1].ends:
        return _with_rest(tokens, value * 100, end + 1, said)
    return value, end


def _with_rest(
    tokens: Tokens, hundreds: float, end: int, said: NumberWords
) -> tuple[float, int]:
    """What follows "two hundred": "and five", "five", or nothing."""
    if tokens[end - 1].ends:
        return hundreds, end
    joined = tokens.word(end) in said.conjunctions
    rest = _small(tokens, end + joined, said)
    if rest is None or rest[0] == 0:
        return hundreds, end
    return hundreds + rest[0], rest[1]


def _small(tokens: Tokens, index: int, said: NumberWords) -> tuple[int, int] | None:
    """A number below a hundred."""
    for length in range(min(said.longest, len(tokens) - index), 0, -1):
        key = tuple(tokens.lower[index : index + length])
        value = said.below_hundred.get(key)
        if value is None or any(
            tokens[i].ends for i in range(index, index + length - 1)
        ):
            continue
        if length == 1 and key[0] in ("oh", "o", "sei", "nil"):
            return None
        return value, index + length
    return None


def _with_fraction(tokens: Tokens, whole: Numeral, said: NumberWords) -> Numeral:
    """Adds "point five" and "and a half"."""
    end = whole.end
    if tokens[end - 1].ends:
        return whole
    for words in _HALVES:
        if tuple(tokens.lower[end : end + len(words)]) == words:
            return Numeral(whole.first, end + len(words), whole.value + 0.5)
    if tokens.word(end) not in _POINTS:
        return whole
    fraction = ""
    end += 1
    while (
        digit := said.below_hundred.get((tokens.word(end),))
    ) is not None and digit < 10:
        fraction, end = fraction + str(digit), end + 1
    if not fraction:
        return whole
    return Numeral(whole.first, end, whole.value + float("0." + fraction))


_kept: WeakKeyDictionary[Reading, dict[int, Numeral]] = WeakKeyDictionary()


def numerals_of(reading: Reading) -> dict[int, Numeral]:
    """The numbers of a reading by their first token, read once."""
    found = _kept.get(reading)
    if found is None:
        numbers = NumeralReader(reading.language).all(tokens_of(reading))
        found = _kept[reading] = {number.first: number for number in numbers}
    return found
