"""Which local voices speak in each 5 s of audio, by a neural network.

WhisperX ships it as its voice detector: pyannote's trained segmentation model, which
tells up to three voices apart, also where they overlap. A voice has no identity beyond
the chunk it is heard in.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.base import SAMPLE_RATE, DiarizerUnavailable

CHUNK_SAMPLES = 5 * SAMPLE_RATE
FRAME_SECONDS = 270 / SAMPLE_RATE  # from one frame of the network to the next
FIRST_FRAME = 495.5 / SAMPLE_RATE  # the middle of the first one, in seconds
BATCH = 8  # chunks
ONSET = 0.5  # from which score on a voice counts as heard
SILENCE = 10**-4.5  # of the power of loud frames, below which nobody can speak
SILENT_FRAMES = 9  # in a row: 0.15 s, longer than any consonant


@dataclass(frozen=True, eq=False)
class Chunk:
    """Five seconds that begin `at` samples; `heard` is frames × 3 voices."""

    at: int
    heard: NDArray[np.bool_]


class Segmentation:
    """Raises DiarizerUnavailable when the model is missing or does not load."""

    def __init__(self, device: str = "cpu") -> None:
        self._device = device
        self._model = _load(device)

    def chunks(
        self, samples: NDArray[np.float32], *, step: float
    ) -> Iterator[list[Chunk]]:
        """Yield batches of chunks, `step` seconds apart; the last ends with the audio.

        `samples` are mono at 16 kHz; fewer than 5 s are padded with silence.
        """
        samples = np.pad(samples, (0, max(CHUNK_SAMPLES - len(samples), 0)))
        last = len(samples) - CHUNK_SAMPLES
        begins = [*range(0, last, round(step * SAMPLE_RATE)), last]
        for at in range(0, len(begins), BATCH):
            batch = begins[at : at + BATCH]
            heard = self._heard(
                np.stack([samples[begin : begin + CHUNK_SAMPLES] for begin in batch])
            )
            yield [Chunk(*pair) for pair in zip(batch, heard, strict=True)]

    def _heard(self, batch: NDArray[np.float32]) -> NDArray[np.bool_]:
        import torch

        with torch.inference_mode():
            scores = self._model(torch.from_numpy(batch[:, None]).to(self._device))
        heard: NDArray[np.bool_] = scores.cpu().numpy() > ONSET
        for chunk, samples in zip(heard, batch, strict=True):
            chunk[_silent(samples, len(chunk))] = False
        return heard


def _silent(samples: NDArray[np.float32], frames: int) -> NDArray[np.bool_]:
    """In which frames there is nothing but silence: the network reads over short gaps.

    Of use only where the silence between words is clean, as in a studio.
    """
    from scipy.ndimage import binary_opening

    middles = np.arange(frames) * FRAME_SECONDS + FIRST_FRAME
    at = (middles * SAMPLE_RATE).astype(int)
    sums = np.concatenate(([0.0], np.cumsum(np.square(samples, dtype=np.float64))))
    half = round(FRAME_SECONDS * SAMPLE_RATE / 2)
    power = sums[at + half] - sums[at - half]
    quiet = power <= np.quantile(power, 0.9) * SILENCE
    silent: NDArray[np.bool_] = binary_opening(quiet, np.ones(SILENT_FRAMES))
    return silent


def bundled_model() -> Path:
    """Return the file that WhisperX ships."""
    spec = find_spec("whisperx")  # found, but not imported
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / "assets" / "pytorch_model.bin" if folders else None
    if path is None or not path.is_file():
        raise DiarizerUnavailable(
            "The segmentation model is missing: install the worker's requirements, "
            "which hold the package whisperx."
        )
    return path


def _load(device: str) -> Any:
    path = bundled_model()
    try:
        from transcriptions.diarization import pyannet

        return pyannet.load(path, device)
    except (ImportError, OSError, KeyError, RuntimeError, UnpicklingError) as error:
        raise DiarizerUnavailable(
            f"The segmentation model in {path} does not load: {error}"
        ) from error
