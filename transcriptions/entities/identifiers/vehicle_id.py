"""Vehicle identification numbers and number plates."""

from __future__ import annotations

import re

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, of_length

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_VALUES = dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", "12345678123457923456789", strict=True))
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def check_digit_fits(vin: str) -> bool:
    """Whether the ninth sign of a VIN is its check digit, as in North America."""
    values = (int(_VALUES.get(char, char)) for char in vin)
    rest = sum(v * w for v, w in zip(values, _WEIGHTS, strict=True)) % 11
    return vin[8] == ("X" if rest == 10 else str(rest))


def _vin(code: Code) -> bool:
    mixed = not code.text.isdecimal() and len(code.digits) >= 4
    return mixed and _VIN.fullmatch(code.text) is not None


def _shape(code: Code) -> float:
    if of_length(code, 15, 19, digits=3):
        return 1.0
    plate = of_length(code, 3, 9, digits=1) and not code.text.isdecimal()
    if plate:
        return 1.0
    return 0.8 if of_length(code, 4, 8) else 0.0


def _alone(code: Code) -> float:
    if not _vin(code):
        return 0.0
    return 0.97 if check_digit_fits(code.text) else 0.8


VEHICLE_ID = Identifier(
    "vehicle_id",
    {
        "en": (
            "vin",
            "v i n",
            "vin number",
            "v i n number",
            "vehicle identification number",
            "vehicle identification",
            "vehicle id",
            "chassis number",
            "license plate",
            "license plate number",
            "licence plate",
            "plate",
            "plates",
            "plate number",
            "number plate",
            "tag number",
            "registration",
            "registration number",
            "vehicle registration",
            "car registration",
            "reg",
        ),
        "de": ("kennzeichen", "fahrgestellnummer", "nummernschild", "autokennzeichen"),
        "es": ("matrícula", "bastidor", "número de bastidor", "placa"),
        "fr": ("plaque", "immatriculation", "plaque d'immatriculation", "châssis"),
        "it": ("targa", "telaio", "numero di telaio"),
        "pt": ("matrícula", "placa", "chassi"),
        "nl": ("kenteken", "chassisnummer"),
    },
    _shape,
    _alone,
)
