"""A voice embedding that pyannote can load, over the encoder that packages ship."""

from __future__ import annotations

import numpy as np
import torch
from pyannote.audio import Model
from pyannote.audio.core.task import Problem, Resolution, Specifications
from torch import nn

from transcriptions.diarization.voice_encoder import DIMENSION, VoiceEncoder

LEAST = 30  # frames of 10 ms that can be embedded


class VoiceModel(Model):
    def __init__(self, sample_rate=16_000, num_channels=1, task=None):
        super().__init__(sample_rate=sample_rate, num_channels=num_channels, task=task)
        self.specifications = Specifications(
            problem=Problem.REPRESENTATION,
            resolution=Resolution.CHUNK,
            duration=5.0,
            classes=["somebody"],
        )
        self.unused = nn.Linear(1, 1)  # a module without weights has no device
        self.encoder = VoiceEncoder()

    @property
    def dimension(self):
        return DIMENSION

    def forward(self, waveforms, weights=None):
        found = np.full((len(waveforms), DIMENSION), np.nan, np.float32)
        for at, waveform in enumerate(waveforms):
            spectrum = self.encoder.spectrum(waveform[0].numpy())
            frames = np.arange(len(spectrum))
            if weights is not None:
                places = frames * weights.shape[1] // len(frames)
                frames = frames[weights[at].numpy()[places] > 0.5]
            if len(frames) >= LEAST:
                found[at] = self.encoder.embed(spectrum, [frames])[0]
        return torch.from_numpy(found)
