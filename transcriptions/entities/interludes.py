"""What is said between the parts of a number and is no part of it.

Hesitations, and what the other side says while it listens: "uh huh", "go on", "okay".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from transcriptions.entities.pieces import Piece

_PHRASES = (
    "uh",
    "um",
    "er",
    "erm",
    "ah",
    "hm",
    "hmm",
    "mm",
    "huh",
    "mhm",
    "uh huh",
    "uh-huh",
    "mm hmm",
    "mm-hmm",
    "mmhmm",
    "mm hm",
    "okay",
    "ok",
    "yes",
    "yeah",
    "yep",
    "yup",
    "right",
    "all right",
    "alright",
    "sure",
    "go on",
    "go ahead",
    "got it",
    "got that",
    "gotcha",
    "i see",
    "perfect",
    "great",
    "good",
    "continue",
    "please",
    "thank you",
    "so far",
    "and then",
    "then",
    "next",
    "sorry",
    "pardon",
    "hang on",
    "hold on",
    "wait",
    "wait a second",
    "let me see",
    "let's see",
    "let me check",
    "dash",
    "hyphen",
    "space",
    "colon",
    "äh",
    "ähm",
    "öh",
    "ja",
    "genau",
    "gut",
    "weiter",
    "und dann",
    "moment",
    "bindestrich",
    "strich",
    "eh",
    "este",
    "sí",
    "vale",
    "bien",
    "guion",
    "guión",
    "siga",
    "euh",
    "oui",
    "d'accord",
    "tiret",
    "ehm",
    "sì",
    "bene",
    "trattino",
    "sim",
    "certo",
    "hífen",
    "traço",
    "streepje",
    "oké",
)
_BY_FIRST: dict[str, list[tuple[str, ...]]] = defaultdict(list)
_BY_LAST: dict[str, list[tuple[str, ...]]] = defaultdict(list)
for _phrase in _PHRASES:
    _words = tuple(_phrase.split())
    _BY_FIRST[_words[0]].append(_words)
    _BY_LAST[_words[-1]].append(_words)
#: So many such phrases may follow each other.
_MOST = 4


def behind_interlude(pieces: Sequence[Piece], at: int) -> int:
    """The first piece from one on that is no part of an interlude."""
    for _ in range(_MOST):
        width = _width(pieces, at)
        if not width:
            break
        at += width
    return at


def before_interlude(pieces: Sequence[Piece], at: int) -> int:
    """The last piece from one backwards that is no part of an interlude; -1 for none."""
    for _ in range(_MOST):
        core = pieces[at].core if at >= 0 else ""
        widths = [
            len(words)
            for words in _BY_LAST.get(core, ())
            if _matches(pieces, at + 1 - len(words), words)
        ]
        if not widths:
            break
        at -= max(widths)
    return max(at, -1)


def _width(pieces: Sequence[Piece], at: int) -> int:
    core = pieces[at].core if at < len(pieces) else ""
    phrases = _BY_FIRST.get(core, ())
    return max(
        (len(words) for words in phrases if _matches(pieces, at, words)), default=0
    )


def _matches(pieces: Sequence[Piece], at: int, words: tuple[str, ...]) -> bool:
    if at < 0 or at + len(words) > len(pieces):
        return False
    return all(pieces[at + i].core == word for i, word in enumerate(words))
