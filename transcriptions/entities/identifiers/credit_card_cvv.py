"""The security codes of payment cards."""

from __future__ import annotations

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, digits_only


def _shape(code: Code) -> float:
    return 1.0 if digits_only(code) and len(code.text) in (3, 4) else 0.0


CREDIT_CARD_CVV = Identifier(
    "credit_card_cvv",
    {
        "en": (
            "cvv",
            "cvc",
            "csc",
            "cvv2",
            "c v v",
            "c v c",
            "c v v number",
            "cvv number",
            "cvv code",
            "cvc code",
            "security code",
            "card security code",
            "security number",
            "card verification",
            "card verification code",
            "three digits on the back",
            "three digit code",
            "three digit number",
            "three-digit code",
            "three-digit number",
            "3 digit code",
            "3-digit code",
            "four digit code on the front",
            "code on the back",
            "number on the back",
            "digits on the back",
            "back of the card",
        ),
        "de": ("prüfnummer", "kartenprüfnummer", "prüfziffer", "sicherheitscode"),
        "es": ("código de seguridad",),
        "fr": ("cryptogramme", "code de sécurité"),
        "it": ("codice di sicurezza",),
        "pt": ("código de segurança",),
        "nl": ("beveiligingscode", "veiligheidscode"),
    },
    _shape,
    hints={"en": ("code",)},
    reach=14,
)
