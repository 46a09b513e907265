"""Presidio's pattern recognizers and check digits, over what was written and said.

Its own way to weigh context is left out: it walks through all words for every match,
and it logs them. The context words of its recognizers are looked up here instead.
Presidio is imported when it first works; it brings torch and spaCy along, but no model.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from transcriptions.entities.base import Entity
from transcriptions.entities.identifiers.matching import once, views
from transcriptions.entities.reading import Reading, View

if TYPE_CHECKING:
    from presidio_analyzer import PatternRecognizer

_POLICIES = {
    "EMAIL_ADDRESS": "email_address",
    "IP_ADDRESS": "ip_address",
    "MAC_ADDRESS": "ip_address",
    "CREDIT_CARD": "credit_card_number",
    "IBAN_CODE": "banking_information",
    "ABA_ROUTING_NUMBER": "banking_information",
    "US_SSN": "us_social_security_number",
    "US_ITIN": "us_social_security_number",
    "US_PASSPORT": "passport_number",
    "US_DRIVER_LICENSE": "drivers_license",
    "US_MBI": "healthcare_number",
    "UK_NHS": "healthcare_number",
    "AU_MEDICARE": "healthcare_number",
    "UK_NINO": "number_sequence",
    "ES_NIF": "number_sequence",
    "IT_FISCAL_CODE": "number_sequence",
}
#: A match whose type is not proven by its context words or check digits is none.
_LEAST = 0.4
_RAISE = 0.35
#: Their check digits fit one number in ten by chance, so that they need their context.
_BY_CONTEXT = frozenset(
    {"UK_NHS", "AU_MEDICARE", "ABA_ROUTING_NUMBER", "US_PASSPORT", "US_DRIVER_LICENSE"}
)
#: Context words are looked for in so many characters before a match.
_BEFORE = 70
#: No identifier is longer; longer words are hidden from the patterns, whose work would grow
#: with the square of a word's length.
_LONGEST_WORD = 256
_LONG = re.compile(rf"\S{{{_LONGEST_WORD},}}")
_VERSION = re.compile(r"\b(?:version|release|build|firmware|v)\W*$", re.IGNORECASE)


class PresidioPatterns:
    types = frozenset(_POLICIES.values())
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        yield from once(
            entity for view in views(reading) for entity in self._in_view(view)
        )

    def _in_view(self, view: View) -> Iterator[Entity]:
        text = _LONG.sub(lambda match: " " * len(match[0]), view.text)
        for recognizer in _recognizers():
            kind = recognizer.supported_entities[0]
            for result in recognizer.analyze(text, [kind]):
                score = _in_context(
                    result.score, text, result.start, recognizer.context
                )
                if kind in _BY_CONTEXT and score == result.score:
                    continue
                before = text[max(0, result.start - 12) : result.start]
                if score < _LEAST or (kind == "IP_ADDRESS" and _VERSION.search(before)):
                    continue
                match_text = text[result.start : result.end]
                lead = len(match_text) - len(match_text.lstrip())
                first, end = view.words_of(result.start + lead, result.end)
                yield Entity(_POLICIES[kind], first, end, min(score, 1.0))


def _in_context(
    score: float, text: str, begin: int, context: Sequence[str] | None
) -> float:
    before = text[max(0, begin - _BEFORE) : begin].lower()
    words = set(re.findall(r"[\w#]+", before))
    if context and not words.isdisjoint(context):
        return min(max(score + _RAISE, _LEAST), 1.01)
    return score


@cache
def suffixes() -> Any:
    """The public suffixes that the package holds; the network is never asked for others."""
    import tldextract

    return tldextract.TLDExtract(
        cache_dir=None, suffix_list_urls=(), fallback_to_snapshot=True
    )


@cache
def _recognizers() -> tuple[PatternRecognizer, ...]:
    from presidio_analyzer import predefined_recognizers as known

    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)

    class OfflineEmailRecognizer(known.EmailRecognizer):
        def validate_result(self, pattern_text: str) -> bool:
            return bool(suffixes()(pattern_text.rpartition("@")[2]).suffix)

    made = (
        OfflineEmailRecognizer(),
        known.IpRecognizer(patterns=known.IpRecognizer.PATTERNS[:2]),
        known.MacAddressRecognizer(),
        known.CreditCardRecognizer(),
        known.IbanRecognizer(),
        known.AbaRoutingRecognizer(),
        known.UsSsnRecognizer(),
        known.UsItinRecognizer(),
        known.UsPassportRecognizer(),
        known.UsLicenseRecognizer(context=["license", "licence", "driver", "driving"]),
        known.UsMbiRecognizer(),
        known.NhsRecognizer(),
        known.AuMedicareRecognizer(),
        known.UkNinoRecognizer(),
        known.EsNifRecognizer(),
        known.ItFiscalCodeRecognizer(),
    )
    return made
