"""The diarizer that needs no download: who speaks when, by what the packages ship.

Two trained networks do the hearing: WhisperX's bundled segmentation model, which tells
voices apart within 5 s, and Resemblyzer's voice encoder, by which the pieces of
all chunks of a file are then grouped into speakers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.base import SAMPLE_RATE, Evidence, Progress
from transcriptions.diarization.clustering import speakers
from transcriptions.diarization.evidence import (
    HeardWindow,
    Piece,
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
from transcriptions.transcript import SpeakerTurn

NAME = "embedded"
STEP = 1.25  # seconds from one chunk to the next: each moment is heard four times
LEAST_ALONE = 0.3  # seconds without another voice that an embedding is made of


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
        pieces: list[Piece] = []
        on_progress(0.0)
        with _one_thread():
            for batch in self._segmentation.chunks(samples, step=STEP):
                pieces += self._pieces(batch, samples, first=len(chunks))
                chunks += batch
                on_progress(min(batch[-1].at / SAMPLE_RATE + STEP, seconds))
        on_progress(seconds)
        begins = tuple(chunk.at / SAMPLE_RATE for chunk in chunks)
        frames = len(chunks[0].heard)
        return to_json(HeardWindow(start, seconds, begins, frames, tuple(pieces)))

    def turns(
        self, evidence: Sequence[Evidence], *, expected: int | None
    ) -> tuple[SpeakerTurn, ...]:
        windows = [from_json(one) for one in evidence]
        return turns(windows, speakers(windows, expected))

    def _pieces(
        self, batch: Sequence[Chunk], samples: NDArray[np.float32], *, first: int
    ) -> Iterator[Piece]:
        """The pieces of a batch of chunks, of which the first has this number."""
        begin = batch[0].at
        spectrum = self._encoder.spectrum(samples[begin : batch[-1].at + CHUNK_SAMPLES])
        spans = [
            (number, chunk, voice, *span)
            for number, chunk in enumerate(batch)
            for voice in range(chunk.heard.shape[1])
            for span in _runs(chunk.heard[:, voice])
        ]
        frames = [
            _alone(chunk, span, begin, len(spectrum)) for _, chunk, _, *span in spans
        ]
        least = LEAST_ALONE * FRAMES_A_SECOND
        long = [alone for alone in frames if len(alone) >= least]
        embeddings = iter(self._encoder.embed(spectrum, long))
        for (number, _, voice, start, end), alone in zip(spans, frames, strict=True):
            yield Piece(
                chunk=first + number,
                voice=voice,
                begin=start,
                end=end,
                alone=len(alone) / FRAMES_A_SECOND,
                embedding=next(embeddings) if len(alone) >= least else None,
            )


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch compute on one core: on a busy machine, threads wait for each other.

    Measured on two cores: 0.024 × real time with one thread and 0.015 with two where
    nothing else runs, but 0.04 and 0.2 to 0.9 beside two other busy processes.
    """
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def _runs(heard: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """From which frame to which a voice is heard without a pause."""
    padded = np.concatenate(([False], heard, [False]))
    changes = np.flatnonzero(padded[1:] != padded[:-1]).tolist()
    yield from zip(changes[::2], changes[1::2], strict=True)


def _alone(
    chunk: Chunk, span: Sequence[int], begin: int, length: int
) -> NDArray[np.intp]:
    """The frames of a spectrum from sample `begin` on, where no other voice speaks."""
    alone = chunk.heard.sum(axis=1) == 1
    alone[: span[0]] = alone[span[1] :] = False
    times = np.arange(CHUNK_SAMPLES // SAMPLE_RATE * FRAMES_A_SECOND) / FRAMES_A_SECOND
    nearest = np.round((times - FIRST_FRAME) / FRAME_SECONDS).astype(int)
    inside = alone[nearest.clip(0, len(alone) - 1)]
    offset = round((chunk.at - begin) * FRAMES_A_SECOND / SAMPLE_RATE)
    frames = np.flatnonzero(inside) + offset
    return frames[frames < length]
