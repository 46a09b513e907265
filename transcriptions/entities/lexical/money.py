"""Amounts of money: $20.50, twenty dollars and fifty cents, 5 million euros, 10k."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.numerals import Numeral, numerals_of
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_SIGNED = re.compile(
    r"^[-+~]?(?:(?:us|a|c|ca|au|nz|hk)?[$€£¥₹₩₽₺]|(?:usd|eur|gbp|chf|cad|aud)(?=\d))\d[\d.,']*(?:k|m|mm|bn|b|million|billion)?$"
    r"|^\d[\d.,']*(?:k|m|bn)?(?:[$€£¥₹]|usd|eur|gbp|chf)$"
)
_SIGNS = word_set("$ € £ ¥ ₹ us$ a$ c$ usd eur gbp chf cad aud jpy inr")
_SCALES = word_set(
    "hundred thousand million billion trillion grand millionen millions millones milioni milhões miljoen k"
)
_CURRENCIES = word_set(
    "€ $ £ ¥ dollar dollars buck bucks euro euros pound quid sterling yen yuan renminbi rupee rupees rupie "
    "franc francs franken peso pesos real reais krona kronor krone kroner ruble rubles rouble roubles "
    "zloty zlotys shekel shekels dirham dirhams riyal riyals naira rand won lira liras cent cents penny "
    "pence pennies nickel nickels dime dimes usd eur gbp chf cad aud cny inr dólar dólares dollari "
    "centimes céntimos centesimi centavos eurocent bitcoin bitcoins livre livres sterline libras pfund"
)
_SMALL = word_set(
    "cent cents pence p penny pennies centimes céntimos centesimi centavos eurocent"
)
_KINDS = word_set("us american canadian australian hong singapore swiss british")
_WEIGHED = word_set(
    "weigh weighs weighed weighing weight lost lose gained gain overweight heavier lighter lift lifted bench put"
)
_COUNTED = word_set(
    "times percent dollars euros pounds bucks years year months weeks days hours minutes people "
    "thousand million more of per"
)
_HUNDREDS = word_set(
    "hundred thousand million billion hundreds thousands millions billions"
)
_EACH = word_set("a per each every an month monthly yearly")
_PERIODS = word_set("year month week hour day annum night")
_EARNED = word_set(
    "make makes made making earn earns earned earning pay pays paid paying rent rents salary wage "
    "wages mortgage cost costs charge charges charged income owe owes owed worth price fee budget"
)
_PAID = word_set("owe owes owed quoted charged cost costs paid pays earn earns raised")
_AND = word_set("and und et y e con en")


class MoneyRecognizer(LexicalRecognizer):
    types = frozenset({"money_amount"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        numbers = numerals_of(reading)
        index = 0
        while index < len(tokens):
            end = _signed(tokens, numbers, index) or _said(tokens, numbers, index)
            if end is not None:
                yield Found("money_amount", index, end, 0.9)
            past = numbers[index].end if index in numbers else index + 1
            index = end or past


def _signed(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    word = tokens.word(index)
    if _SIGNED.match(word):
        end = index + 1
    elif (
        word in _SIGNS and (number := numbers.get(index + 1)) and not tokens[index].ends
    ):
        end = number.end
    else:
        return None
    if tokens.word(end) in _SCALES and not tokens[end - 1].ends:
        end += 1
    return end + (
        tokens.word(end) in ("dollars", "usd", "euros") and not tokens[end - 1].ends
    )


def _said(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    end = _amount(tokens, numbers, index)
    if end is None:
        return None
    joined = end + (tokens.word(end) in _AND)
    after = numbers.get(joined)
    if after is None or tokens[end - 1].stops:
        return end
    if tokens.word(after.end) in _SMALL:
        return after.end + 1
    counted = joined == end and not after.ordinal and 1 <= after.value < 100
    return after.end if counted and _is_change(tokens, after) else end


def _is_change(tokens: Tokens, number: Numeral) -> bool:
    """twenty dollars fifty; but not "twenty dollars fifty times"."""
    return tokens[number.end - 1].ends or tokens.word(number.end) not in _COUNTED


def _amount(tokens: Tokens, numbers: dict[int, Numeral], index: int) -> int | None:
    number = numbers.get(index)
    if number is None:
        return _few(tokens, index)
    end = number.end
    if number.ordinal:
        return None
    if tokens[end - 1].ends:
        return end if tokens.word(index - 1) in _PAID else None
    if tokens.word(end) in ("to", "or", "bis", "à") and (other := numbers.get(end + 1)):
        end = other.end
    if tokens.word(end) in _SCALES:
        end += 1
    if tokens.word(end) in ("of", "de") and end < len(tokens):
        end += tokens.word(end + 1) in _CURRENCIES
    return _unit(tokens, index, end)


def _unit(tokens: Tokens, index: int, end: int) -> int | None:
    """The token past the currency that stands at `end`, for the number from `index`."""
    kinds = tokens.word(end) in _KINDS
    unit = tokens.word(end + kinds)
    if unit in _CURRENCIES:
        more = end + kinds + 1
        return more + (tokens.word(more) == "sterling" and not tokens[more - 1].ends)
    if unit == "pounds" and not _is_weight(tokens, index, end):
        return end + kinds + 1
    if tokens.word(end - 1) == "grand":
        return end
    hourly = tokens.word(end) in ("an", "a", "per") and tokens.word(end + 1) in _PERIODS
    if tokens.word(index - 1) in _PAID and hourly:
        return end + 2
    near = _EARNED.intersection(tokens.lower[max(index - 5, 0) : index])
    before = tokens.word(index - 1)
    bare = tokens.closed(end) or tokens.word(end) in ("for", "in", "an", "by")
    if before in _PAID and bare:
        return end
    if near and unit in ("k", "mil", "grand"):
        return end + 1
    rated = tokens.word(end) in ("a", "per", "an") and tokens.word(end + 1) in _PERIODS
    if near and rated and not tokens[end - 1].ends:
        return end
    return None


def _is_weight(tokens: Tokens, first: int, unit: int) -> bool:
    near = tokens.lower[max(first - 5, 0) : first]
    after = tokens.word(unit + 1)
    return bool(_WEIGHED.intersection(near)) or (after in (
        "of", "overweight", "heavier", "lighter", "and", "ounces", "heavy", "soaking",
    ) and tokens.word(unit + 2) not in _CURRENCIES and after != "and")  # fmt: skip


def _few(tokens: Tokens, index: int) -> int | None:
    """a dollar, a few hundred bucks, a couple thousand dollars, half a million dollars"""
    start = index
    if tokens.word(start) in _HUNDREDS:
        end = start + 1 + (tokens.word(start + 1) == "of")
        unit = tokens.word(end)
        return end + 1 if unit in _CURRENCIES or unit == "pounds" else None
    if (tokens.word(start), tokens.word(start + 1)) == ("a", "grand"):
        alone = tokens.closed(start + 2)
        return start + 2 if alone or tokens.word(start + 2) in _EACH else None
    if tokens.word(start) not in ("a", "an", "half", "several", "few"):
        return None
    while start < index + 4 and tokens.word(start) in ("a", "an", "half", "several", "few", "couple", "of", *_SCALES):  # fmt: skip
        start += 1
    unit = tokens.word(start)
    scaled = tokens.word(start - 1) in _SCALES
    if start == index + 1 and unit in ("dollar", "buck", "euro", "quid"):
        return start + 1
    if tokens.word(start - 1) == "grand" and start == index + 2:
        return None
    counted = start > index + 1 and (unit in _CURRENCIES or unit == "pounds")
    return (
        start + 1
        if counted and (scaled or unit in ("dollars", "bucks", "euros", "cents"))
        else None
    )
