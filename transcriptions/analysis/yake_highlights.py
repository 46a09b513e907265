"""Highlights: the phrases that a transcript is about, from its own words alone.

A phrase is worth the mean weight that YAKE gives its words, times log2(1 + count), and
half as much again for each further word if the phrase recurs: what people say again and
again together is a term. What is said in the same words again counts once. (YAKE's own score of phrases prefers what is said once, early
and in capitals, which is right for articles; benchmarks/analysis.py compares.) `rank` is
this worth as a share of the highest. Chinese and Japanese have no words to be weighed:
there a phrase is a run of characters that recurs, and all weigh the same.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from transcriptions.analysis.base import (
    AnalyserInfo,
    Highlight,
    LanguageNotSupported,
    Report,
)
from transcriptions.analysis.phrases import (
    UNSPACED,
    Key,
    Phrase,
    first_said,
    fresh,
    phrases,
    shown,
)
from transcriptions.analysis.progress import part
from transcriptions.analysis.stopwords import known, stopwords
from transcriptions.analysis.wording import Token, tokens, usable
from transcriptions.analysis.yake_weights import word_weights
from transcriptions.transcript import Sentence

MOST = 25
FEW = 8  # up to so many, what is said once may be among them
_FURTHER_WORD = 0.5  # what each further word adds to a phrase that recurs
_SENTENCES_A_REPORT = 500


class YakeHighlighter:
    """Serves the languages that YAKE has a list of stopwords for."""

    def __init__(self) -> None:
        self.info = AnalyserInfo("yake", "", version("yake"))

    def highlights(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> list[Highlight]:
        if not known(language):
            raise LanguageNotSupported
        stop = stopwords(language)
        said = _tokens(usable(sentences), language, part(on_progress, 0.0, 0.1))
        weights = _weights(said, language, part(on_progress, 0.1, 0.8))
        found = phrases(said, stop, language, part(on_progress, 0.8, 1.0))
        worth = {
            key: _worth(phrase, weights)
            for key, phrase in found.items()
            if phrase.recurs or language not in UNSPACED
        }
        best = _best(found, worth)
        return [_highlight(phrase, worth, best[0], said) for phrase in best]


def _tokens(
    sentences: Sequence[Sentence], language: str, on_progress: Report
) -> list[list[Token]]:
    found = []
    for at, sentence in enumerate(sentences):
        if at % _SENTENCES_A_REPORT == 0:
            on_progress(at / len(sentences))
        found.append(tokens(sentence, language))
    return found


def _weights(
    said: Sequence[Sequence[Token]], language: str, on_progress: Report
) -> Mapping[str, float]:
    if language in UNSPACED:  # where a character says too little to be weighed
        return {token.key: 1.0 for tokens in said for token in tokens}
    different = [said[at] for at in sorted(first_said(said))]
    return word_weights(different, stopwords(language), on_progress)


def _worth(phrase: Phrase, weights: Mapping[str, float]) -> float:
    length = len(phrase.key)
    mean = sum(weights.get(key, 0.0) for key in phrase.key) / length
    further = _FURTHER_WORD * (length - 1) if phrase.recurs else 0.0
    return mean * math.log2(1 + phrase.different) * (1 + further)


def _best(found: Mapping[Key, Phrase], worth: Mapping[Key, float]) -> list[Phrase]:
    """The worthiest; each word said counts for one phrase, so none are near-duplicates."""
    best: list[Phrase] = []
    taken: set[tuple[int, int]] = set()
    for key in sorted(worth, key=lambda key: -worth[key]):
        phrase = found[key]
        if len(best) == MOST or worth[key] <= 0:
            break
        if _adds(phrase, taken) and (phrase.recurs or len(best) < FEW):
            best.append(phrase)
            taken.update(spot for each in phrase.mentions for spot in each.spots())
    return best


def _adds(phrase: Phrase, taken: set[tuple[int, int]]) -> bool:
    """Whether it is more than a part of better phrases, or than them and a word more."""
    count, free = len(phrase.mentions), fresh(phrase, taken)
    return free * 2 >= count and free >= min(count, 2)


def _highlight(
    phrase: Phrase,
    worth: Mapping[Key, float],
    first: Phrase,
    said: Sequence[Sequence[Token]],
) -> Highlight:
    spans = []
    for mention in phrase.mentions:
        words = said[mention.sentence][mention.first : mention.end]
        spans.append((words[0].start, max(word.end for word in words)))
    return Highlight(
        text=shown(phrase, said),
        count=len(spans),
        rank=round(worth[phrase.key] / worth[first.key], 3),
        timestamps=tuple(spans),
    )
