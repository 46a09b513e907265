"""Where a phrase is said in a transcript: pure, on the words and their times.

Case and punctuation don't count, and a phrase may go on from one sentence to the next,
but never from one speaker to another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from transcriptions.sentence_text import join_words, split_words
from transcriptions.transcript import Sentence, Word, mean_confidence, timed_words

# Letters, digits, and the marks that are part of a letter in many scripts.
_KEPT = frozenset("LNM")
_HYPHENS = re.compile(r"[-\u2010-\u2015/_]+")


@dataclass(frozen=True, slots=True)
class Match:
    text: str
    start: float
    end: float
    confidence: float | None


def terms(text: str) -> list[str]:
    """The words of a text as they are compared, without case and punctuation."""
    parts = split_words(_HYPHENS.sub(" ", unicodedata.normalize("NFKC", text)))
    return [term for part in parts if (term := _term(part))]


def find(sentences: Iterable[Sentence], phrase: Sequence[str]) -> Iterator[Match]:
    """Every place where the `terms` of a phrase follow each other, none overlapping."""
    for _, said in groupby(sentences, key=lambda sentence: sentence.speaker):
        words = [word for sentence in said for word in timed_words(sentence)]
        yield from _find(words, list(phrase))


def _find(words: Sequence[Word], phrase: list[str]) -> Iterator[Match]:
    spoken = [(term, at) for at, word in enumerate(words) for term in terms(word.text)]
    heard = [term for term, _ in spoken]
    begin = 0
    while phrase and begin + len(phrase) <= len(heard):
        stop = begin + len(phrase)
        if heard[begin] == phrase[0] and heard[begin:stop] == phrase:
            yield _match(words[spoken[begin][1] : spoken[stop - 1][1] + 1])
            begin = stop
        else:
            begin += 1


def _match(words: Sequence[Word]) -> Match:
    return Match(
        text=join_words(word.text.strip() for word in words),
        start=words[0].start,
        end=max(word.end for word in words),
        confidence=mean_confidence(words),
    )


def _term(part: str) -> str:
    # Folding may compose or part letters anew.
    folded = unicodedata.normalize("NFKC", part.casefold())
    return "".join(c for c in folded if unicodedata.category(c)[0] in _KEPT)
