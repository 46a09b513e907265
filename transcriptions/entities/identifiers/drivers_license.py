"""Numbers of driving licences."""

from __future__ import annotations

import re

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, of_length


def _shape(code: Code) -> float:
    if _YEAR.fullmatch(code.text):
        return 0.0
    return 1.0 if of_length(code, 5, 20, digits=2) else 0.0


_YEAR = re.compile(r"[A-Z]?(?:(?:19|20)\d\d)+")
#: "driver's" counts as "driver".
_CUES = tuple(
    f"{holder} {paper}{number}"
    for holder in ("driver", "drivers", "driving")
    for paper in ("license", "licence")
    for number in ("", " number", " no")
)

DRIVERS_LICENSE = Identifier(
    "drivers_license",
    {
        "en": (
            *_CUES,
            "license number",
            "licence number",
            "dl number",
            "d l number",
            "dl",
            "d l",
            "state id",
        ),
        "de": ("führerschein", "führerscheinnummer"),
        "es": ("licencia de conducir", "carnet de conducir", "permiso de conducir"),
        "fr": ("permis de conduire", "numéro de permis"),
        "it": ("patente", "patente di guida"),
        "pt": ("carta de condução", "carteira de motorista", "cnh"),
        "nl": ("rijbewijs", "rijbewijsnummer"),
    },
    _shape,
    hints={"en": ("license", "licence")},
)
