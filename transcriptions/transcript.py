"""The frozen values of a transcript, and the pure rules that build and repair them.

Times are seconds, rounded to 3 decimals at the boundary. Engines make segments, the
pipeline turns them into sentences; no rule here ever loses or reorders a word.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from transcriptions.sentence_boundaries import sentence_ends
from transcriptions.sentence_text import has_terminal, join_words, split_words

PAUSE = 0.6  # seconds of silence that end a sentence where nobody punctuates
MOST_WORDS = 30  # of a sentence where nobody punctuates
MOST_PUNCTUATED_WORDS = 60  # beyond, the engine has evidently stopped punctuating


Span = tuple[float, float]  # seconds, start before end


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    start: float
    end: float
    confidence: float | None
    speaker: str | None = None

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(frozen=True, slots=True)
class Segment:
    """What an engine returned; without `words` it knows no times within."""

    text: str
    start: float
    end: float
    words: tuple[Word, ...]
    confidence: float | None = None
    flags: tuple[str, ...] = ()  # why it is suspect


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """Who speaks when, as a diarizer hears it; turns may overlap."""

    start: float
    end: float
    speaker: str


@dataclass(frozen=True, slots=True)
class Redaction:
    """Where in the audio words of a `policy` were taken out, in seconds.

    One that `continues` is the rest of the one before, over the edge of a window.
    """

    policy: str
    start: float
    end: float
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What the reader of a result must know: a code for programs, a sentence for people."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Sentence:
    text: str
    start: float
    end: float
    words: tuple[Word, ...]
    confidence: float | None
    speaker: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    word: Word
    confidence: float | None  # the word's own, else its segment's
    flags: tuple[str, ...]  # of its segment


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


def build_sentences(
    segments: Sequence[Segment], *, language: str = ""
) -> list[Sentence]:
    """Regroup the words of consecutive segments into sentences.

    Sentences end at terminal punctuation where the engine punctuates, by the rules of
    the `language`, else at pauses and after about 30 words, and always where the
    speaker changes. A segment without words becomes one sentence of its own.
    """
    sentences: list[Sentence] = []
    for timed, run in groupby(segments, key=lambda segment: bool(segment.words)):
        if timed:
            tokens = [token for segment in run for token in _tokens(segment)]
            sentences.extend(_sentence(part) for part in _divided(tokens, language))
        else:
            sentences.extend(_untimed(segment) for segment in run)
    return sentences


def timed_words(said: Segment | Sentence) -> tuple[Word, ...]:
    """The words; those that have no times get a share of the whole's."""
    if said.words:
        return said.words
    speaker = said.speaker if isinstance(said, Sentence) else None
    whole = Word(said.text, said.start, said.end, said.confidence, speaker)
    return tuple(shares(whole, split_words(said.text)))


def shares(word: Word, parts: Sequence[str]) -> Iterator[Word]:
    """Divide the time of a word among its parts, by their length."""
    whole = sum(map(len, parts)) or 1
    ends = [sum_ / whole for sum_ in accumulate(map(len, parts))]
    length = word.end - word.start
    for part, begin, end in zip(parts, [0.0, *ends], ends, strict=False):
        start, stop = word.start + begin * length, word.start + end * length
        yield replace(word, text=part, start=round(start, 3), end=round(stop, 3))


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
        confidence = segment.confidence if own is None else own
        yield _Token(word, confidence, segment.flags)


def _untimed(segment: Segment) -> Sentence:
    return Sentence(
        segment.text.strip(),
        segment.start,
        segment.end,
        (),
        segment.confidence,
        flags=segment.flags,
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
        flags=tuple(dict.fromkeys(flag for token in tokens for flag in token.flags)),
    )


def _divided(tokens: list[_Token], language: str) -> Iterator[Sequence[_Token]]:
    punctuated = any(has_terminal(token.word.text) for token in tokens)
    for _, turn in groupby(tokens, key=lambda token: token.word.speaker):
        for part in _at_full_stops(list(turn), language):
            if punctuated and len(part) <= MOST_PUNCTUATED_WORDS:
                yield part
            else:
                for phrase in _at_pauses(part):
                    yield from _at_most(phrase, MOST_WORDS)


def _at_full_stops(
    tokens: Sequence[_Token], language: str
) -> Iterator[Sequence[_Token]]:
    texts = [token.word.text for token in tokens]
    ends = sentence_ends(
        texts, [*map(_pauses, tokens, tokens[1:]), True], language=language
    )
    return _cut(tokens, ends)


def _at_pauses(tokens: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    pairs = enumerate(pairwise(tokens), start=1)
    return _cut(tokens, (at for at, pair in pairs if _pauses(*pair)))


def _pauses(token: _Token, following: _Token) -> bool:
    return following.word.start - token.word.end >= PAUSE


def _cut(tokens: Sequence[_Token], ends: Iterable[int]) -> Iterator[Sequence[_Token]]:
    for begin, end in pairwise([0, *ends, len(tokens)]):
        yield tokens[begin:end]


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
