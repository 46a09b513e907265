"""pyannote's diarization pipeline, as WhisperX runs it: the best, where it is installed.

Its weights are gated: they come from a local directory, from the cache of the hub, or
from the hub with a token of somebody who accepted their conditions.
"""

from __future__ import annotations

import os
import tempfile
import warnings
import weakref
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization import pyannote_weights
from transcriptions.diarization.base import (
    SAMPLE_RATE,
    DiarizationFailed,
    DiarizerUnavailable,
    Evidence,
    Progress,
)
from transcriptions.engines import environment
from transcriptions.transcript import SpeakerTurn

NAME = "pyannote"


class PyannoteDiarizer:
    """One job at a time. It works on the whole file, which `hear` keeps on disk.

    Raises DiarizerUnavailable when the pipeline is missing or does not load.
    """

    name = NAME
    resumable = False

    def __init__(
        self, model: str, *, token: str = "", device: str = "cpu", offline: bool = False
    ) -> None:
        source = pyannote_weights.require(model, token=token, offline=offline)
        environment.keep_to_itself(offline=offline)
        self._pipeline = _load(source, token, device)
        self._spool = tempfile.TemporaryFile(prefix="diarization-")  # noqa: SIM115
        weakref.finalize(self, self._spool.close)

    def hear(
        self, samples: NDArray[np.float32], *, start: float, on_progress: Progress
    ) -> Evidence:
        seconds = len(samples) / SAMPLE_RATE
        on_progress(0.0)
        begin = round(start * SAMPLE_RATE) * 4
        if begin > self._spool.seek(0, os.SEEK_END):
            raise DiarizationFailed(
                system_message=f"The audio before {start:.1f} s was not heard here."
            )
        self._spool.seek(begin)
        self._spool.truncate()  # the windows of an earlier file
        self._spool.write(np.ascontiguousarray(samples, np.float32).data)
        self._spool.flush()
        on_progress(seconds)
        return {"start": start, "seconds": seconds}

    def turns(
        self, evidence: Sequence[Evidence], *, expected: int | None
    ) -> tuple[SpeakerTurn, ...]:
        if not any(one["seconds"] for one in evidence):
            return ()
        samples = self._mapped(evidence[-1])
        try:
            found = self._pipeline(samples, num_speakers=expected)
        except (RuntimeError, ValueError, OSError, IndexError) as error:
            raise DiarizationFailed(
                system_message=f"pyannote failed: {error}"
            ) from error
        finally:
            del samples
            self._spool.truncate(0)
        return _turns(zip(found["start"], found["end"], found["speaker"], strict=True))

    def _mapped(self, last: Evidence) -> NDArray[np.float32]:
        """The samples of the file, which the system may drop from memory at any time."""
        heard = self._spool.seek(0, os.SEEK_END) // 4
        if heard != round((last["start"] + last["seconds"]) * SAMPLE_RATE):
            raise DiarizationFailed(
                system_message="The windows of the file were not all heard here."
            )
        return np.memmap(self._spool, np.float32, mode="c", shape=(heard,))


def _turns(spans: Any) -> tuple[SpeakerTurn, ...]:
    labels: dict[str, str] = {}
    turns = []
    for start, end, speaker in sorted(spans):
        label = labels.setdefault(speaker, f"S{len(labels) + 1}")
        turns.append(SpeakerTurn(round(float(start), 3), round(float(end), 3), label))
    return tuple(turns)


def _load(source: str | Path, token: str, device: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of codecs and of old checkpoints
        try:
            from whisperx.diarize import DiarizationPipeline

            return DiarizationPipeline(str(source), token=token or None, device=device)
        except Exception as error:  # whatever a file or a hub may be wrong with
            raise DiarizerUnavailable(
                f"The pyannote pipeline in {source} does not load: {error}"
            ) from error
