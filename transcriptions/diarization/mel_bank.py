"""The triangular mel filters of Slaney's auditory toolbox, as librosa makes them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_LINEAR = 200 / 3  # Hz a mel, below the knee
_KNEE = 1000.0  # Hz, where the scale becomes logarithmic
_KNEE_MEL = _KNEE / _LINEAR
_OCTAVE = np.log(6.4) / 27  # of a mel above the knee, as a natural logarithm


def mel_bank(rate: int, size: int, bands: int) -> NDArray[np.float32]:
    """Return bands × (size / 2 + 1) weights for power spectra of `size` samples."""
    bins = np.linspace(0, rate / 2, size // 2 + 1)
    edges = _hertz(np.linspace(0, _mel(rate / 2), bands + 2))
    widths = np.diff(edges)
    rising = (bins - edges[:-2, None]) / widths[:-1, None]
    falling = (edges[2:, None] - bins) / widths[1:, None]
    triangles = np.maximum(0, np.minimum(rising, falling))
    return (triangles * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


def _mel(hertz: float) -> float:
    return float(_KNEE_MEL + np.log(hertz / _KNEE) / _OCTAVE)


def _hertz(mels: NDArray[np.float64]) -> NDArray[np.float64]:
    above = _KNEE * np.exp(_OCTAVE * (mels - _KNEE_MEL))
    return np.where(mels >= _KNEE_MEL, above, mels * _LINEAR)
