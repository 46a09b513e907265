"""When payment cards expire."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.identifiers.matching import once
from transcriptions.entities.reading import Reading

_CUES = (
    r"expir\w{0,8}|exp|valid (?:thru|through|until|till|to)|good (?:thru|through|until)|"
    r"gültig bis|ablaufdatum|läuft ab|caduc\w{0,8}|vence|vencimiento|expire\w{0,3}|"
    r"date d'expiration|scad\w{0,8}|validade|vervald\w{0,6}|geldig tot"
)
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|"
    "december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|januar|februar|märz|mai|juni|"
    "juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|"
    "octubre|noviembre|diciembre|janvier|février|mars|avril|juin|juillet|août|septembre|"
    "octobre|novembre|décembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|"
    "ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|"
    "januari|februari|maart|mei|augustus|oktober"
)
_YEAR = r"(?:20[2-4]\d|[2-4]\d)"
_DATE = (
    rf"(?:(?:0?[1-9]|1[0-2]) 20 [2-4]\d|(?:0?[1-9]|1[0-2])\s?[/\-,. ]\s?{_YEAR}|(?:0?[1-9]|1[0-2]){_YEAR}|"
    rf"(?:{_MONTHS})\.?,?(?: of)?(?: the)?(?: \d{{1,2}}(?:st|nd|rd|th)?,?)? "
    rf"(?:20 )?{_YEAR}|0 ?[1-9] {_YEAR}|(?:0?[1-9]|1[0-2]) of {_YEAR})"
)
#: Up to twelve words that hold no other number may stand between.
_GAP = r"(?:[^\d\s]{1,30}\s){0,12}"
_EXPIRES = re.compile(
    rf"\b(?:{_CUES})\b[^\w\s]?\s(?:{_GAP})(?P<date>{_DATE})(?![\d/])", re.IGNORECASE
)
_BEHIND_CARD = re.compile(rf"(?<!\d)(?P<date>(?:0[1-9]|1[0-2])/{_YEAR})(?![\d/])")
_CARD = re.compile(
    r"\b(?:card|visa|mastercard|amex|karte|carte|tarjeta|carta|cvv|cvc)\b", re.I
)
_OTHERS = re.compile(
    r"\b(?:passport|licen[cs]e|contract|lease|offer|warranty|membership|subscription|"
    r"milk|coupon|visa application|permit|insurance|domain|policy|certificate|voucher|"
    r"trial|password|link|medication|prescription)\b[^.?!]{0,60}$",
    re.IGNORECASE,
)
_BEFORE = 90


class CreditCardExpiration:
    types = frozenset({"credit_card_expiration"})
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        yield from once(self._all(reading))

    def _all(self, reading: Reading) -> Iterator[Entity]:
        for view in (reading.written, reading.spoken, reading.joined):
            for match in _EXPIRES.finditer(view.text):
                before = view.text[max(0, match.start() - _BEFORE) : match.start()]
                if not _OTHERS.search(before):
                    yield Entity(
                        "credit_card_expiration",
                        *view.words_of(*match.span("date")),
                        0.93,
                    )
            for match in _BEHIND_CARD.finditer(view.text):
                around = view.text[
                    max(0, match.start() - 2 * _BEFORE) : match.end() + 40
                ]
                score = 0.8 if _CARD.search(around) else 0.0
                if score:
                    yield Entity(
                        "credit_card_expiration",
                        *view.words_of(*match.span("date")),
                        score,
                    )
