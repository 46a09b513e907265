"""How a transcript's mood goes, sentence by sentence, as its page shows it.

Above the middle is positive, below it negative: the strip can be read without colours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.safestring import SafeString

from transcriptions.web.marking import Marking
from transcriptions.web.speakers import Speaker

#: Sentiment → its name, in the order in which they are listed.
NAMES = {"POSITIVE": "Positive", "NEUTRAL": "Neutral", "NEGATIVE": "Negative"}
MOST_SLOTS = 120  # that a strip can show side by side
WIDTH, MIDDLE = 1000.0, 20.0  # of a strip, in its own units
FLAT = 2.0  # height of a neutral bar
LEAST_WIDTH = 2.0
STRONGEST = 3  # sentences of each kind that are quoted

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Mood:
    """Of a sentence that is not neutral; `sure` is the confidence from 0 to 1."""

    kind: str
    sure: float

    @property
    def name(self) -> str:
        return NAMES[self.kind]


@dataclass(frozen=True)
class Bar:
    kind: str
    x: float
    y: float
    width: float
    height: float
    start: float

    @property
    def name(self) -> str:
        return NAMES[self.kind]


@dataclass(frozen=True)
class Total:
    kind: str
    name: str
    count: int
    share: float


@dataclass(frozen=True)
class Strip:
    """The mood over time, of one speaker or (None) of everybody."""

    speaker: Speaker | None
    bars: list[Bar]
    totals: list[Total]


@dataclass(frozen=True)
class Quote:
    mood: Mood
    start: float
    text: SafeString


@dataclass(frozen=True)
class Sentiment:
    seconds: float
    whole: Strip
    by_speaker: list[Strip]
    quotes: list[Quote]


def moods(result: Told, sentences: int) -> list[Mood | None]:
    """One for each sentence; None for a neutral one, or if nothing is known."""
    told: Sequence[Told] = result.get("sentiment_analysis") or []
    if len(told) != sentences:
        return [None] * sentences
    return [_mood(one) for one in told]


def sentiment_of(
    result: Told, seconds: float, speakers: Mapping[str, Speaker], marking: Marking
) -> Sentiment | None:
    """None if it was not computed; `seconds` is the length of the recording."""
    told: Sequence[Told] | None = result.get("sentiment_analysis")
    if told is None:
        return None
    length = max([seconds, 0.001, *(one["end"] for one in told)])
    heard = {one["speaker"] for one in told}
    return Sentiment(
        seconds=length,
        whole=_strip(told, length, None),
        by_speaker=[
            _strip([one for one in told if one["speaker"] == label], length, speaker)
            for label, speaker in speakers.items()
            if label in heard
        ],
        quotes=[
            *_quotes(told, "POSITIVE", marking),
            *_quotes(told, "NEGATIVE", marking),
        ],
    )


def _mood(told: Told) -> Mood | None:
    kind = told["sentiment"]
    return None if kind == "NEUTRAL" else Mood(kind, told["confidence"])


def _quotes(told: Iterable[Told], kind: str, marking: Marking) -> list[Quote]:
    """The sentences of which that is the surest, the earliest first."""
    found = [one for one in told if one["sentiment"] == kind]
    found.sort(key=lambda one: -one["confidence"])
    strongest = sorted(found[:STRONGEST], key=lambda one: one["start"])
    return [
        Quote(Mood(kind, one["confidence"]), one["start"], marking.text(one["text"]))
        for one in strongest
    ]


def _strip(told: Sequence[Told], length: float, speaker: Speaker | None) -> Strip:
    counts = Counter(one["sentiment"] for one in told)
    totals = [
        Total(kind, name, counts[kind], counts[kind] / max(1, len(told)))
        for kind, name in NAMES.items()
    ]
    return Strip(
        speaker,
        [bar for group in _slots(told, length) for bar in _bars(group, length)],
        totals,
    )


def _slots(told: Sequence[Told], length: float) -> Iterable[Sequence[Told]]:
    """One sentence each; where they are too many, those of the same moment."""
    if len(told) <= MOST_SLOTS:
        return [[one] for one in told]
    grouped = groupby(told, lambda one: int(one["start"] / length * MOST_SLOTS))
    return [list(group) for _, group in grouped]


def _bars(group: Sequence[Told], length: float) -> list[Bar]:
    """What is positive of it upwards, what is negative downwards, each by its share."""
    seconds = sum(_seconds(one) for one in group)
    heights = {
        kind: MIDDLE
        / seconds
        * sum(
            one["confidence"] * _seconds(one)
            for one in group
            if one["sentiment"] == kind
        )
        for kind in ("POSITIVE", "NEGATIVE")
    }
    shown = {kind: height for kind, height in heights.items() if height >= FLAT / 2}
    return [
        _bar(group, length, kind, height)
        for kind, height in (shown or {"NEUTRAL": FLAT}).items()
    ]


def _bar(group: Sequence[Told], length: float, kind: str, height: float) -> Bar:
    start, end = group[0]["start"], max(one["end"] for one in group)
    top = {"POSITIVE": MIDDLE - height, "NEGATIVE": MIDDLE}
    return Bar(
        kind=kind,
        x=round(start / length * WIDTH, 1),
        y=round(top.get(kind, MIDDLE - FLAT / 2), 1),
        width=round(max(LEAST_WIDTH, (end - start) / length * WIDTH), 1),
        height=round(height, 1),
        start=start,
    )


def _seconds(told: Told) -> float:
    lasts: float = told["end"] - told["start"]
    return max(0.001, lasts)
