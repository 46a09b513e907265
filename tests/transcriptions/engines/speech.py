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


def noise(seconds):
    rng = np.random.default_rng(1)
    return rng.normal(0, 0.1, int(seconds * 16_000)).astype(np.float32)


def ringing(seconds):
    """An American ringback tone: two seconds on, four off."""
    time = np.arange(int(seconds * 16_000)) / 16_000
    tone = np.sin(2 * np.pi * 440 * time) + np.sin(2 * np.pi * 480 * time)
    return (0.2 * tone * (time % 6 < 2)).astype(np.float32)


def music(seconds, *, seed=0):
    """Chords of plucked strings with a drum on each beat, like no voice at all."""
    rng, beat = np.random.default_rng(seed), 8_000
    time = np.arange(beat) / 16_000
    scale = np.array([220.0, 246.9, 261.6, 293.7, 329.6, 349.2, 392.0])
    played = np.zeros((int(np.ceil(seconds * 2)), beat))
    for bar in played:
        for pitch in rng.choice(scale, 3) * rng.choice([0.5, 1, 2], 3):
            for overtone in range(1, 6):
                tone = np.sin(2 * np.pi * pitch * overtone * time)
                bar += tone * np.exp(-3 * time) / overtone
        bar[:1_500] += rng.normal(0, 3, 1_500) * np.exp(-np.arange(1_500) / 300)
    whole = played.reshape(-1)[: int(seconds * 16_000)]
    return (whole / np.abs(whole).max() / 2).astype(np.float32)


def repeated(samples, times, *, pause=1.0):
    return np.concatenate(
        [part for _ in range(times) for part in (samples, silence(pause))]
    )


def ignore(_seconds):
    """A progress callback that takes no notice."""
