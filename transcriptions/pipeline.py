"""Audio in, transcript out: decode → windows → engine, diarizer → gate → sentences.

Pure: it knows no database, queue or settings. One window of audio is in memory at a
time; what was heard in it is a passage, which the caller may keep and bring back. All
passages go through a gate, which takes personal data out of them where that was asked
for; nothing that has not gone through it is given out. What a callback raises stops the
work and comes out as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from transcriptions import passages, quality
from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.audio.windows import Window, windows
from transcriptions.diarization.base import Diarizer
from transcriptions.engines.base import Engine, EngineInfo
from transcriptions.listening import Listener, Order, Report
from transcriptions.passages import Passage
from transcriptions.redaction.redactor import Gate, OpenGate
from transcriptions.transcript import Notice, Redaction, Segment, Sentence

__all__ = ["Order", "Spoken", "fingerprint", "transcribe"]

#: Decoded audio may exceed what was declared and paid for by this share and these
#: seconds: encoders pad, and headers round.
TOLERANCE_SHARE = 0.01
TOLERANCE_SECONDS = 1.0
#: Windows are cut in the last seconds that they may have, at the quietest spot.
SEARCH_SECONDS = 30.0
SEARCH_SHARE = 0.25  # of a window, at most


@dataclass(frozen=True)
class Spoken:
    """A whole transcript. `duration` is the decoded audio's, in seconds."""

    sentences: tuple[Sentence, ...]
    language: str
    language_confidence: float | None
    duration: float
    speech_seconds: float
    engine: EngineInfo
    notices: tuple[Notice, ...] = ()
    #: Whether the speakers were told apart.
    diarized: bool = False
    #: What was taken out; None where nobody asked for it.
    redactions: tuple[Redaction, ...] | None = None


def fingerprint(
    engine: Engine, diarizer: Diarizer | None, order: Order, gate: Gate | None = None
) -> str:
    """Names all that a passage depends on besides the audio; the device may differ."""
    return passages.fingerprint(
        engine.info.name,
        engine.info.model,
        engine.info.version,
        diarizer.name if diarizer else None,
        order.language,
        order.vocabulary,
        order.window_seconds,
        *([gate.terms] if gate and gate.terms else []),
    )


def transcribe(  # noqa: PLR0913
    file: BinaryIO,
    engine: Engine,
    order: Order,
    *,
    diarizer: Diarizer | None = None,
    gate: Gate | None = None,
    known: Sequence[Passage] = (),
    on_progress: Report,
    on_passage: Callable[[Passage], None],
) -> Spoken:
    """Transcribe an audio file; `on_progress` gets the seconds of it that are done.

    `on_passage` gets each window's passage as it comes out of the `gate`. The `known` passages, from an
    earlier try of the same fingerprint, are taken as they are: their windows are
    decoded, which is cheap, and heard only by a diarizer that can't resume.

    Raises AudioLongerThanDeclared, CorruptAudio, EngineError, RedactionFailed.
    """
    limit = order.declared_seconds * (1 + TOLERANCE_SHARE) + TOLERANCE_SECONDS
    counted = _Counted(decode(file, max_seconds=limit))
    listener = Listener(engine, diarizer, order, on_progress)
    keeper = _Keeper(gate or OpenGate(), on_passage)
    earlier = {passage.position: passage for passage in known}
    for position, window in enumerate(_windows(counted, order)):
        taken = earlier.pop(position, None)
        if taken and _is_of(taken, window):
            listener.recall(taken, window)
            keeper.recall(taken)
        else:
            earlier.clear()  # what comes later was cut otherwise
            keeper.take(listener.hear(position, window))
    keeper.finish()
    return _spoken(listener, keeper, counted.seconds)


class _Keeper:
    """Collects what has come out of the gate; without evidence, which the diarizer has."""

    def __init__(self, gate: Gate, on_passage: Callable[[Passage], None]) -> None:
        self.passages: list[Passage] = []
        self.gate = gate
        self._on_passage = on_passage

    def recall(self, passage: Passage) -> None:
        self.gate.recall(passage)
        self._keep(passage)

    def take(self, passage: Passage) -> None:
        for kept in self.gate.take(passage):
            self._give_out(kept)

    def finish(self) -> None:
        for kept in self.gate.finish():
            self._give_out(kept)

    def _give_out(self, passage: Passage) -> None:
        self._on_passage(passage)
        self._keep(passage)

    def _keep(self, passage: Passage) -> None:
        self.passages.append(replace(passage, evidence=None))


def _windows(
    blocks: Iterator[NDArray[np.float32]] | _Counted, order: Order
) -> Iterator[Window]:
    search = min(SEARCH_SECONDS, SEARCH_SHARE * order.window_seconds)
    return windows(blocks, seconds=order.window_seconds, search=search)


def _is_of(passage: Passage, window: Window) -> bool:
    """Another version of the decoder may cut elsewhere."""
    span = round(window.start, 3), round(window.end, 3)
    return (passage.start, passage.end) == span


def _spoken(listener: Listener, keeper: _Keeper, duration: float) -> Spoken:
    heard = keeper.passages
    segments: Sequence[Segment] = list(chain.from_iterable(p.segments for p in heard))
    assigned = listener.with_speakers(segments)
    first = passages.first_with_speech(heard)
    voiced = [span for passage in heard for span in passage.voiced]
    sentences = passages.sentences(heard, assigned or segments)
    notices = [notice for passage in heard for notice in passage.notices]
    redactions = tuple(chain.from_iterable(p.redactions for p in heard))
    return Spoken(
        sentences=tuple(quality.examined(sentences, voiced=voiced)),
        language=first.language if first else listener.language,
        language_confidence=first.language_confidence if first else None,
        duration=duration,
        speech_seconds=round(sum(end - start for start, end in voiced), 3),
        engine=listener.engine.info,
        notices=tuple(dict.fromkeys([*notices, *listener.notices])),
        diarized=assigned is not None,
        redactions=redactions if keeper.gate.terms else None,
    )


class _Counted:
    """Passes blocks of samples on, and knows how many seconds went by."""

    def __init__(self, blocks: Iterator[NDArray[np.float32]]) -> None:
        self._blocks = blocks
        self._samples = 0

    def __iter__(self) -> Iterator[NDArray[np.float32]]:
        for block in self._blocks:
            self._samples += len(block)
            yield block

    @property
    def seconds(self) -> float:
        return round(self._samples / SAMPLE_RATE, 3)
