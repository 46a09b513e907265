"""Sentiment of English sentences by the lexicon and the rules of VADER.

The label follows VADER's published thresholds: `compound` from 0.05 is positive, to
-0.05 negative. The words that people begin and fill their sentences with ("well, …",
"yeah", "like,") have a tone in the lexicon but none in speech, so they are left out.

The confidence is for comparing: (1 + |compound|) / 2 for a sentence with a tone, so from
0.53 to 1. For a neutral one it is 0.75 times the share of words without any tone: a
lexicon never knows all words that have one, and where as many sentences are neutral as
not, one in four that it knows no word of has a tone all the same (measured by
benchmarks/analysis.py). Where all is redacted it is 0.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

from transcriptions.analysis.base import (
    AnalyserInfo,
    LanguageNotSupported,
    Report,
    Sentiment,
)
from transcriptions.analysis.wording import says_something, without_redacted
from transcriptions.languages import ENGLISH
from transcriptions.transcript import Sentence

THRESHOLD = 0.05
_TONELESS = 0.75  # how sure it is that a sentence is neutral if no word has a tone
_SENTENCES_A_REPORT = 50

_SUBJECTS = (
    "i|you|he|she|it|we|they|the|that|this|there|my|our|let|i'm|it's|we're|that's"
)
_AT_START = re.compile(
    rf"(?:(?:(?:yeah|yes|yep|okay|ok|oh|um|uh|uhm|hm|hmm|so|please)\b"
    rf"|(?:well|no|sure|like|right|alright|hey)(?=[,.…]|$)"
    rf"|well(?=\s+(?:{_SUBJECTS})\b))[\s,.…]*)+",
    re.IGNORECASE,
)
_WITHIN = re.compile(
    r",\s*(?:well|like|yeah|okay|please|you know|i mean)\s*(?=,)|\blike(?=,)",
    re.IGNORECASE,
)


class VaderSentiment:
    """Serves English only."""

    def __init__(self) -> None:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

        self.info = AnalyserInfo("vader", "", version("vaderSentiment"))
        self._analyzer = SentimentIntensityAnalyzer()

    def sentiments(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> list[Sentiment]:
        if language != ENGLISH:
            raise LanguageNotSupported
        found = []
        for at, sentence in enumerate(sentences):
            if at % _SENTENCES_A_REPORT == 0:
                on_progress(at / len(sentences))
            found.append(self._sentiment(sentence.text))
        return found

    def _sentiment(self, text: str) -> Sentiment:
        if not says_something(text):
            return Sentiment("NEUTRAL", 0.0)
        scores = self._analyzer.polarity_scores(_toned(text))
        return Sentiment(_label(scores), round(_confidence(scores), 3))


def _toned(text: str) -> str:
    """The text less what has no tone in speech, or must have none."""
    bare = without_redacted(text).replace("’", "'")
    return _WITHIN.sub("", _AT_START.sub("", bare.strip(), count=1))


def _label(scores: dict[str, Any]) -> str:
    if scores["compound"] >= THRESHOLD:
        return "POSITIVE"
    return "NEGATIVE" if scores["compound"] <= -THRESHOLD else "NEUTRAL"


def _confidence(scores: dict[str, Any]) -> float:
    compound: float = abs(scores["compound"])
    if compound >= THRESHOLD:
        return (1 + compound) / 2
    toned: float = scores["pos"] + scores["neg"]
    return _TONELESS * (1 - toned)
