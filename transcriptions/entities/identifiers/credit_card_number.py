"""Numbers of payment cards."""

from __future__ import annotations

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import (
    Identifier,
    digits_only,
    of_length,
)
from transcriptions.entities.identifiers.luhn import luhn

_GROUPS = frozenset({(4, 4, 4, 4), (4, 6, 5), (4, 4, 4, 4, 3)})


def _shape(code: Code) -> float:
    """Misheard by a digit it still is one; four digits are those that it ends with."""
    if not digits_only(code):
        return 0.0
    if of_length(code, 13, 19):
        return 1.0
    if of_length(code, 11, 24):
        return 0.9
    return 0.6 if len(code.text) == 4 else 0.0


def _alone(code: Code) -> float:
    if not digits_only(code) or not of_length(code, 13, 19):
        return 0.0
    if code.text[0] in "23456" and luhn(code.text):
        return 0.95
    lengths = tuple(map(len, code.groups))
    return 0.7 if lengths in _GROUPS else 0.0


CREDIT_CARD_NUMBER = Identifier(
    "credit_card_number",
    {
        "en": (
            "card number",
            "credit card",
            "debit card",
            "credit card number",
            "debit card number",
            "card numbers",
            "number on the card",
            "numbers on the card",
            "sixteen digit",
            "long number",
            "card ending in",
            "card ending",
            "card ends in",
            "card that ends in",
            "visa",
            "mastercard",
            "master card",
            "amex",
            "american express",
            "visa card",
            "visa ending in",
            "mastercard ending in",
            "amex ending in",
            "last four of my card",
            "last four digits of my card",
            "last four on the card",
            "last four digits of the card",
        ),
        "de": ("kartennummer", "kreditkarte", "kreditkartennummer", "karte"),
        "es": ("número de tarjeta", "tarjeta", "tarjeta de crédito"),
        "fr": ("numéro de carte", "carte bancaire", "carte de crédit", "carte bleue"),
        "it": ("numero di carta", "carta di credito", "numero della carta"),
        "pt": ("número do cartão", "cartão de crédito", "cartão"),
        "nl": ("kaartnummer", "creditcard", "creditcardnummer"),
    },
    _shape,
    _alone,
    {"en": ("card", "cards", "payment"), "fr": ("carte",), "it": ("carta",)},
)
