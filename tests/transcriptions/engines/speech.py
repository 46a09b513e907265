"""Speech to recognize: the recorded sentence, and sentences spoken by flite."""

from __future__ import annotations

import subprocess
import wave
from pathlib import Path

import numpy as np

INVOICE = Path(__file__).parents[2] / "audio" / "invoice.wav"  # flite, voice rms
INVOICE_TEXT = "please send the invoice on monday morning"


def load(path):
    """Return the samples of a 16 kHz mono 16-bit WAV file, in [-1, 1]."""
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels()) == (16_000, 1)
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return pcm.astype(np.float32) / 32768


def speak(text, path, *, voice="slt"):
    subprocess.run(["flite", "-voice", voice, "-t", text, "-o", path], check=True)
    return load(path)


def silence(seconds):
    return np.zeros(int(seconds * 16_000), np.float32)


def repeated(samples, times, *, pause=1.0):
    return np.concatenate(
        [part for _ in range(times) for part in (samples, silence(pause))]
    )


def ignore(_seconds):
    """A progress callback that takes no notice."""
