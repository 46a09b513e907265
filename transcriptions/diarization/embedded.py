"""The diarizer that needs no download: who speaks when, by what the packages ship.

Two trained networks do the hearing: WhisperX's bundled segmentation model, which tells
voices apart within 5 s, and Resemblyzer's voice encoder, by which the voices of all
chunks of a file are then grouped into speakers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.base import Evidence, Progress
from transcriptions.diarization.clustering import speakers
from transcriptions.diarization.evidence import (
    HeardWindow,
    LocalVoice,
    from_json,
    to_json,
)
from transcriptions.diarization.segmentation import (
    CHUNK_SAMPLES,
    FIRST_FRAME,
    FRAME_SECONDS,
    Chunk,
    Segmentation,
)
from transcriptions.diarization.timeline import turns
from transcriptions.diarization.voice_encoder import FRAMES_A_SECOND, VoiceEncoder
from transcriptions.engines.base import SAMPLE_RATE
from transcriptions.transcript import SpeakerTurn

NAME = "embedded"
STEP = 1.25  # seconds from one chunk to the next: each moment is heard four times
LEAST_ALONE = 0.35  # seconds without another voice that an embedding is made of


class EmbeddedDiarizer:
    """One job at a time. Raises DiarizerUnavailable when a package is missing."""

    name = NAME
    resumable = True

    def __init__(self, device: str = "cpu") -> None:
        self._segmentation = Segmentation(device)
        self._encoder = VoiceEncoder(device)

    def hear(
        self, samples: NDArray[np.float32], *, start: float, on_progress: Progress
    ) -> Evidence:
        seconds = len(samples) / SAMPLE_RATE
        chunks: list[Chunk] = []
        voices: list[LocalVoice] = []
        on_progress(0.0)
        for batch in self._segmentation.chunks(samples, step=STEP):
            voices += self._voices(batch, samples, first=len(chunks))
            chunks += batch
            on_progress(min(batch[-1].at / SAMPLE_RATE + STEP, seconds))
        on_progress(seconds)
        begins = tuple(chunk.at / SAMPLE_RATE for chunk in chunks)
        frames = len(chunks[0].heard)
        return to_json(HeardWindow(start, seconds, begins, frames, tuple(voices)))

    def turns(
        self, evidence: Sequence[Evidence], *, expected: int | None
    ) -> tuple[SpeakerTurn, ...]:
        windows = [from_json(one) for one in evidence]
        return turns(windows, speakers(windows, expected))

    def _voices(
        self, batch: Sequence[Chunk], samples: NDArray[np.float32], *, first: int
    ) -> Iterator[LocalVoice]:
        """The voices of a batch of chunks, of which the first has this number."""
        begin = batch[0].at
        spectrum = self._encoder.spectrum(samples[begin : batch[-1].at + CHUNK_SAMPLES])
        heard = [
            (first + number, chunk, voice)
            for number, chunk in enumerate(batch)
            for voice in np.flatnonzero(chunk.heard.any(axis=0))
        ]
        pieces = [
            _alone(chunk, voice, begin, len(spectrum)) for _, chunk, voice in heard
        ]
        long = [
            piece for piece in pieces if len(piece) >= LEAST_ALONE * FRAMES_A_SECOND
        ]
        embeddings = iter(self._encoder.embed(spectrum, long))
        for (number, chunk, voice), piece in zip(heard, pieces, strict=True):
            seconds = len(piece) / FRAMES_A_SECOND
            known = (
                next(embeddings)
                if len(piece) >= LEAST_ALONE * FRAMES_A_SECOND
                else None
            )
            yield LocalVoice(number, chunk.heard[:, voice], seconds, known)


def _alone(chunk: Chunk, voice: int, begin: int, length: int) -> NDArray[np.intp]:
    """The frames of a spectrum from sample `begin` on, in which only this voice speaks."""
    alone = chunk.heard[:, voice] & (chunk.heard.sum(axis=1) == 1)
    times = np.arange(CHUNK_SAMPLES // SAMPLE_RATE * FRAMES_A_SECOND) / FRAMES_A_SECOND
    nearest = np.round((times - FIRST_FRAME) / FRAME_SECONDS).astype(int)
    inside = alone[nearest.clip(0, len(alone) - 1)]
    offset = round((chunk.at - begin) * FRAMES_A_SECOND / SAMPLE_RATE)
    frames = np.flatnonzero(inside) + offset
    return frames[frames < length]
