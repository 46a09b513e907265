"""What sentences have in common: the terms that they are compared by."""

from __future__ import annotations

from itertools import pairwise

from transcriptions.analysis.stopwords import stopwords
from transcriptions.analysis.wording import tokens
from transcriptions.transcript import Sentence

#: Whose words aren't told apart by spaces: pairs of characters stand for words.
_UNSPACED = frozenset({"bo", "ja", "km", "lo", "my", "th", "yue", "zh"})
_SHORTEST = 2  # letters


def terms(sentence: Sentence, language: str) -> list[str]:
    """The words that say something, or all where no list of stopwords tells."""
    plain = [token for token in tokens(sentence, language) if token.plain]
    if language in _UNSPACED:
        return _pairs("".join(token.plain for token in plain), stopwords(language))
    stop = stopwords(language)
    return [
        token.key
        for token in plain
        if token.plain not in stop and len(token.plain) >= _SHORTEST
    ]


def _pairs(characters: str, stop: frozenset[str]) -> list[str]:
    return [a + b for a, b in pairwise(characters) if not {a, b, a + b} & stop]
