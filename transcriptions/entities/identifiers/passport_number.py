"""Numbers of passports."""

from __future__ import annotations

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, of_length


def _shape(code: Code) -> float:
    if of_length(code, 8, 9):
        return 1.0
    return 0.9 if of_length(code, 6, 12, digits=3) else 0.0


PASSPORT_NUMBER = Identifier(
    "passport_number",
    {
        "en": ("passport", "passport number", "passport no", "travel document"),
        "de": ("reisepass", "passnummer", "reisepassnummer", "pass", "ausweisnummer"),
        "es": ("pasaporte", "número de pasaporte"),
        "fr": ("passeport", "numéro de passeport"),
        "it": ("passaporto", "numero di passaporto"),
        "pt": ("passaporte", "número do passaporte"),
        "nl": ("paspoort", "paspoortnummer"),
    },
    _shape,
)
