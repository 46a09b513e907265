"""From redacted words to the spans of audio to blank.

A span takes in a little of the pauses beside the words, never the neighbours, as long
as the words' times can be trusted; where they can't, it takes in the whole pauses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice

from transcriptions.audio.spans import merged
from transcriptions.quality import Flag
from transcriptions.transcript import Span, Word

#: Seconds of the pauses beside a word: sounds begin before what an aligner calls start.
MARGIN = 0.08
#: Of a pause whose borders can't be trusted. No engine here errs by more inside speech,
#: and a minute of music between two sentences need not become a minute of tone.
WIDEST = 3.0
#: How many words before a place are looked at: nobody speaks longer than these take.
EARLIER = 50
#: Engines whose word times are a recognizer's by-product, not an alignment.
WEAK_ENGINES = frozenset({"pocketsphinx"})


@dataclass(frozen=True, slots=True)
class Place:
    """Redacted words in a row; `before` ends the word before, `after` begins the next.

    None where there is no such word. `weak`: these times can't be trusted.
    """

    start: float
    end: float
    before: float | None = None
    after: float | None = None
    weak: bool = False


def audio_spans(places: Sequence[Place], *, duration: float) -> tuple[Span, ...]:
    """What to blank, in order, disjoint, inside [0, duration]."""
    return merged((_widened(place) for place in places), duration=duration)


def places(
    words: Sequence[Word], redacted: Sequence[bool], weak: Sequence[bool]
) -> list[Place]:
    """The runs of `redacted` among all words in order; the three are of one length.

    A run is weak if any of its words is, or the word beside it.
    """
    found, at = [], 0
    for hidden, run in groupby(redacted):
        first, at = at, at + len(list(run))
        if hidden:
            found.append(_place(words, redacted, weak, (first, at)))
    return found


def is_weak(word: Word, *, flags: Sequence[str] = (), engine: str = "") -> bool:
    """Whether a word's times can't be trusted, by itself, its sentence or its engine.

    Words that an aligner didn't find have no confidence: their times are a share of
    what is left between their neighbours.
    """
    return (
        word.confidence is None
        or Flag.WEAK_ALIGNMENT in flags
        or engine in WEAK_ENGINES
        or not word.start < word.end
    )


def _place(
    words: Sequence[Word],
    redacted: Sequence[bool],
    weak: Sequence[bool],
    run: tuple[int, int],
) -> Place:
    first, end = run
    start = words[first].start
    stop = max(word.end for word in words[first:end])
    # Speakers overlap: a word that began earlier may be the last to end.
    earlier = [
        words[i].end for i in range(max(0, first - EARLIER), first) if not redacted[i]
    ]
    later = (words[i].start for i in range(end, len(words)) if not redacted[i])
    return Place(
        start=start,
        end=stop,
        before=max(earlier, default=None),
        after=min(
            [*islice(later, 1), *(stop for time in earlier if time > stop)],
            default=None,
        ),
        weak=any(weak[max(0, first - 1) : end + 1]),
    )


def _widened(place: Place) -> Span:
    before = WIDEST if place.before is None else place.start - place.before
    after = WIDEST if place.after is None else place.after - place.end
    return (
        place.start - _reach(before, weak=place.weak),
        place.end + _reach(after, weak=place.weak),
    )


def _reach(pause: float, *, weak: bool) -> float:
    """Seconds to go beyond the words into a pause; below 0, the neighbour overlaps them."""
    if weak:
        return max(MARGIN, min(pause, WIDEST))
    return max(0.0, min(pause, MARGIN))
