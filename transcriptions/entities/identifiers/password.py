"""Passwords, personal identification numbers and codes that prove who one is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier
from transcriptions.entities.identifiers.secrets import values
from transcriptions.entities.reading import Reading

_CUES = re.compile(
    r"(?<!\w)(?:pass ?words?|pass ?phrase|pass ?code|passwort|kennwort|contraseña|clave|"
    r"mot de passe|parola d'ordine|senha|wachtwoord|wi-?fi key|access key|api key|"
    r"secret key|security answer|secret word)"
    r"(?: (?:for|to|on|of) (?:(?:my|the|this|your|our|that) )?\w+(?: \w+)?)? (?=\w|\S)"
)
_WORD = 0.8
_DICTATED = 0.95
#: What is said behind "password is" about the password.
_ABOUT = frozenset(
    [
        "not",
        "wrong",
        "incorrect",
        "expired",
        "required",
        "case",
        "too",
        "very",
        "really",
        "strong",
        "weak",
        "long",
        "short",
        "important",
        "changed",
        "reset",
        "correct",
        "right",
        "invalid",
        "something",
        "protected",
        "stored",
        "encrypted",
        "sent",
        "working",
        "always",
        "never",
        "what",
        "been",
        "being",
        "going",
        "needed",
        "available",
        "valid",
        "falsch",
    ]
)


class Password:
    types = frozenset({"password"})
    languages = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        for first, end, dictated in values(reading.addressed, reading.language, _CUES):
            core = reading.pieces[first].core
            if core in _ABOUT or (not dictated and len(core) < 3):
                continue
            yield Entity("password", first, end, _DICTATED if dictated else _WORD)


def _shape(code: Code) -> float:
    return 1.0 if not code.quantity and 3 <= len(code.text) <= 12 else 0.0


PIN = Identifier(
    "password",
    {
        "en": (
            "pin",
            "p i n",
            "pin number",
            "pin code",
            "passcode",
            "pass code",
            "verification code",
            "one time code",
            "one-time code",
            "one time password",
            "one-time password",
            "access code",
            "security pin",
            "login code",
            "unlock code",
            "alarm code",
            "authentication code",
            "two factor code",
            "password",
        ),
        "de": ("pin", "tan", "geheimzahl", "passwort", "pin-nummer"),
        "es": ("pin", "clave", "contraseña"),
        "fr": ("code pin", "code secret", "mot de passe"),
        "it": ("pin", "codice pin"),
        "pt": ("pin", "senha"),
        "nl": ("pincode", "pin", "wachtwoord"),
    },
    _shape,
    reach=10,
)
