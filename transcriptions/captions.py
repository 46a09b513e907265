"""From timed sentences to subtitle cues: pure, for the formats in `transcriptions.exports`.

A cue has at most two lines of 42 characters, breaks at punctuation and pauses first,
never splits a word, and ends before the next one begins.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from transcriptions.sentence_text import join_words, split_words
from transcriptions.transcript import Sentence

LINE = 42  # characters
SHORTEST_MS = 1000
LONGEST_MS = 7000
PARTING_MS = 1500  # silence that no cue bridges
BREATH_MS = 300  # silence where a cue may well end
CLAUSE_ENDS = tuple(",;:–—、，；：،")  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Cue:
    """Times are milliseconds; `lines` are one or two and never empty."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    start: int
    end: int
    ends_sentence: bool
    speaker: str | None


def build_cues(sentences: Iterable[Sentence]) -> list[Cue]:
    tokens = [token for sentence in sentences for token in _tokens(sentence)]
    cues = [cue for run in _runs(tokens) for cue in _Run(run).cues()]
    return list(_apart(cues))


def _tokens(sentence: Sentence) -> Iterator[_Token]:
    timed = [(w.text, w.start, w.end) for w in sentence.words] or _spread(sentence)
    cleaned = [(" ".join(text.split()), start, end) for text, start, end in timed]
    spoken = [token for token in cleaned if token[0]]
    for at, (text, start, end) in enumerate(spoken, start=1):
        yield _Token(
            text, _ms(start), _ms(end), at == len(spoken), sentence.speaker or None
        )


def _spread(sentence: Sentence) -> list[tuple[str, float, float]]:
    """Give words that have no times a share of their sentence's, by their length."""
    words = split_words(sentence.text)
    whole = sum(map(len, words)) or 1
    ends = [sum_ / whole for sum_ in accumulate(map(len, words))]
    length = sentence.end - sentence.start
    return [
        (word, sentence.start + begin * length, sentence.start + end * length)
        for word, begin, end in zip(words, [0.0, *ends], ends, strict=False)
    ]


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _runs(tokens: Sequence[_Token]) -> Iterator[Sequence[_Token]]:
    begin = 0
    for at, (token, following) in enumerate(pairwise(tokens), start=1):
        parted = following.start - token.end >= PARTING_MS
        if parted or following.speaker != token.speaker:
            yield tokens[begin:at]
            begin = at
    if tokens:
        yield tokens[begin:]


class _Run:
    """Consecutive words that may share cues, cut where it costs the reader least."""

    def __init__(self, tokens: Sequence[_Token]) -> None:
        self._tokens = tokens
        glued = [
            len(join_words((a.text, b.text))) - len(a.text) for a, b in pairwise(tokens)
        ]
        self._offsets = [0, *accumulate([len(tokens[0].text), *glued])]
        self._breaks = [*(_break_cost(a, b) for a, b in pairwise(tokens)), 0.0]
        self._ended = [0, *accumulate(int(token.ends_sentence) for token in tokens)]
        self._reach = self._reaches()

    def cues(self) -> Iterator[Cue]:
        cuts = self._cheapest_cuts()
        for begin, end in pairwise(cuts):
            tokens = self._tokens[begin:end]
            ends = max(token.end for token in tokens)
            yield Cue(tokens[0].start, ends, self._lines(begin, end))

    def _cheapest_cuts(self) -> list[int]:
        cost = [0.0]
        origin = [0]
        for end in range(1, len(self._tokens) + 1):
            best, begin = min(
                (cost[begin] + self._cost(begin, end), begin)
                for begin in self._beginnings(end)
            )
            cost.append(best)
            origin.append(begin)
        cuts = [len(self._tokens)]
        while cuts[-1]:
            cuts.append(origin[cuts[-1]])
        return cuts[::-1]

    def _beginnings(self, end: int) -> Iterator[int]:
        """Where a cue that ends before word `end` may begin, backwards."""
        yield end - 1
        for begin in range(end - 2, -1, -1):
            length = self._tokens[end - 1].end - self._tokens[begin].start
            if length > LONGEST_MS or not self._fits(begin, end):
                return
            yield begin

    def _cost(self, begin: int, end: int) -> float:
        length = self._tokens[end - 1].end - self._tokens[begin].start
        empty = 1 - min(1.0, self._width(begin, end) / (2 * LINE))
        inner = self._ended[end - 1] - self._ended[begin]
        hasty = 1.5 if length < SHORTEST_MS else 0.0
        return 1 + self._breaks[end - 1] + 0.5 * empty**2 + 0.6 * inner + hasty

    def _width(self, begin: int, end: int) -> int:
        """Characters of the words joined."""
        return (
            self._offsets[end]
            - self._offsets[begin + 1]
            + len(self._tokens[begin].text)
        )

    def _reaches(self) -> list[int]:
        """For each word, where a line that begins with it must end."""
        reaches = []
        end = 0
        for begin in range(len(self._tokens)):
            end = max(end, begin + 1)
            while end < len(self._tokens) and self._width(begin, end + 1) <= LINE:
                end += 1
            reaches.append(end)
        return reaches

    def _fits(self, begin: int, end: int) -> bool:
        """Whether the words fit into two lines."""
        cut = self._reach[begin]
        return cut >= end or self._reach[cut] >= end

    def _lines(self, begin: int, end: int) -> tuple[str, ...]:
        if self._width(begin, end) <= LINE or end - begin == 1:
            return (self._text(begin, end),)
        cut = min(self._line_ends(begin, end), key=lambda c: self._split(begin, c, end))
        return self._text(begin, cut), self._text(cut, end)

    def _line_ends(self, begin: int, end: int) -> Iterator[int]:
        for cut in range(begin + 1, end):
            if cut <= self._reach[begin] and end <= self._reach[cut]:
                yield cut

    def _split(self, begin: int, cut: int, end: int) -> float:
        """The cost of a line that ends at `cut`: uneven lines, words torn apart."""
        uneven = abs(self._width(begin, cut) - self._width(cut, end)) / LINE
        return uneven + 0.3 * self._breaks[cut - 1]

    def _text(self, begin: int, end: int) -> str:
        return join_words(token.text for token in self._tokens[begin:end])


def _break_cost(token: _Token, following: _Token) -> float:
    if token.ends_sentence:
        return 0.0
    if following.start - token.end >= BREATH_MS:
        return 0.5
    return 0.6 if token.text.endswith(CLAUSE_ENDS) else 2.0


def _apart(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Lengthen cues that are too short to read, shorten those that would overlap."""
    earliest = 0
    nexts = [*(cue.start for cue in cues[1:]), math.inf]
    for cue, following in zip(cues, nexts, strict=False):
        start = max(cue.start, earliest)
        wished = min(max(cue.end, start + SHORTEST_MS), start + LONGEST_MS)
        end = max(start + 1, int(min(wished, following)))
        yield Cue(start, end, cue.lines)
        earliest = end
