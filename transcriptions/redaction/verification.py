"""Proves that redacted words are neither in a file any more nor heard in it.

Reads both files once, side by side. For every blanked span the samples must hold
nothing but the tone or silence; then an engine listens to the clip around it, before
and after, and must not hear again what it heard inside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import inf
from typing import Any, BinaryIO

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.audio.spans import merged
from transcriptions.options import Format, Method
from transcriptions.redaction.clips import (
    LONGEST,
    Clip,
    Samples,
    Together,
    cut,
    planned,
    silenced,
)
from transcriptions.redaction.foreign_sound import ForeignSound
from transcriptions.redaction.hearing import Ears, Report
from transcriptions.redaction.residue import REACH, Heard, Residue, residues
from transcriptions.redaction.widening import Widening
from transcriptions.transcript import Span, Word

#: Seconds by which the files' lengths may differ.
MOST_DRIFT = 0.02
#: How often spans grow for words that may mean nothing, as engines hear them in noise.
UNCERTAIN_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check found; all times are seconds of the file, and never words.

    `residual`: where something is left. `drift`: how much longer the new file is.
    """

    passed: bool
    spans_checked: int
    widened: int
    residual: tuple[Span, ...]
    drift: float = 0.0

    def as_json(self) -> dict[str, Any]:
        return {
            "passed": self.passed,
            "spans_checked": self.spans_checked,
            "widened": self.widened,
            "residual": [[round(a, 3), round(b, 3)] for a, b in self.residual],
            "drift": round(self.drift, 3),
        }


@dataclass(frozen=True, slots=True)
class Findings:
    """Spans with foreign sound; of each certain residue its span's index and its time."""

    foreign: tuple[Span, ...]
    heard: tuple[tuple[int, Span], ...]
    drift: float

    @property
    def clean(self) -> bool:
        return not self.foreign and not self.heard and abs(self.drift) <= MOST_DRIFT


class Listener:
    """Knows which words may be heard where, and listens to clips by an engine."""

    def __init__(self, ears: Ears, kept: Sequence[Word], on_progress: Report) -> None:
        self._ears, self._report = ears, on_progress
        self._kept = sorted(kept, key=lambda word: word.start)
        self._starts = [word.start for word in self._kept]

    def following(self, together: Together) -> Iterator[tuple[Samples, ...]]:
        """The streams' blocks, with a report of each."""
        for blocks in together:
            self._report(together.seconds)
            yield blocks

    def residues(
        self, clip: Clip, rendered: Samples, spans: Sequence[Span]
    ) -> list[Residue]:
        """`clip.streams[0]` is the original; the spans are blanked in `rendered` here.

        The tone gives way to silence, in which no engine makes up words.
        """
        end = clip.start + len(rendered) / SAMPLE_RATE
        near = [
            index
            for index, (start, stop) in enumerate(spans)
            if start < end + REACH and stop > clip.start - REACH
        ]
        if not near:
            return []
        after = silenced(rendered, clip.start, [spans[index] for index in near])
        heard = Heard(
            before=self._ears.hear(clip.streams[0], clip.start, self._report),
            after=self._ears.hear(after, clip.start, self._report),
            kept=self._kept_in(clip.start - REACH, end + REACH),
            language=self._ears.language,
        )
        found = residues(heard, [spans[index] for index in near])
        return [replace(one, index=near[one.index]) for one in found]

    def _kept_in(self, start: float, end: float) -> Sequence[Word]:
        first = bisect_left(self._starts, start - LONGEST)
        last = bisect_right(self._starts, end)
        return [word for word in self._kept[first:last] if word.end > start]


def settle(
    source: BinaryIO, widening: Widening, listener: Listener
) -> tuple[float, tuple[Span, ...]]:
    """Widen the spans until nothing is heard with them blanked in memory.

    Returns the seconds of the file and the spans where no widening helps.
    """
    stuck: set[int] = set()
    together = Together(decode(source, max_seconds=inf))
    clips = planned(merged(widening.current))
    for clip in cut(listener.following(together), clips):
        stuck |= _settle_clip(clip, widening, listener)
    return together.seconds, tuple(widening.current[index] for index in sorted(stuck))


def _settle_clip(clip: Clip, widening: Widening, listener: Listener) -> set[int]:
    """The spans that have something certain left when none of them can grow."""
    for rounds in count():
        found = listener.residues(clip, clip.streams[0], widening.current)
        if rounds >= UNCERTAIN_ROUNDS:
            found = [one for one in found if one.certain]
        grown = [widening.widen(one.index, one.time) for one in found]
        if not any(grown):
            break
    return {one.index for one in found if one.certain}


def check(
    original: BinaryIO,
    rendered: BinaryIO,
    spans: Sequence[Span],
    listener: Listener,
    *,
    method: Method,
    format: Format,
) -> Findings:
    """Compare a rendered file with its original; the spans may overlap.

    Raises EngineError, CorruptAudio, and what the progress callback raises.
    """
    blanked = merged(spans)
    foreign = ForeignSound(blanked, method, format)
    together = Together(
        decode(original, max_seconds=inf), decode(rendered, max_seconds=inf)
    )
    heard: list[tuple[int, Span]] = []
    watched = _watched(listener.following(together), foreign)
    for clip in cut(watched, planned(blanked)):
        found = listener.residues(clip, clip.streams[1], spans)
        heard += [(one.index, one.time) for one in found if one.certain]
    before, after = together.samples
    return Findings(foreign.found, tuple(heard), (after - before) / SAMPLE_RATE)


def _watched(
    blocks: Iterable[tuple[Samples, ...]], foreign: ForeignSound
) -> Iterator[tuple[Samples, ...]]:
    at = 0
    for original, rendered in blocks:
        foreign.look(at, original, rendered)
        at += len(rendered)
        yield original, rendered
