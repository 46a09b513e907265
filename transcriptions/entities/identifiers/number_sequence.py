"""Numbers that nothing else explains: codes, references, serial and order numbers."""

from __future__ import annotations

import re

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier

_YEAR = re.compile(r"1[89]\d\d|20\d\d")
_CLOCK = re.compile(r"(?:1?\d|2[0-3])[0-5]\d")


def _shape(code: Code) -> float:
    if code.quantity:
        return 0.0
    if len(code.digits) >= 4:
        return 0.95
    return 0.8 if len(code.text) >= 5 and len(code.digits) >= 2 else 0.0


def _alone(code: Code) -> float:
    if code.quantity or len(code.digits) < 4:
        return 0.0
    if all(_YEAR.fullmatch(group) for group in code.groups) or _YEAR.fullmatch(
        code.text
    ):
        return 0.0
    if len(code.groups) == 2 and len(code.digits) == 4 and _CLOCK.fullmatch(code.text):
        return 0.0
    return 0.4


NUMBER_SEQUENCE = Identifier(
    "number_sequence",
    {
        "en": (
            "reference number",
            "reference",
            "confirmation number",
            "confirmation code",
            "confirmation",
            "order number",
            "order",
            "tracking number",
            "tracking code",
            "case number",
            "ticket number",
            "ticket",
            "case",
            "claim number",
            "claim",
            "invoice number",
            "invoice",
            "serial number",
            "booking number",
            "booking reference",
            "booking code",
            "reservation number",
            "reservation code",
            "employee id",
            "employee number",
            "badge number",
            "student id",
            "student number",
            "part number",
            "model number",
            "code",
            "id number",
            "id",
            "gate code",
            "door code",
            "batch number",
            "lot number",
            "transaction id",
            "transaction number",
            "meter number",
            "locker",
            "sequence",
        ),
        "de": ("bestellnummer", "referenznummer", "auftragsnummer", "rechnungsnummer"),
        "es": ("número de pedido", "número de referencia", "código"),
        "fr": ("numéro de commande", "référence", "code"),
        "it": ("numero d'ordine", "codice", "numero di riferimento"),
        "pt": ("número do pedido", "código", "referência"),
        "nl": ("bestelnummer", "ordernummer", "referentienummer", "code"),
    },
    _shape,
    _alone,
    reach=10,
)
