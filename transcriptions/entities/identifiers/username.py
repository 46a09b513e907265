"""Names by which people log in or are found on platforms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.base import Entity
from transcriptions.entities.identifiers.matching import Cores, matches
from transcriptions.entities.identifiers.secrets import values
from transcriptions.entities.lexicons import ordinary_words
from transcriptions.entities.reading import Reading
from transcriptions.entities.word_sets import word_set

_CUES = re.compile(
    r"(?<!\w)(?:(?:log(?:ged)?|sign(?:ed)?) ?in as|user ?names?|user id|user-id|log ?in(?: name| id)?|login|screen name|"
    r"handle|gamertag|gamer tag|twitter|instagram|(?:skype|instagram|twitter) name|skype|github|discord|tiktok|snapchat|"
    r"(?:me|us|him|her|them) on (?:twitter|instagram|github|discord|tiktok|snapchat|"
    r"twitch|reddit|youtube|linkedin|telegram)(?: as| at)|benutzername|nombre de usuario|"
    r"usuario|nom d'utilisateur|identifiant|nome utente|nome de usuário|gebruikersnaam)(?:'s)?"
    r"(?: (?:for|on|of)(?: \S+){1,4}?(?= (?:is|was) )|"
    r" (?:did|do|have|would|should|are|will) (?:you|i|we|they) \S+)? (?=\S)"
)
_HANDLE = re.compile(r"(?<![\w.])@[A-Za-z0-9_][\w.]{1,38}\w(?![\w@])")
_ABOUT = word_set(
    """
    not wrong incorrect case required taken your my the what something something's
    on fine working down broken page screen valid invalid available unavailable
    correct right too very really handle it that there for with
    """
)

#: "my handle is at tiger".
_AT = frozenset({"at", "arroba"})


_NO_NAMES = word_set("the a an my our your home work school least all once first this")
#: Names that underscores join are seldom anything else, unless a file or an address.
_JOINED = re.compile(
    r"(?<![\w@.\-/=$])(?![A-Z0-9_]+\b)[A-Za-z]\w{0,40}_\w{1,40}(?![\w@/(=]|\.\w)"
)
_JOINED_SAID = re.compile(
    r"(?<!\w)(?P<name>[^\W\d]\w+(?: underscore \w+){1,4}) (?!at |dot )"
)
#: "follow me at tiger underscore tom": a handle as it is said.
_SAID = re.compile(
    r"(?<!\w)at (?P<name>\w+ (?:(?:dot|dash|\w+) ){0,4}?underscore \w+(?: underscore \w+)*) (?!at )"
)
_ADDRESSED = re.compile(
    r"(?<!\w)(?:follow|tag|tagged|message|dm|tweet|mention|ping|add|find|followed)"
    r"(?: (?:me|us|him|her|them|it))? at (?P<name>\w+(?: (?:underscore|dot|dash) \w+)*) "
)


class Username:
    types = frozenset({"username"})
    languages: frozenset[str] | None = None

    def find(self, reading: Reading) -> Iterator[Entity]:
        yield from matches(_HANDLE, reading, "username", 0.8)
        yield from matches(_JOINED, reading, "username", 0.55)
        cores = Cores(reading.pieces)
        for match in _JOINED_SAID.finditer(cores.text):
            first, end = (cores.piece_at(place) for place in match.span("name"))
            yield Entity("username", first, end + 1, 0.55)
        for pattern, score in ((_SAID, 0.7), (_ADDRESSED, 0.65)):
            for match in pattern.finditer(cores.text):
                first, end = (cores.piece_at(place) for place in match.span("name"))
                core = reading.pieces[first].core
                plain = first == end and core in ordinary_words()
                if core not in _NO_NAMES and not plain:
                    yield Entity("username", first - 1, end + 1, score)
        for first, end, dictated in values(
            reading.addressed, reading.language, _CUES, _AT
        ):
            core = reading.pieces[first].core
            if core in _ABOUT or (not dictated and len(core) < 3):
                continue
            yield Entity("username", first, end, 0.9 if dictated else 0.75)
