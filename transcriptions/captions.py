"""From timed sentences to subtitle cues: pure, for the formats in `transcriptions.exports`.

A cue keeps to its `Layout`, never splits a word or holds two speakers, and ends before
the next one begins; where the speech allows it stays long enough to be read.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from transcriptions.cue_cutting import LONGEST_MS, SHORTEST_MS, Layout, Run, Token
from transcriptions.transcript import Sentence, Word, shares, timed_words

PARTING_MS = 1500  # silence that no cue bridges
READING_SPEED = 21  # characters a second


@dataclass(frozen=True, slots=True)
class Cue:
    """Times are milliseconds; there is at least one line, and none is empty."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str | None


def build_cues(
    sentences: Iterable[Sentence],
    layout: Layout,
    *,
    labels: Mapping[str, str] | None = None,
) -> list[Cue]:
    """Cues in order; `labels` precede the text of a speaker's cues where there is room."""
    tokens = [token for sentence in sentences for token in _tokens(sentence)]
    cues: list[Cue] = []
    for tokens_of_run in _runs(tokens):
        speaker = tokens_of_run[0].speaker
        label = (labels or {}).get(speaker or "", "")
        cuts = Run(tokens_of_run, layout, label=label).cuts()
        cues += [Cue(cut.start, cut.end, cut.lines, speaker) for cut in cuts]
    return list(_apart(cues))


def _tokens(sentence: Sentence) -> Iterator[Token]:
    spoken = [part for word in timed_words(sentence) for part in _parts(word)]
    for at, word in enumerate(spoken, start=1):
        yield Token(
            word.text,
            round(word.start * 1000),
            round(word.end * 1000),
            at == len(spoken),
            word.speaker or sentence.speaker or None,
        )


def _parts(word: Word) -> Iterable[Word]:
    parts = word.text.split()
    return shares(word, parts) if parts != [word.text] else [word]


def _runs(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    begin = 0
    for at, (token, following) in enumerate(pairwise(tokens), start=1):
        parted = following.start - token.end >= PARTING_MS
        if parted or following.speaker != token.speaker:
            yield tokens[begin:at]
            begin = at
    if tokens:
        yield tokens[begin:]


def _apart(cues: Sequence[Cue]) -> Iterator[Cue]:
    """Lengthen cues that are too short to read, shorten those that would overlap."""
    earliest = 0
    nexts = [*(cue.start for cue in cues[1:]), math.inf]
    for cue, following in zip(cues, nexts, strict=False):
        start = max(cue.start, earliest)
        spoken = min(max(cue.end, start + SHORTEST_MS), start + LONGEST_MS)
        end = max(start + 1, int(min(max(spoken, start + _reading(cue)), following)))
        yield replace(cue, start=start, end=end)
        earliest = end


def _reading(cue: Cue) -> int:
    """Milliseconds that it takes to read the cue."""
    characters = sum(map(len, cue.lines)) + len(cue.lines) - 1
    return math.ceil(1000 * characters / READING_SPEED)
