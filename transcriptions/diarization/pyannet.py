"""pyannote's segmentation network (PyanNet), written in plain torch.

pyannote.audio takes twenty seconds of a CPU and half a gigabyte to import, for which
the embedded diarizer has no other use. Same weights in, same scores out.
"""

from __future__ import annotations

import pickle
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

FILTERS = 80
KERNEL = 251  # samples
STRIDE = 10  # samples
LOWEST_HZ = 50
NARROWEST_HZ = 50
RATE = 16_000


class PyanNet(nn.Module):
    """Scores in [0, 1] of three voices: waveforms × 1 × samples → … × frames × 3."""

    filters: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("filters", torch.zeros(FILTERS, 1, KERNEL))
        self.level = nn.InstanceNorm1d(1, affine=True)
        self.convolutions = nn.ModuleList(
            [nn.Conv1d(FILTERS, 60, 5), nn.Conv1d(60, 60, 5)]
        )
        self.norms = nn.ModuleList(
            [nn.InstanceNorm1d(size, affine=True) for size in (FILTERS, 60, 60)]
        )
        self.lstm = nn.LSTM(60, 128, 4, batch_first=True, bidirectional=True)
        self.linear = nn.ModuleList([nn.Linear(256, 128), nn.Linear(128, 128)])
        self.classifier = nn.Linear(128, 3)

    def forward(self, waveforms: Tensor) -> Tensor:
        found = functional.conv1d(self.level(waveforms), self.filters, stride=STRIDE)
        found = self._pooled(found.abs(), 0)
        for at, convolution in enumerate(self.convolutions, start=1):
            found = self._pooled(convolution(found), at)
        found, _ = self.lstm(found.transpose(1, 2))
        for linear in self.linear:
            found = functional.leaky_relu(linear(found))
        scores: Tensor = torch.sigmoid(self.classifier(found))
        return scores

    def _pooled(self, found: Tensor, at: int) -> Tensor:
        return functional.leaky_relu(self.norms[at](functional.max_pool1d(found, 3)))


def load(path: Path, device: str) -> PyanNet:
    """Raises OSError, KeyError, RuntimeError or pickle.UnpicklingError."""
    checkpoint = torch.load(
        path, map_location=device, weights_only=False, pickle_module=_TensorsOnly
    )
    state = {_renamed(name): value for name, value in checkpoint["state_dict"].items()}
    bank = {name: state.pop(name) for name in list(state) if name.startswith("bank.")}
    model = PyanNet()
    model.load_state_dict({**state, "filters": _filters(bank)})
    return model.eval().to(device)


def _renamed(name: str) -> str:
    for old, new in (
        ("sincnet.conv1d.0.filterbank.", "bank."),
        ("sincnet.wav_norm1d.", "level."),
        ("sincnet.norm1d.", "norms."),
        ("sincnet.conv1d.1.", "convolutions.0."),
        ("sincnet.conv1d.2.", "convolutions.1."),
    ):
        if name.startswith(old):
            return new + name.removeprefix(old)
    return name


def _filters(bank: dict[str, Tensor]) -> Tensor:
    """Band-pass filters, even and odd ones, from the band edges that were trained."""
    times, window = bank["bank.n_"], bank["bank.window_"]  # of the left half
    low = LOWEST_HZ + bank["bank.low_hz_"].abs()
    high = low + NARROWEST_HZ + bank["bank.band_hz_"].abs()
    high = high.clamp(LOWEST_HZ, RATE / 2)
    lower, upper, width = low @ times, high @ times, 2 * (high - low)
    even = (upper.sin() - lower.sin()) / (times / 2) * window
    odd = (lower.cos() - upper.cos()) / (times / 2) * window
    middle = torch.zeros_like(width)
    return torch.cat(
        [
            torch.cat([even, width, even.flip(1)], dim=1) / width,
            torch.cat([odd, middle, -odd.flip(1)], dim=1) / width,
        ]
    )[:, None]


class _TensorsOnlyUnpickler(pickle.Unpickler):
    """Reads the tensors of a checkpoint, and stands-in for whatever else it holds.

    No code of a checkpoint runs, and no library that saved things into it is imported.
    """

    def find_class(self, module: str, name: str) -> Any:
        if module == "collections" or module.split(".")[0] == "torch":
            return super().find_class(module, name)
        return _StandIn


class _StandIn:
    def __new__(cls, *args: object, **kwargs: object) -> _StandIn:
        return super().__new__(cls)

    def __init__(self, *args: object, **kwargs: object) -> None: ...

    def __setstate__(self, state: object) -> None: ...

    def __setitem__(self, key: object, value: object) -> None: ...

    def append(self, value: object) -> None: ...

    def extend(self, values: object) -> None: ...


_TensorsOnly = SimpleNamespace(
    Unpickler=_TensorsOnlyUnpickler, load=pickle.load, __name__="tensors_only"
)
