"""A summary out of the transcript's own sentences, chosen by graph ranking.

A sentence is worth the weight of its terms (ln(1 + in how many sentences they are)),
times the root of its centrality in the graph of sentences. What a chosen sentence has
told counts half for the next, so that none repeats another. Questions count half as
well, and very long sentences by the words they need.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from transcriptions.analysis.base import AnalyserInfo, Report, Summary
from transcriptions.analysis.progress import part
from transcriptions.analysis.sentence_graph import SentenceGraph, Vector
from transcriptions.analysis.terms import terms
from transcriptions.analysis.told import several_speak, told
from transcriptions.analysis.wording import usable
from transcriptions.transcript import Sentence, timed_words

VERSION = "1"  # of the method below
MOST_SENTENCES = 15
MOST_WORDS = 350
_FEWEST_TERMS = 3  # of a sentence that says something
_LONG = 25  # words; beyond, each makes a sentence worth less
_LENGTH_POWER = 1.5
_CENTRALITY_POWER = 0.5
_TOLD_BEFORE = 0.5
_SAME = 0.7  # cosine, above which two sentences say the same
_QUESTION = 0.5
_QUESTION_MARKS = "?\uff1f\u061f\u037e\u055e"
_SENTENCES_A_REPORT = 500


class ExtractiveSummarizer:
    """Serves every language, better where a list of stopwords tells what words matter."""

    def __init__(self) -> None:
        self.info = AnalyserInfo("extractive", "", VERSION)

    def summary(
        self, sentences: Sequence[Sentence], language: str, on_progress: Report
    ) -> Summary:
        said = usable(sentences)
        picked = chosen(said, language, on_progress)
        several = several_speak(sentences)
        text = told([said[at] for at in picked], language, with_speakers=several)
        return Summary(text)


def chosen(
    sentences: Sequence[Sentence], language: str, on_progress: Report
) -> list[int]:
    """The indexes of the sentences of the summary, in the transcript's order."""
    found = _terms(sentences, language, part(on_progress, 0.0, 0.7))
    fewest = _FEWEST_TERMS if _any_longer(found, _FEWEST_TERMS) else 1
    worthy = [at for at, said in enumerate(found) if len(set(said)) >= fewest]
    if not worthy:
        return []
    graph = SentenceGraph([found[at] for at in worthy])
    on_progress(0.8)
    factors = _factors([sentences[at] for at in worthy])
    worth = factors * graph.centrality() ** _CENTRALITY_POWER
    on_progress(0.9)
    lengths = [len(timed_words(sentences[at])) for at in worthy]
    picked = _picked(graph, worth, lengths)
    on_progress(1.0)
    return [worthy[row] for row in sorted(picked)]


def _terms(
    sentences: Sequence[Sentence], language: str, on_progress: Report
) -> list[list[str]]:
    found = []
    for at, sentence in enumerate(sentences):
        if at % _SENTENCES_A_REPORT == 0:
            on_progress(at / len(sentences))
        found.append(terms(sentence, language))
    return found


def _any_longer(found: Sequence[Sequence[str]], fewest: int) -> bool:
    return any(len(set(said)) >= fewest for said in found)


def _factors(sentences: Sequence[Sentence]) -> Vector:
    factors = np.ones(len(sentences))
    for at, sentence in enumerate(sentences):
        if any(sign in _QUESTION_MARKS for sign in sentence.text.rstrip()[-2:]):
            factors[at] = _QUESTION
        factors[at] *= (
            min(1.0, _LONG / max(len(timed_words(sentence)), 1)) ** _LENGTH_POWER
        )
    return factors


def _picked(graph: SentenceGraph, worth: Vector, lengths: Sequence[int]) -> list[int]:
    """The rows of the best sentences: as many as the root of all, up to two limits."""
    weights = np.log1p(graph.spread)
    present = graph.counts.sign()
    wanted = min(MOST_SENTENCES, round(math.sqrt(len(worth))))
    picked: list[int] = []
    words = 0
    left = worth.copy()
    while len(picked) < wanted:
        gains = left * (present @ weights)
        best = int(gains.argmax())
        if gains[best] <= 0 or (picked and words + lengths[best] > MOST_WORDS):
            break
        picked.append(best)
        words += lengths[best]
        left[graph.likeness(best) > _SAME] = 0.0
        weights[present[[best]].indices] *= _TOLD_BEFORE
    return picked
