"""Shares and ratios: 5 percent, one in five, two out of three, 120 over 80."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_WRITTEN = re.compile(r"^[-+~<>±]?\d[\d.,]*(?:[-–]\d[\d.,]*)?[%‰]$")
_RATIO = re.compile(r"^\d{1,4}:\d{1,4}$")
_PERCENT = word_set("% percent pct percentage prozent prozentpunkte procent percento")
_SPLIT = frozenset({("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("per", "cento"), ("por", "cento")})  # fmt: skip
_PRESSURE = word_set("pressure bp systolic diastolic")
_RATIOS = word_set("odds majority vote margin")
_FRACTIONS = word_set("thirds quarters fifths sixths eighths tenths")


class ProportionRecognizer(LexicalRecognizer):
    """Yields `statistics`."""

    types = frozenset({"statistics"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        numbers = numerals_of(reading)
        index = 0
        while index < len(tokens):
            end = _share(tokens, numbers, index)
            if end is not None:
                yield Found("statistics", index, end, 0.9)
            index = end or index + 1


def _share(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    word = tokens.word(index)
    if _WRITTEN.match(word) or (_RATIO.match(word) and _near(tokens, index, _RATIOS)):
        return index + 1
    number = numbers.get(index)
    if number is None:
        return _half_percent(tokens, index)
    if number.ordinal or tokens[number.end - 1].ends:
        return None
    end = number.end
    if tokens.word(end) in ("to", "or", "bis", "à") and (other := numbers.get(end + 1)):
        ranged = _percent(tokens, other.end)
        if ranged:
            return ranged
    if tokens.word(end) in _FRACTIONS and number.whole and number.value < 10:
        return end + 1
    return _percent(tokens, end) or _ratio(tokens, numbers, number)


def _percent(tokens: Tokens, end: int) -> int | None:
    after = None
    if tokens.word(end) in _PERCENT:
        after = end + 1
    elif tuple(tokens.lower[end : end + 2]) in _SPLIT:
        after = end + 2
    if after is None:
        return None
    points = tokens.word(after) in ("point", "points") and not tokens[after - 1].ends
    return after + points


def _half_percent(tokens: Tokens, index: int) -> int | None:
    """half a percent, a percent"""
    for words in (("half", "a"), ("a",), ("a", "quarter")):
        end = index + len(words)
        if tuple(tokens.lower[index:end]) == words and tokens.word(end) in (
            "percent",
            "percentage",
        ):
            return end + 1 if tokens.word(end) == "percent" else None
    return None


def _ratio(tokens: Tokens, numbers: dict[int, Numeral], number: Numeral) -> int | None:
    end = number.end
    word = tokens.word(end)
    skip = 2 if word == "out" and tokens.word(end + 1) == "of" else 1
    other = numbers.get(end + skip)
    if other is None or not other.whole or other.ordinal:
        return None
    if word == "over" and (
        (other.value > 30 and number.value > 60) or _near(tokens, end, _PRESSURE)
    ):
        return other.end
    if word == "out" and skip == 2 and number.value <= other.value:
        scored = tokens.word(number.first - 1) in ("got", "scored", "score", "is")
        return None if scored and other.value >= 10 else other.end
    if (
        word == "in"
        and number.whole
        and 1 <= number.value <= 9
        and 2 <= other.value <= 10**6
    ):
        counted = number.value < other.value and not _is_amount(tokens, other)
        return other.end if counted else None
    return other.end if word == "to" and _near(tokens, number.first, _RATIOS) else None


def _is_amount(tokens: Tokens, number: Numeral) -> bool:
    """ "one in twenty minutes" """
    return tokens.word(number.end) in (
        "minutes",
        "hours",
        "days",
        "weeks",
        "months",
        "years",
    )


def _near(tokens: Tokens, index: int, words: frozenset[str]) -> bool:
    return any(tokens.word(place) in words for place in range(index - 5, index + 5))
