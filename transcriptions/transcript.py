"""The frozen values of a transcript, and the pure rules that build and repair them.

Times are seconds, rounded to 3 decimals at the boundary. Engines make segments, the
pipeline turns them into sentences; no rule here ever loses or reorders a word.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from transcriptions.sentence_text import ends_sentence, join_words

PAUSE = 0.6  # seconds of silence that end a sentence where nobody punctuates
MOST_WORDS = 30  # of a sentence where nobody punctuates
MOST_PUNCTUATED_WORDS = 60  # beyond, the engine has evidently stopped punctuating


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: float
    end: float
    confidence: float | None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """What an engine returned; without `words` it knows no times within."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...]
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    start: float
    end: float
    words: tuple[Word, ...]
    confidence: float | None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class _Token:
    word: Word
    confidence: float | None  # the word's own, else its segment's


def mean_confidence(words: Iterable[Word]) -> float | None:
    return _mean(word.confidence for word in words)


def shifted(segment: Segment, seconds: float) -> Segment:
    """Move a segment in time: from its window's time to the file's."""
    return replace(
        segment,
        start=round(segment.start + seconds, 3),
        end=round(segment.end + seconds, 3),
        words=tuple(
            replace(
                word,
                start=round(word.start + seconds, 3),
                end=round(word.end + seconds, 3),
            )
            for word in segment.words
        ),
    )


def tidy_words(words: Iterable[Word], *, duration: float) -> list[Word]:
    """Clamp times so that starts never fall and all lie within [0, duration]."""
    limit = math.floor(max(duration, 0.0) * 1000) / 1000
    earliest = 0.0
    tidy = []
    for word in words:
        start = _clamped(word.start, earliest, limit)
        end = _clamped(word.end, start, limit)
        tidy.append(replace(word, start=start, end=end))
        earliest = start
    return tidy


def build_sentences(segments: Sequence[Segment]) -> list[Sentence]:
    """Regroup the words of consecutive segments into sentences.

    Sentences end at terminal punctuation where the engine punctuates, else at pauses
    and after about 30 words, and always where the speaker changes. A segment without
    words becomes one sentence of its own.
    """
    sentences: list[Sentence] = []
    for timed, run in groupby(segments, key=lambda segment: bool(segment.words)):
        if timed:
            tokens = [token for segment in run for token in _tokens(segment)]
            sentences.extend(_sentence(part) for part in _divided(tokens))
        else:
            sentences.extend(_untimed(segment) for segment in run)
    return sentences


def _clamped(time: float, lowest: float, highest: float) -> float:
    if math.isnan(time):
        return lowest
    return round(min(max(time, lowest), highest), 3)


def _mean(confidences: Iterable[float | None]) -> float | None:
    known = [confidence for confidence in confidences if confidence is not None]
    return sum(known) / len(known) if known else None


def _tokens(segment: Segment) -> Iterator[_Token]:
    for word in segment.words:
        own = word.confidence
        yield _Token(word, segment.confidence if own is None else own)


def _untimed(segment: Segment) -> Sentence:
    return Sentence(
        segment.text.strip(), segment.start, segment.end, (), segment.confidence
    )


def _sentence(tokens: Sequence[_Token]) -> Sentence:
    words = tuple(token.word for token in tokens)
    return Sentence(
        text=join_words(word.text for word in words),
        start=words[0].start,
        end=max(word.end for word in words),
        words=words,
        confidence=_mean(token.confidence for token in tokens),
        speaker=words[0].speaker,
    )


def _divided(tokens: list[_Token]) -> Iterator[Sequence[_Token]]:
    punctuated = any(ends_sentence(t.word.text, None, pause=True) for t in tokens)
    for _, turn in groupby(tokens, key=lambda token: token.word.speaker):
        for part in _cut_after(list(turn), _is_full_stop):
            if punctuated and len(part) <= MOST_PUNCTUATED_WORDS:
                yield part
            else:
                for phrase in _cut_after(part, _is_pause):
                    yield from _at_most(phrase, MOST_WORDS)


def _cut_after(
    tokens: Sequence[_Token], is_cut: Callable[[Word, Word], bool]
) -> Iterator[Sequence[_Token]]:
    begin = 0
    for at, (token, following) in enumerate(pairwise(tokens), start=1):
        if is_cut(token.word, following.word):
            yield tokens[begin:at]
            begin = at
    yield tokens[begin:]


def _is_pause(word: Word, following: Word) -> bool:
    return following.start - word.end >= PAUSE


def _is_full_stop(word: Word, following: Word) -> bool:
    return ends_sentence(word.text, following.text, pause=_is_pause(word, following))


def _at_most(tokens: Sequence[_Token], longest: int) -> Iterator[Sequence[_Token]]:
    """Cut at the longest silence of the second half, until the rest is short enough."""
    while len(tokens) > longest:
        cut = max(
            range(longest // 2, longest + 1),
            key=lambda at: (tokens[at].word.start - tokens[at - 1].word.end, at),
        )
        yield tokens[:cut]
        tokens = tokens[cut:]
    yield tokens
