"""How much each word tells of what a transcript is about, as YAKE weighs words.

YAKE looks at how often, how widely, how early, with which neighbours and with which
capitals a word stands. Its own front door takes apart a text, logs it if that fails, and
can't be stopped: here its core is given the words that are known already.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from transcriptions.analysis.base import Report
from transcriptions.analysis.wording import Token

_SENTENCES_A_REPORT = 100
_BREAK = ","  # what YAKE takes for punctuation


def word_weights(
    sentences: Sequence[Sequence[Token]], stop: frozenset[str], on_progress: Report
) -> dict[str, float]:
    """The weight of each word by its key: −ln of its score as a phrase of its own.

    YAKE's score of a phrase of one word is h / ((1 + h) · count), where h is what it
    gives the word: from 0 to 1, lower for words that tell more. Stopwords have no weight.
    """
    written = [_written(tokens) for tokens in sentences]
    core = _core_class()(written, stop, on_progress)
    core.build_single_terms_features()
    return {
        key: _weight(float(term.h), term.tf)
        for key, term in core.terms.items()
        if not term.stopword or _is_short(key, stop)
    }


def _is_short(key: str, stop: frozenset[str]) -> bool:
    """Whether YAKE takes a word for a stopword only for its one or two letters."""
    return len(key) < 3 and key not in stop


def _weight(h: float, count: float) -> float:
    return math.log((1 + h) * count / h) if h > 0 else 0.0


def _written(tokens: Sequence[Token]) -> list[str]:
    """The words as YAKE reads them, with something between those of different phrases."""
    written: list[str] = []
    for token in tokens:
        if token.opens or not token.plain:
            written.append(_BREAK)
        if token.plain:
            written.append(token.shown)
        if token.closes:
            written.append(_BREAK)
    return written


@cache
def _core_class() -> Any:
    """YAKE's core, made lazily, since its import takes networkx and numpy along."""
    from yake.data import DataCore

    class Core(DataCore):  # type: ignore[misc]
        def __init__(
            self, words: list[list[str]], stop: frozenset[str], on_progress: Report
        ) -> None:
            self._on_progress = on_progress
            options = {"windows_size": 1, "n": 1}
            super().__init__(text=words, stopword_set=stop, config=options)

        def _build(self, text: list[list[str]], windows_size: int, n: int) -> None:
            self.sentences_str = text
            self.number_of_sentences = len(text)
            context = {"windows_size": windows_size, "n": n}
            position = 0
            for at, words in enumerate(text):
                if at % _SENTENCES_A_REPORT == 0:
                    self._on_progress(at / len(text))
                position = self._process_sentence(words, at, position, context)
            self.number_of_words = position

    return Core
