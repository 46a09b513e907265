"""Times for words: estimated from a segment's voiced spans, or repaired.

An estimate lets each word last in proportion to its length. The WhisperX engine uses
it for segments that nothing has aligned with the audio, and repairs what an aligner
found, which may be missing, out of order or far too long.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from transcriptions.sentence_text import split_words
from transcriptions.transcript import Span, Word

LONGEST = 3.0  # seconds of a word
LONGEST_SIGN = 0.6  # of each digit or Han character, said as a word of its own
FIRST_SIGN = 0x2E80  # of the characters of East Asia
LONGEST_LETTER = 0.2  # of each other, beyond the first moment of any word
FIRST_MOMENT = 0.5


@dataclass(frozen=True, slots=True)
class Found:
    """What an aligner says of a word; None where it does not know."""

    start: float | None = None
    end: float | None = None
    score: float | None = None


def spread_words(text: str, spans: Sequence[Span]) -> Iterator[Word]:
    """Spread the words of a text over voiced spans, given in order."""
    words = split_words(text)
    total = sum(end - start for start, end in spans)
    letters = sum(map(len, words))
    borders = accumulate((total * len(word) / letters for word in words), initial=0.0)
    for word, (begun, done) in zip(words, pairwise(borders), strict=True):
        start = _at(begun, spans, opening=True)
        yield Word(word, start, max(start, _at(done, spans, opening=False)), None)


def repaired_words(
    texts: Sequence[str], found: Sequence[Found], within: Span
) -> list[Word]:
    """Return all the words, with times in order, inside the span and of human length.

    Words without times share what is left between their neighbours.
    """
    spans = [_inside(one, within) for one in found]
    times = list(_completed(texts, spans, within))
    words, earliest = [], within[0]
    following = [*[start for start, _ in times[1:]], within[1]]
    for text, one, (start, end), after in zip(
        texts, found, times, following, strict=False
    ):
        start = max(start, earliest)
        latest = min(within[1], start + longest(text), max(start, after))
        end = min(max(start, end), latest)
        words.append(Word(text, round(start, 3), round(end, 3), _share(one.score)))
        earliest = start
    return words


def longest(text: str) -> float:
    """Return the seconds that a word may last; aligners count silence as part of it."""
    spoken = [c for c in text if c.isalnum()]
    signs = sum(c.isdecimal() or ord(c) >= FIRST_SIGN for c in spoken)
    letters = len(spoken) - signs
    return min(LONGEST, FIRST_MOMENT + LONGEST_SIGN * signs + LONGEST_LETTER * letters)


def _inside(found: Found, within: Span) -> Span | None:
    start, end = found.start, found.end
    if start is None or end is None or not math.isfinite(start + end):
        return None
    low, high = within
    return min(max(start, low), high), min(max(end, low), high)


def _completed(
    texts: Sequence[str], spans: Sequence[Span | None], within: Span
) -> Iterator[Span]:
    reached = within[0]
    numbered = groupby(enumerate(spans), key=lambda item: item[1] is None)
    for unknown, run in numbered:
        places = list(run)
        if not unknown:
            known = [span for _, span in places if span is not None]
            reached = known[-1][1]
            yield from known
            continue
        last = places[-1][0]
        after = next((span for span in spans[last + 1 :] if span), (within[1], 0.0))[0]
        gap = (reached, max(reached, after))
        yield from _shared([texts[at] for at, _ in places], gap)


def _shared(texts: Sequence[str], gap: Span) -> Iterator[Span]:
    """Divide a gap among words in proportion to their length."""
    whole = sum(map(len, texts))
    length = gap[1] - gap[0]
    ends = accumulate((length * len(text) / whole for text in texts), initial=gap[0])
    return pairwise(ends)


def _share(score: float | None) -> float | None:
    if score is None or not math.isfinite(score):
        return None
    return round(min(max(score, 0.0), 1.0), 3)


def _at(voiced: float, spans: Sequence[Span], *, opening: bool) -> float:
    """Return when so many voiced seconds have passed.

    On the border of two spans an opening belongs to the later one.
    """
    for start, end in spans:
        length = end - start
        if voiced < length - 1e-9 or (voiced <= length + 1e-9 and not opening):
            return round(start + min(voiced, length), 3)
        voiced -= length
    return round(spans[-1][1], 3)
