"""What a speech engine is: the protocol, its result, and the errors it may raise.

Engines take one window of decoded audio and return segments with times relative to
it; the pipeline calls them, and only the modules beside this one implement them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from aitronos_site.lib.errors import DomainError
from transcriptions.transcript import Notice, Segment, Span

SAMPLE_RATE = 16_000  # of every `samples` array

Progress = Callable[[float], None]


class Aborted(Exception):
    """Raised by a progress callback to stop the work.

    Not an error: engines let it pass unharmed and stay usable afterwards.
    """


class EngineError(DomainError):
    """The speech engine could not transcribe the audio."""

    code: ClassVar[str] = "ENGINE_FAILED"
    permanent: bool = False  # whether a retry is pointless

    def __init__(
        self,
        message: str | None = None,
        *,
        system_message: str | None = None,
        permanent: bool = False,
    ) -> None:
        super().__init__(message, system_message=system_message)
        self.permanent = permanent or type(self).permanent


class LanguageNotSupported(EngineError):
    """The speech engine does not know the language asked for."""

    code = "LANGUAGE_NOT_SUPPORTED"
    permanent = True


class EngineUnavailable(EngineError):
    """The weights or the library of the speech engine are missing."""


@dataclass(frozen=True, slots=True)
class EngineInfo:
    name: str
    model: str
    version: str
    device: str = "cpu"


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was heard in one window; times are relative to it."""

    segments: tuple[Segment, ...]
    language: str
    language_confidence: float | None
    voiced: tuple[Span, ...]  # where there is speech, in order, disjoint
    notices: tuple[Notice, ...] = ()

    @property
    def speech_seconds(self) -> float:
        return round(sum(end - start for start, end in self.voiced), 3)


class Engine(Protocol):
    info: EngineInfo

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,
        on_progress: Progress,
        vocabulary: Sequence[str] = (),
    ) -> Recognition:
        """Recognize one window of speech.

        `samples` are mono 16 kHz in [-1, 1], up to about ten minutes; "en" and "auto"
        ask for detection. `vocabulary` names terms that are likely to be said; an
        engine that cannot use them gives a notice. `on_progress` gets the seconds done,
        never falling and ending at the length, from the calling thread; whatever it
        raises ends the work.
        """
        ...

    def close(self) -> None: ...
