"""What a diarizer is: it hears the windows of a file, then tells who spoke when.

What it hears of one window is evidence that can be stored as JSON, so that a worker
that takes over a job need not hear the window again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from aitronos_site.lib.errors import DomainError
from transcriptions.transcript import SpeakerTurn

SAMPLE_RATE = 16_000  # of every `samples` array

Evidence = dict[str, Any]
Progress = Callable[[float], None]


class DiarizationFailed(DomainError):
    """The speakers could not be told apart; the transcript is delivered without."""

    code: ClassVar[str] = "DIARIZATION_FAILED"


class DiarizerUnavailable(DiarizationFailed):
    """The model or the library of the diarizer is missing."""


class Diarizer(Protocol):
    name: str
    #: Whether stored evidence serves in another process. If not, one process must hear
    #: all windows of a file, in order, before it is asked for the turns.
    resumable: bool

    def hear(
        self, samples: NDArray[np.float32], *, start: float, on_progress: Progress
    ) -> Evidence:
        """Listen to one window of mono 16 kHz samples that begins at `start` seconds.

        `on_progress` gets the seconds of the window that are done; whatever it raises
        ends the work. Raises DiarizationFailed.
        """
        ...

    def turns(
        self, evidence: Sequence[Evidence], *, expected: int | None
    ) -> tuple[SpeakerTurn, ...]:
        """Tell who spoke when in the whole file, from the evidence of its windows.

        Turns are in order of start, in seconds of the file, with speakers S1, S2 … by
        first appearance. `expected` is how many speakers the customer said there are.
        """
        ...
