"""Hears the windows of one file, one after the other, by an engine and a diarizer.

Pure; what is heard goes to the caller, and nothing of it stays. A diarizer that fails costs the speakers, never the transcript.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from transcriptions import speakers
from transcriptions.audio.windows import Window
from transcriptions.diarization.base import DiarizationFailed, Diarizer, Evidence
from transcriptions.engines.background import BackgroundWork
from transcriptions.engines.base import Engine, Recognition
from transcriptions.passages import Passage
from transcriptions.transcript import Notice, Segment, SpeakerTurn, shifted

log = logging.getLogger(__name__)

#: The engine's share of the work on a window, until it is measured.
ENGINE_SHARE = 0.8
SPEAKERS_FAILED = Notice(
    DiarizationFailed.code,
    "The speakers could not be told apart; the transcript is given without them.",
)

#: All that diarizers do in this process: what was left in the middle comes to its end
#: there before anything else begins.
_thread = BackgroundWork("speakers")

Report = Callable[[float], None]
Result = TypeVar("Result")


@dataclass(frozen=True)
class Order:
    """What was asked for of a file, and how it is cut."""

    language: str
    declared_seconds: float
    window_seconds: float
    vocabulary: tuple[str, ...] = ()
    #: How many speakers the customer said there are.
    expected_speakers: int | None = None


class Listener:
    """Makes the passages of a file. `on_progress` gets its seconds that are done."""

    def __init__(
        self,
        engine: Engine,
        diarizer: Diarizer | None,
        order: Order,
        on_progress: Report,
    ) -> None:
        self.engine = engine
        self.language = order.language
        self.notices: list[Notice] = []
        self._diarizer = diarizer
        self._order = order
        self._on_progress: Report = lambda seconds: on_progress(round(seconds, 3))
        self._evidence: list[Evidence] = []
        self._end = 0.0
        self._pace = _Pace()

    def hear(self, position: int, window: Window) -> Passage:
        """Raises EngineError, and what `on_progress` raises."""
        seconds = window.end - window.start
        share = self._pace.engine_share if self._diarizer else 1.0
        with self._pace.of_engine:
            recognition = self.engine.transcribe(
                window.samples,
                language=self.language,
                on_progress=lambda done: self._on_progress(window.start + share * done),
                vocabulary=self._order.vocabulary,
            )
        heard = window.start + share * seconds
        with self._pace.of_diarizer:
            evidence = self._evidence_of(
                window, lambda done: self._on_progress(heard + (1 - share) * done)
            )
        passage = _passage(position, window, recognition, evidence)
        self._take(passage)
        return passage

    def recall(self, passage: Passage, window: Window) -> None:
        """Take a passage that an earlier listener made of this window."""
        self._on_progress(window.start)
        if self._diarizer and not self._diarizer.resumable:
            evidence = self._evidence_of(
                window, lambda done: self._on_progress(window.start + done)
            )
            passage = replace(passage, evidence=evidence)
        self._take(passage)
        self._on_progress(window.end)

    def with_speakers(self, segments: Sequence[Segment]) -> list[Segment] | None:
        """The segments' words with their speakers; None where nobody tells them."""
        if self._diarizer is None:
            return None
        turns = self._turns(self._diarizer)
        return None if turns is None else speakers.assigned(segments, turns)

    def _take(self, passage: Passage) -> None:
        if passage.evidence is not None:
            self._evidence.append(passage.evidence)
        elif self._diarizer:
            self._give_up_speakers()
        self._end = passage.end
        # What the first window with speech is in, the others are taken to be in.
        if passage.segments and self.language in ("auto", "en"):
            self.language = passage.language

    def _evidence_of(self, window: Window, report: Report) -> Evidence | None:
        diarizer = self._diarizer
        if diarizer is None:
            return None
        seconds = window.end - window.start
        return _attempt(
            lambda report: diarizer.hear(
                window.samples,
                start=window.start,
                on_progress=lambda done: report(done / seconds),
            ),
            lambda share: report(share * seconds),
        )

    def _turns(self, diarizer: Diarizer) -> Sequence[SpeakerTurn] | None:
        evidence, expected = self._evidence, self._order.expected_speakers
        turns = _attempt(
            lambda report: diarizer.turns(evidence, expected=expected),
            lambda share: self._on_progress(self._end),
        )
        if turns is None:
            self._give_up_speakers()
        return turns

    def _give_up_speakers(self) -> None:
        self._diarizer = None
        self._evidence = []
        self.notices.append(SPEAKERS_FAILED)


def _attempt(work: Callable[[Report], Result], report: Report) -> Result | None:
    """What a diarizer's work returns; None if it fails of its own.

    `report` gets its share that is done, at least once a second, since some diarizers
    work for minutes without a word. What it raises stops the work and comes out.
    """
    stopped: list[BaseException] = []

    def guarded(share: float) -> None:
        try:
            report(share)
        except BaseException as reason:
            stopped.append(reason)
            raise

    try:
        return _thread.run(work, guarded)
    except Exception:
        if stopped:
            raise stopped[0] from None
        log.exception("The diarizer failed.")
        return None


def _passage(
    position: int, window: Window, heard: Recognition, evidence: Evidence | None
) -> Passage:
    def in_file(seconds: float) -> float:
        return round(window.start + seconds, 3)

    return Passage(
        position=position,
        start=in_file(0),
        end=round(window.end, 3),
        segments=tuple(shifted(segment, window.start) for segment in heard.segments),
        language=heard.language,
        language_confidence=heard.language_confidence,
        voiced=tuple((in_file(start), in_file(end)) for start, end in heard.voiced),
        notices=heard.notices,
        evidence=evidence,
    )


class _Pace:
    """How the work on the windows so far is divided, by the clock."""

    def __init__(self) -> None:
        self.of_engine, self.of_diarizer = _Stopwatch(), _Stopwatch()

    @property
    def engine_share(self) -> float:
        total = self.of_engine.seconds + self.of_diarizer.seconds
        return self.of_engine.seconds / total if total else ENGINE_SHARE


class _Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __enter__(self) -> None:
        self._began = time.monotonic()

    def __exit__(self, *error: object) -> None:
        self.seconds += time.monotonic() - self._began
