"""Audio in, transcript out: decode → windows → engine → sentences.

Pure: it knows no database, queue or settings. One window of audio is in memory at a
time. What a callback raises stops the work and comes out as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.audio.windows import Window, windows
from transcriptions.engines.base import Engine, EngineInfo, Recognition
from transcriptions.transcript import Segment, Sentence, build_sentences, shifted

#: Decoded audio may exceed what was declared and paid for by this share and these
#: seconds: encoders pad, and headers round.
TOLERANCE_SHARE = 0.01
TOLERANCE_SECONDS = 1.0


@dataclass(frozen=True)
class Spoken:
    """A whole transcript. `duration` is the decoded audio's, in seconds."""

    sentences: tuple[Sentence, ...]
    language: str
    language_confidence: float | None
    duration: float
    speech_seconds: float
    engine: EngineInfo


def transcribe(
    file: BinaryIO,
    engine: Engine,
    *,
    language: str,
    declared_seconds: float,
    window_seconds: float,
    on_progress: Callable[[float], None],
) -> Spoken:
    """Transcribe an audio file; `on_progress` gets the seconds of it that are done.

    Raises AudioLongerThanDeclared, CorruptAudio, EngineError.
    """
    limit = declared_seconds * (1 + TOLERANCE_SHARE) + TOLERANCE_SECONDS
    counted = _Counted(decode(file, max_seconds=limit))
    segments: list[Segment] = []
    heard: list[Recognition] = []
    for window in windows(counted, seconds=window_seconds):
        recognition = _recognize(window, engine, language, on_progress)
        heard.append(recognition)
        segments += [shifted(segment, window.start) for segment in recognition.segments]
        # What the first window with speech is in, the others are taken to be in.
        if recognition.segments and language in ("auto", "en"):
            language = recognition.language
    first = next((r for r in heard if r.segments), heard[0] if heard else None)
    spoken_in = first.language if first else language
    return Spoken(
        sentences=tuple(build_sentences(segments, language=spoken_in)),
        language=spoken_in,
        language_confidence=first.language_confidence if first else None,
        duration=counted.seconds,
        speech_seconds=round(sum(r.speech_seconds for r in heard), 3),
        engine=engine.info,
    )


def _recognize(
    window: Window,
    engine: Engine,
    language: str,
    on_progress: Callable[[float], None],
) -> Recognition:
    return engine.transcribe(
        window.samples,
        language=language,
        on_progress=lambda seconds: on_progress(window.start + seconds),
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
