"""Blood types: O negative, AB+, type A, blood group B."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transcriptions.entities.lexical.base import Found, LexicalRecognizer
from transcriptions.entities.lexical.terms import near
from transcriptions.entities.reading import Reading
from transcriptions.entities.tokens import Tokens
from transcriptions.entities.word_sets import word_set

_WRITTEN = re.compile(r"^(?:a|b|ab|o|0)[+\-−–]$")
_GROUPS = word_set("a b ab o")
_RHESUS = word_set(
    "positive negative pos neg plus minus positiv negativ positif négatif positivo negativo"
)
_CONTEXT = word_set(
    "blood type group donor donors rh rhesus transfusion blutgruppe sanguin sanguíneo sanguigno "
    "bloedgroep sanguíneo plasma"
)
_BLOOD = word_set(
    "blood blutgruppe bloedgroep sanguin sanguíneo sanguigno donor transfusion"
)


class BloodTypeRecognizer(LexicalRecognizer):
    types = frozenset({"blood_type"})

    def spans(self, reading: Reading, tokens: Tokens) -> Iterator[Found]:
        for index in range(len(tokens)):
            end = _blood_type(tokens, index)
            if end is not None:
                typed = (
                    tokens.word(index - 1) in ("type", "group")
                    and not tokens[index - 1].ends
                )
                yield Found("blood_type", index - typed, end, 0.85)


def _blood_type(tokens: Tokens, index: int) -> int | None:
    word = tokens.word(index)
    if _WRITTEN.match(word):
        return index + 1 if len(word) == 3 or near(tokens, index, _CONTEXT, 6) else None
    spelled = (word, tokens.word(index + 1)) == ("a", "b")
    if word not in _GROUPS:
        return None
    rhesus = index + 1 + spelled
    rhesus += tokens.word(rhesus) in ("rh", "rhesus")
    if tokens.word(rhesus) in _RHESUS and not tokens[rhesus - 1].ends:
        sure = word in ("o", "ab") or spelled or near(tokens, index, _CONTEXT, 6)
        written = word == "b" and tokens.capital(index)
        return rhesus + 1 if sure or written else None
    return _group_alone(tokens, index)


def _group_alone(tokens: Tokens, index: int) -> int | None:
    """ "blood type B", "my blood group is AB"; the article "a" only at a sentence's end."""
    if tokens.word(index - 1) in ("is", "type", "group") and near(
        tokens, index, _BLOOD, 5
    ):
        article = tokens.word(index) == "a" and not tokens[index].text.isupper()
        return index + 1 if tokens.closed(index + 1) or not article else None
    return None
