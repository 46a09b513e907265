"""Social security numbers of the United States."""

from __future__ import annotations

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, digits_only


def issued(digits: str) -> bool:
    """Whether nine digits lie in the ranges that are given out."""
    area, group, serial = digits[:3], digits[3:5], digits[5:]
    if area in {"000", "666"} or area >= "900":
        return False
    return group != "00" and serial != "0000" and len(set(digits)) > 1


def _shape(code: Code) -> float:
    """Nine digits, a few more or less where one was misheard; or the last four."""
    if not digits_only(code):
        return 0.0
    if len(code.text) == 9:
        return 1.0 if issued(code.text) else 0.95
    if len(code.text) == 4:
        return 0.9
    return 0.75 if len(code.text) in (8, 10) else 0.0


def _alone(code: Code) -> float:
    if not digits_only(code) or len(code.text) != 9 or not issued(code.text):
        return 0.0
    return 0.8 if tuple(map(len, code.groups)) == (3, 2, 4) else 0.3


US_SOCIAL_SECURITY_NUMBER = Identifier(
    "us_social_security_number",
    {
        "en": (
            "social security",
            "social security number",
            "social",
            "social number",
            "ssn",
            "s s n",
            "soc",
            "last four of my social",
            "last four of your social",
            "last four digits of my social",
            "last four digits of your social",
            "last four of my social security number",
            "tax id",
            "itin",
        ),
        "es": ("seguro social", "número de seguro social"),
    },
    _shape,
    _alone,
)
