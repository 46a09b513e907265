"""Telephone and fax numbers, valid in one of the regions where the language is spoken."""

from __future__ import annotations

from functools import lru_cache

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, digits_only

#: Where a language is spoken; numbers are tried in all of them.
_REGIONS = {
    "en": ("US", "GB", "AU", "IN", "IE", "NZ", "ZA"),
    "de": ("DE", "AT", "CH"),
    "es": ("ES", "MX", "AR", "CO"),
    "fr": ("FR", "BE", "CH", "CA"),
    "it": ("IT", "CH"),
    "pt": ("PT", "BR"),
    "nl": ("NL", "BE"),
    "pl": ("PL",),
    "sv": ("SE",),
    "da": ("DK",),
    "no": ("NO",),
    "fi": ("FI",),
    "ja": ("JP",),
    "ko": ("KR",),
    "zh": ("CN", "TW", "HK"),
    "ru": ("RU",),
    "tr": ("TR",),
    "el": ("GR",),
    "cs": ("CZ",),
}
_ANYWHERE = tuple(
    sorted({region for regions in _REGIONS.values() for region in regions})
)
_AMERICAN = frozenset({(3, 3, 4), (1, 3, 3, 4), (3, 4), (3, 7), (6, 4)})


@lru_cache(maxsize=4096)
def valid(number: str, regions: tuple[str, ...]) -> bool:
    """Whether a number, a plus before it if it is international, exists in a region."""
    import phonenumbers

    for region in regions if not number.startswith("+") else regions[:1]:
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return True
    return False


def _shape(code: Code) -> float:
    if not digits_only(code) or code.quantity:
        return 0.0
    if 7 <= len(code.text) <= 15:
        return 1.0
    return 0.85 if len(code.text) in (5, 6) else 0.0


def _extension(code: Code) -> float:
    return 1.0 if digits_only(code) and len(code.text) <= 6 else 0.0


def _alone(code: Code) -> float:
    length = len(code.text)
    if not digits_only(code) or code.quantity or not 7 <= length <= 15:
        return 0.0
    if code.cardinal:
        return 0.0
    if code.plus:
        return 0.9 if valid("+" + code.text, ("US",)) else 0.7
    grouped = tuple(map(len, code.groups)) in _AMERICAN
    if grouped and length in (7, 10, 11):
        return 0.75
    if length >= 9 and valid(code.text, _ANYWHERE):
        return 0.7 if code.text[0] == "0" or length >= 10 else 0.45
    return 0.6 if length == 10 and code.text[0] not in "01" else 0.0


PHONE_NUMBER = Identifier(
    "phone_number",
    {
        "en": (
            "phone",
            "phone number",
            "telephone",
            "telephone number",
            "cell",
            "cell phone",
            "cell number",
            "cellphone",
            "mobile",
            "mobile number",
            "mobile phone",
            "call me",
            "call me at",
            "call me back",
            "call me back at",
            "call us",
            "call us at",
            "call back",
            "call back number",
            "callback number",
            "call back at",
            "reach me",
            "reach me at",
            "reach me on",
            "reach us at",
            "text me",
            "text me at",
            "contact number",
            "fax",
            "fax number",
            "landline",
            "home number",
            "work number",
            "office number",
            "whatsapp",
            "dial",
            "ring me on",
            "give me a call",
            "give me a ring",
            "best number",
            "my number",
            "your number",
            "her number",
            "his number",
            "hotline",
        ),
        "de": (
            "telefonnummer",
            "telefon",
            "handynummer",
            "handy",
            "nummer",
            "rückrufnummer",
            "mobilnummer",
            "durchwahl",
            "fax",
            "erreichen sie mich unter",
        ),
        "es": ("teléfono", "número de teléfono", "móvil", "celular", "llámame al"),
        "fr": ("téléphone", "numéro de téléphone", "portable", "mobile", "numéro"),
        "it": ("telefono", "numero di telefono", "cellulare", "numero"),
        "pt": ("telefone", "número de telefone", "telemóvel", "celular"),
        "nl": ("telefoonnummer", "telefoon", "mobiel", "mobiele nummer", "nummer"),
    },
    _shape,
    _alone,
    {"en": ("call", "number", "reach", "text", "line", "contact")},
)

EXTENSION = Identifier(
    "phone_number",
    {
        "en": ("extension", "ext", "extension number", "area code", "country code"),
        "de": ("durchwahl", "vorwahl"),
    },
    _extension,
    reach=4,
)
