"""Which sentences of a transcript are suspect, and why.

Pure rules on finished sentences: they flag, they never change or drop what was heard.
The pipeline examines what the engines gave; results and pages show the flags.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from itertools import islice, takewhile
from operator import itemgetter

from transcriptions.repetition import (
    compression_ratio,
    is_repetitive,
    looped,
    plain_words,
)
from transcriptions.sentence_text import split_words
from transcriptions.transcript import Sentence, Span, mean_confidence

LEAST_VOICED = 0.25  # of a sentence's time
MOST_WORDS_PER_SECOND = 8.0
MOST_CHARACTERS_PER_SECOND = 35.0
MOST_SIGNS_PER_SECOND = 15.0  # Chinese and Japanese characters, each about a syllable
# Mean confidence of the words. Measured with a small aligner: what was said has 0.71 to
# 0.83, another text of the same length 0.32 to 0.60, as pauses match any text.
LEAST_ALIGNMENT = 0.5
FEWEST_WORDS = 4  # of a sentence whose speed means something
LONGEST_ROUND = 4  # sentences that may come again and again together
MOST_ECHOES = 5  # of sentences of one or two words, as people say them
MOST_SENTENCE_ECHOES = 2  # of longer ones
# A loop that is heard a little otherwise each time. Measured on stretches of 400
# characters: honest prose up to 2.2, such loops from 4 on.
STRETCH = 400
MOST_STRETCH_COMPRESSION = 3.0


class Flag(StrEnum):
    """Why a sentence is suspect."""

    #: There is text where the voice detector hears nobody.
    NO_VOICE = "NO_VOICE"
    #: The same words come again and again, as when a model is stuck.
    REPETITION = "REPETITION"
    #: Nobody speaks that fast.
    TOO_FAST = "TOO_FAST"
    #: The words hardly match the sounds at their times.
    WEAK_ALIGNMENT = "WEAK_ALIGNMENT"


def examined(
    sentences: Sequence[Sentence], *, voiced: Sequence[Span]
) -> list[Sentence]:
    """Return the sentences with the flags they deserve, beside those they had.

    `voiced` says where the detector hears a voice: in order, disjoint, in the same
    time as the sentences.
    """
    echoes = _echoes(sentences) | _near_echoes(sentences)
    return [
        replace(
            sentence,
            flags=_merged(sentence.flags, _flags(sentence, voiced, at in echoes)),
        )
        for at, sentence in enumerate(sentences)
    ]


def suspect_seconds(sentences: Iterable[Sentence]) -> float:
    """Return how long the flagged sentences last, counting no moment twice."""
    total = reached = 0.0
    for start, end in sorted((s.start, s.end) for s in sentences if s.flags):
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return round(total, 3)


def _flags(sentence: Sentence, voiced: Sequence[Span], echo: bool) -> list[str]:
    found = {
        Flag.NO_VOICE: _voiced_share(sentence, voiced) < LEAST_VOICED,
        Flag.REPETITION: echo or is_repetitive(sentence.text),
        Flag.TOO_FAST: _too_fast(sentence),
        Flag.WEAK_ALIGNMENT: _weakly_aligned(sentence),
    }
    return [str(flag) for flag, applies in found.items() if applies]


def _merged(*flags: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(flag) for some in flags for flag in some))


def _voiced_share(sentence: Sentence, voiced: Sequence[Span]) -> float:
    start, end = sentence.start, sentence.end
    first = bisect_left(voiced, start, key=itemgetter(1))
    near = [*takewhile(lambda span: span[0] <= end, islice(voiced, first, None))]
    if end <= start:  # a moment is voiced or not
        return float(bool(near))
    return sum(min(end, b) - max(start, a) for a, b in near) / (end - start)


def _too_fast(sentence: Sentence) -> bool:
    words, signs = sentence.text.split(), split_words(sentence.text)
    if len(signs) < FEWEST_WORDS:
        return False
    seconds = max(sentence.end - sentence.start, 0.001)
    spaced = len(signs) < 2 * len(words)
    most = MOST_CHARACTERS_PER_SECOND if spaced else MOST_SIGNS_PER_SECOND
    return (
        len(words) / seconds > MOST_WORDS_PER_SECOND
        or len(sentence.text) / seconds > most
    )


def _weakly_aligned(sentence: Sentence) -> bool:
    confidence = mean_confidence(sentence.words)
    return confidence is not None and confidence < LEAST_ALIGNMENT


def _echoes(sentences: Sequence[Sentence]) -> set[int]:
    """Return the places of sentences that come again and again in a row."""
    texts = [plain_words(sentence.text) for sentence in sentences]
    return looped(texts, longest=LONGEST_ROUND, most=partial(_most_echoes, texts))


def _near_echoes(sentences: Sequence[Sentence]) -> set[int]:
    """Return the places of neighbours that together compress far too well."""
    places: set[int] = set()
    end = length = 0
    for begin, first in enumerate(sentences):
        while length < STRETCH and end < len(sentences):
            length += len(sentences[end].text)
            end += 1
        if length < STRETCH:
            break
        stretch = " ".join(sentence.text for sentence in sentences[begin:end])
        if compression_ratio(stretch) > MOST_STRETCH_COMPRESSION:
            places.update(range(begin, end))
        length -= len(first.text)
    return places


def _most_echoes(texts: Sequence[tuple[str, ...]], at: int, length: int) -> int:
    words = sum(len(text) for text in texts[at : at + length])
    return MOST_ECHOES if words <= 2 else MOST_SENTENCE_ECHOES
