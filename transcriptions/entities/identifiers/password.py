"""Passwords, personal identification numbers and codes that prove who one is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcriptions.entities.base import Entity
from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier
from transcriptions.entities.identifiers.matching import Cores, matches
from transcriptions.entities.identifiers.secrets import values
from transcriptions.entities.reading import Reading
from transcriptions.entities.word_sets import word_set

_CUES = re.compile(
    r"(?<!\w)(?:pass ?words?|pass ?phrase|pass ?code|passwort|kennwort|contraseña|clave|"
    r"mot de passe|parola d'ordine|senha|wachtwoord|access key|api key|"
    r"(?:secret|memorable|security|safe|code|recovery) (?:word|phrase|key)|"
    r"(?:encryption|network|master|wi-?fi|wi fi) key|security answer|seed phrase)(?:'s)?"
    r"(?: (?:for|on|of)(?: \S+){1,4}?(?= (?:is|was) )|"
    r" (?:did|do|have|would|should|are|will) (?:you|i|we|they) \S+|"
    r" (?:(?:was|is|has been|got) )?(?:changed|reset|set|updated|switched) to)? (?=\S)"
)
#: What is often followed by a password, but more often by other things.
_MAYBE = re.compile(
    r"(?<!\w)(?:wi-?fi|wi fi|voicemail|(?:changed|reset|set|updated|switched|made) it to)"
    r"(?:'s)? (?=\S)"
)
#: A word as only passwords are written.
_STRONG = re.compile(
    r"(?<![\w@.])(?=\w{0,40}[!#$^*&]\w)(?=\S{0,40}\d)(?=\S{0,40}[A-Za-z])\w{1,40}[!#$^*&]"
    r"[\w!#$^*&]{2,40}(?![\w@.])"
)
#: "use tiger seven as the password".
_AS = re.compile(
    r"(?<!\w)(?:use|try|put|enter|type|set|choose|pick|chose|used|picked) "
    r"(?P<value>(?:\S+ ){1,16}?)(?:as|for) (?:the|my|your|our|a|his|her|their) "
    r"(?:new )?(?:pass ?word|pass ?code|pass ?phrase|pin)(?!\w)"
)
#: "try the password tiger".
_TRY = re.compile(
    r"(?<!\w)(?:use|try|enter|type|type in) (?:(?:the|my|your|this|our) )?"
    r"(?:pass ?word|pass ?code|pass ?phrase) (?P<value>\S+) "
)

_WORD = 0.8
_DICTATED = 0.95
_LIKELY = 0.6
#: What is said behind "password is" about the password.
_ABOUT = word_set(
    """
    not wrong incorrect expired required case too very really strong weak long
    short important changed reset correct right invalid something protected stored
    encrypted sent working always never what been being going needed available
    valid falsch
    """
)


class Password:
    types = frozenset({"password"})
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        for first, end, dictated in values(reading.addressed, reading.language, _CUES):
            core = reading.pieces[first].core
            if core in _ABOUT or (not dictated and len(core) < 3):
                continue
            yield Entity("password", first, end, _DICTATED if dictated else _WORD)
        for first, end, dictated in values(reading.addressed, reading.language, _MAYBE):
            if dictated and _is_mixed(reading.words[first:end]):
                yield Entity("password", first, end, _WORD)
        for pattern in (_AS, _TRY):
            yield from _named(reading, pattern)
        yield from matches(_STRONG, reading, "password", _LIKELY)


def _is_mixed(words: Sequence[str]) -> bool:
    """Whether words and figures stand together, as they seldom do but in passwords."""
    reading = Reading(words, "en").joined.text
    letters = sum(map(str.isalpha, reading))
    return letters > 3 and any(map(str.isdecimal, reading))


def _named(reading: Reading, pattern: re.Pattern[str]) -> Iterator[Entity]:
    """The words between what is said before and behind a password."""
    cores = Cores(reading.pieces)
    for match in pattern.finditer(cores.text):
        first = cores.piece_at(match.start("value"))
        end = cores.piece_at(match.end("value") - 1) + 1
        core = reading.pieces[first].core
        if core not in _ABOUT and core not in _NO_VALUES:
            yield Entity("password", first, end, _WORD)


_NO_VALUES = word_set(
    """
    it this that them something the and again field you when if to for here
    manager is was reset page from in on or prompt box twice before button with at
    """
)


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
