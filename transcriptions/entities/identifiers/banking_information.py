"""Numbers of banks and of the accounts there: IBAN, routing number, sort code, BIC."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import (
    Identifier,
    digits_only,
    of_length,
)
from transcriptions.entities.identifiers.matching import matches, once
from transcriptions.entities.reading import Reading

_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_BIC_WRITTEN = re.compile(
    r"(?i:\b(?:bic|swift)(?: code| number)?(?: is)?[:,]?) ([A-Z]{6}[A-Z0-9]{2,5})\b"
)
_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7, 1)


def iban(text: str) -> bool:
    """Whether an IBAN's check digits are right."""
    if not _IBAN.fullmatch(text):
        return False
    moved = text[4:] + text[:4]
    return int("".join(str(int(char, 36)) for char in moved)) % 97 == 1


def routing_number(digits: str) -> bool:
    """Whether nine digits are a routing number of the American Bankers Association."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=True)
    )
    return total % 10 == 0 and digits != "0" * 9


def _shape(code: Code) -> float:
    if code.quantity:
        return 0.0
    if digits_only(code) and len(code.text) in (6, 9):
        return 1.0
    if _IBAN.fullmatch(code.text) or of_length(code, 5, 34, digits=4):
        return 0.98
    return 0.9 if _BIC.fullmatch(code.text) else 0.0


def _alone(code: Code) -> float:
    if iban(code.text):
        return 0.99
    if _IBAN.fullmatch(code.text) and len(code.text) >= 18:
        return 0.7
    return 0.65 if tuple(map(len, code.groups)) == (2, 2, 2) and _dashed(code) else 0.0


def _dashed(code: Code) -> bool:
    return code.end - code.first == 1 and digits_only(code)


BANKING_INFORMATION = Identifier(
    "banking_information",
    {
        "en": (
            "routing number",
            "routing",
            "routing and account number",
            "aba",
            "aba number",
            "a b a",
            "transit number",
            "sort code",
            "iban",
            "i b a n",
            "iban number",
            "swift",
            "swift code",
            "bic",
            "bic code",
            "b i c",
            "bank account",
            "bank account number",
            "bank account number is",
            "checking account",
            "checking account number",
            "savings account",
            "savings account number",
            "direct deposit account",
            "bank details",
            "wire",
            "wire transfer",
            "bsb",
            "institution number",
        ),
        "de": ("iban", "bic", "bankleitzahl", "blz", "bankverbindung", "bankkonto"),
        "es": ("iban", "cuenta bancaria", "número de cuenta bancaria"),
        "fr": ("iban", "rib", "compte bancaire", "bic"),
        "it": ("iban", "conto bancario", "conto corrente"),
        "pt": ("iban", "conta bancária", "nib"),
        "nl": ("iban", "bankrekening", "bankrekeningnummer"),
    },
    _shape,
    _alone,
)


class BankIdentifierCode:
    """A BIC that is written without a figure, so that no code shows it."""

    types = frozenset({"banking_information"})
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        yield from once(matches(_BIC_WRITTEN, reading, "banking_information", 0.95, 1))
