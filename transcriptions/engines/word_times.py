"""Times for words whose engine knows only when their segment was voiced.

An estimate: each word lasts in proportion to its length. The WhisperX engine uses it
for segments that nothing has aligned with the audio.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from transcriptions.sentence_text import split_words
from transcriptions.transcript import Span, Word


def spread_words(text: str, spans: Sequence[Span]) -> Iterator[Word]:
    """Spread the words of a text over voiced spans, given in order."""
    words = split_words(text)
    total = sum(end - start for start, end in spans)
    letters = sum(map(len, words))
    borders = accumulate((total * len(word) / letters for word in words), initial=0.0)
    for word, (begun, done) in zip(words, pairwise(borders), strict=True):
        start = _at(begun, spans, opening=True)
        yield Word(word, start, max(start, _at(done, spans, opening=False)), None)


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
