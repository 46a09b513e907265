"""Amounts without a currency, by the words about paying before them: my rent is eight hundred."""

from __future__ import annotations

from collections.abc import Iterator

from transcriptions.entities.lexical.base import ENGLISH, Found, LexicalRecognizer
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

#: What is paid, and what is done with money.
_PAID = word_set(
    "rent price salary wage fee bill deposit balance refund mortgage loan bonus budget cost costs cost "
    "debt fine invoice quote pension income tip tax fare charge charged charges charging quoted paid pay "
    "pays paying earn earns earned earning owe owes owed spent spend transferred lent lend borrowed "
    "donated fined worth refunded reimbursed wired withdrew withdrawn invoiced billed overcharged "
    "pocketed bid offered want wants wanted asked asking payment installment instalment subscription allowance overdraft"
)
#: The same, where "for" follows: it sold for four hundred.
_TRADED = word_set("sold bought going went sell sells buy loan settled cheque check")
_FILLERS = word_set(
    "is was are were be of about around only just me us him her them you at like roughly nearly over "
    "under almost exactly another the my up to comes came it's there's out maybe now"
)
_MOST_FILLERS = 4
#: What may follow such an amount; anything else would be what is counted.
_AFTER = word_set(
    "for on in a an per to upfront and but last this each every because so from with by which plus "
    "including extra more back already today now or when instead monthly weekly yearly altogether total "
    "not i he she we they it if at though then since until even too after before"
)
_RATES = word_set("hour month year week annum night day")
#: What is only counted so: three a day.
_OFTEN = word_set("day night week")
_SCALES = word_set("k grand mil")
_NOTES = word_set("tenner fiver grand")
_ROUND = word_set("hundred thousand million")


class PriceRecognizer(LexicalRecognizer):
    """Yields numbers that can only be money where they stand."""

    types = frozenset({"money_amount"})
    languages: frozenset[str] | None = ENGLISH

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        numbers = numerals_of(reading)
        for number in numbers.values():
            end = _price(tokens, numbers, number)
            if end is not None:
                yield Found("money_amount", number.first, end, 0.6)
        for index in range(len(tokens)):
            if index not in numbers and _is_note(tokens, index):
                yield Found("money_amount", index, index + 2, 0.7)


def _is_note(tokens: Tokens, index: int) -> bool:
    """a tenner; "they want a thousand" """
    if tokens.word(index) != "a" or tokens[index].ends:
        return False
    unit = tokens.word(index + 1)
    if unit in _NOTES:
        return unit != "grand" or _is_led(tokens, index)
    return unit in _ROUND and _is_led(tokens, index) and _is_free(tokens, index + 2)


def _price(tokens: Tokens, numbers: dict[int, Numeral], number: Numeral) -> int | None:
    if number.ordinal:
        return None
    end, parts = _whole(tokens, numbers, number)
    scaled = tokens.word(end) in _SCALES and not tokens[end - 1].ends
    rated = _rated(tokens, end, number)
    led = _is_led(tokens, number.first)
    if scaled and (led or rated or tokens.word(number.first - 1) in ("makes", "make")):
        return end + 1
    if rated is not None:
        return rated
    if _is_free(tokens, end) and (led or (parts and _is_pointed_at(tokens, number))):
        return end
    return _contrasted(tokens, number, end)


def _whole(
    tokens: Tokens, numbers: dict[int, Numeral], number: Numeral
) -> tuple[int, bool]:
    """Past "twelve fifty", and whether it is of two parts or has decimals."""
    after = numbers.get(number.end)
    second = number.end
    if after is None and tokens.word(second) in ("and", "oh"):
        after = numbers.get(second + 1) if number.value >= 100 else None
    if after is None or after.ordinal or tokens[number.end - 1].ends:
        return number.end, not number.whole
    if after.end in numbers or not 0 < after.value < 1000:
        return number.end, False
    return after.end, after.value < 100


def _rated(tokens: Tokens, end: int, number: Numeral) -> int | None:
    """fifteen an hour; eight hundred a month"""
    if tokens[end - 1].ends or tokens.word(end) not in ("a", "an", "per", "each"):
        return None
    if number.value < 5:
        return None
    period = tokens.word(end + 1)
    if period not in _RATES or (period in _OFTEN and number.value < 20):
        return None
    if tokens.word(number.first - 1) in ("at", "doing", "about") and period == "hour":
        return end + 2 if _is_led(tokens, number.first) else None
    return end + 2 if period == "hour" else end


def _is_free(tokens: Tokens, end: int) -> bool:
    """Whether nothing follows that is counted."""
    return tokens.closed(end) or tokens.word(end) in _AFTER


def _is_led(tokens: Tokens, index: int) -> bool:
    """Whether a word of paying stands before, with little between."""
    for back in range(1, _MOST_FILLERS + 2):
        before = tokens.at(index - back)
        if before.stops:
            return False
        if before.lower in _PAID:
            return True
        if before.lower == "for":
            nearest = tokens.lower[max(index - back - 5, 0) : max(index - back, 0)]
            return not (_TRADED | _PAID).isdisjoint(nearest)
        if before.lower not in _FILLERS:
            return False
    return False


def _is_pointed_at(tokens: Tokens, number: Numeral) -> bool:
    """that's 4.99; that'll be twelve fifty"""
    before = tokens.word(number.first - 1)
    earlier = tokens.word(number.first - 2)
    pointed = before in ("that's", "thats") or (earlier, before) in (
        ("that'll", "be"),
        ("comes", "to"),
        ("that", "is"),
    )
    return pointed and 1 <= number.value < 1000


def _contrasted(tokens: Tokens, number: Numeral, end: int) -> int | None:
    """twelve pounds, not twenty"""
    index = number.first
    if tokens.word(index - 1) not in ("not", "instead") or not _is_free(tokens, end):
        return None
    money = ("pounds", "dollars", "euros", "quid", "bucks")
    return end if tokens.word(index - 2) in money else None
