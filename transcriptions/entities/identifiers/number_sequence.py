"""Numbers that nothing else explains: codes, references, serial and order numbers."""

from __future__ import annotations

import re
from itertools import pairwise

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier

_YEARS = re.compile(r"(?:1[89]\d\d|20\d\d)+")
#: Somebody counts, or tries a microphone.
_COUNTED_UP = re.compile(
    r"0?12345?6?7?8?9?(?:10)?|(?:123?){2,}|2345|3456|5678|4321|54321"
)
#: Standards, and what screens show.
_NORM = re.compile(r"IS[O0]|DIN|IEEE|RFC|\d{3,4}P$")


def _shape(code: Code) -> float:
    if code.quantity:
        return 0.0
    if len(code.digits) >= 4:
        return 0.95
    if len(code.digits) == len(code.text) == len(code.groups) == 3:
        return 0.6  # seven seven three: said digit by digit, or its rest misheard
    return 0.8 if len(code.text) >= 5 and len(code.digits) >= 2 else 0.0


def _alone(code: Code) -> float:
    if code.quantity or len(code.digits) < 4:
        return 0.0
    if all(group.isalpha() or _YEARS.fullmatch(group) for group in code.groups):
        return 0.0
    if _YEARS.fullmatch(code.text):
        return 0.0
    if code.cardinal or _COUNTED_UP.fullmatch(code.text) or _NORM.match(code.text):
        return 0.0
    if _steady(code):
        return 0.0
    return 0.0 if tuple(map(len, code.groups)) == (2, 2) else 0.4


def _steady(code: Code) -> bool:
    """Whether somebody counts, up or down, in steps."""
    if len(code.groups) < 4 or not code.text.isdecimal():
        return False
    numbers = [int(group) for group in code.groups]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(steps) == 1 and steps != {0}


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
