"""Turns pieces of speech into voice embeddings, with Resemblyzer's trained encoder.

Only the weights in that package are used (Apache 2.0, Resemble AI): three LSTM layers
over 40 mel bands, trained on 1.6 s at a time. Importing the package would need a
compiler and librosa, whose mel spectrogram is computed here, to the same values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.base import SAMPLE_RATE, DiarizerUnavailable
from transcriptions.diarization.mel_bank import mel_bank

DIMENSION = 256
FRAMES_A_SECOND = 100
PARTIAL = 160  # frames that the encoder takes at once
STEP = 80  # frames from one partial to the next
BATCH = 32  # partials
_HOP = SAMPLE_RATE // FRAMES_A_SECOND
_WINDOW = 400  # samples: 25 ms
_LEAST_POWER = 1e-3  # -30 dB: what is quieter is amplified to it

Embeddings = NDArray[np.float32]  # one row each, of length 1


@dataclass(frozen=True, eq=False)
class Spectrum:
    """Of a stretch of audio, 100 frames a second, centred on multiples of 10 ms."""

    mel: Any  # tensor of frames × 40
    power: NDArray[np.float64]  # mean square of each frame's samples

    def __len__(self) -> int:
        return len(self.power)


class VoiceEncoder:
    """Not for concurrent use. Raises DiarizerUnavailable when the weights are missing."""

    def __init__(self, device: str = "cpu") -> None:
        import torch

        state = _weights(device)
        self._torch = torch
        self._device = device
        self._lstm = torch.nn.LSTM(40, DIMENSION, 3, batch_first=True).to(device)
        self._linear = torch.nn.Linear(DIMENSION, DIMENSION).to(device)
        self._lstm.load_state_dict(_under("lstm.", state))
        self._linear.load_state_dict(_under("linear.", state))
        self._window = torch.hann_window(_WINDOW)
        self._bank = torch.from_numpy(mel_bank(SAMPLE_RATE, _WINDOW, 40))

    def spectrum(self, samples: NDArray[np.float32]) -> Spectrum:
        """Of mono 16 kHz samples."""
        torch = self._torch
        bins = torch.stft(
            torch.from_numpy(np.ascontiguousarray(samples)),
            _WINDOW,
            _HOP,
            window=self._window,
            pad_mode="constant",
            return_complex=True,
        )
        mel = (self._bank @ bins.abs().square()).T
        square = np.square(samples, dtype=np.float64)
        padded = np.pad(square, (0, max(len(mel) * _HOP - len(square), 0)))
        return Spectrum(mel, padded[: len(mel) * _HOP].reshape(-1, _HOP).mean(axis=1))

    def embed(
        self, spectrum: Spectrum, pieces: Sequence[NDArray[np.intp]]
    ) -> Embeddings:
        """Return an embedding of each piece, given as its frames of the spectrum.

        No piece may be empty. One shorter than 1.6 s is repeated up to that length.
        """
        partials = [
            (index, partial)
            for index, frames in enumerate(pieces)
            for partial in self._partials(spectrum, frames)
        ]
        sums = np.zeros((len(pieces), DIMENSION), np.float32)
        for at in range(0, len(partials), BATCH):
            indices, batch = zip(*partials[at : at + BATCH], strict=True)
            np.add.at(sums, list(indices), self._forward(self._torch.stack(batch)))
        units: Embeddings = sums / np.maximum(
            np.linalg.norm(sums, axis=1, keepdims=True), 1e-9
        )
        return units

    def _partials(self, spectrum: Spectrum, frames: NDArray[np.intp]) -> Iterator[Any]:
        power = max(float(spectrum.power[frames].mean()), 1e-12)
        mel = spectrum.mel[frames] * max(1.0, _LEAST_POWER / power)
        if len(mel) < PARTIAL:
            yield mel.repeat(-(-PARTIAL // len(mel)), 1)[:PARTIAL]
            return
        last = len(mel) - PARTIAL
        steps = max(1, round(last / STEP)) if last else 0
        for at in np.linspace(0, last, steps + 1).round().astype(int):
            yield mel[at : at + PARTIAL]

    def _forward(self, partials: Any) -> Embeddings:
        with self._torch.inference_mode():
            _, (hidden, _) = self._lstm(partials.to(self._device))
            raw = self._torch.relu(self._linear(hidden[-1]))
            unit = self._torch.nn.functional.normalize(raw, dim=1)
        embeddings: Embeddings = unit.cpu().numpy()
        return embeddings


def _weights(device: str) -> dict[str, Any]:
    import torch

    spec = find_spec("resemblyzer")  # found, but not imported
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise DiarizerUnavailable(
            "The weights of the voice encoder are missing: install the worker's "
            "requirements, which hold the package Resemblyzer."
        )
    path = Path(folders[0]) / "pretrained.pt"
    try:
        checkpoint = torch.load(path, map_location=device, weights_only=True)
        state: dict[str, Any] = checkpoint["model_state"]
    except (OSError, RuntimeError, KeyError) as error:
        raise DiarizerUnavailable(
            f"The weights of the voice encoder in {path} do not load: {error}"
        ) from error
    return state


def _under(prefix: str, state: dict[str, Any]) -> dict[str, Any]:
    return {k.removeprefix(prefix): v for k, v in state.items() if k.startswith(prefix)}
