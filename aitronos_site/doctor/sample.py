"""The built-in sample: ten seconds of two people talking, as samples and as a file."""

from __future__ import annotations

import io
import wave
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.engines.speech_chunks import pcm16

FILE = Path(__file__).parents[1] / "demo_audio" / "dialogue.mp3"
SECONDS = 10
BLOCK_SECONDS = 2  # of what `decode` gives


def samples() -> NDArray[np.float32]:
    """Mono, 16 kHz. Raises CorruptAudio."""
    with FILE.open("rb") as file:
        blocks = decode(file, max_seconds=3600)
        return np.concatenate(list(islice(blocks, SECONDS // BLOCK_SECONDS)))


def as_wav(heard: NDArray[np.float32]) -> io.BytesIO:
    written = io.BytesIO()
    with wave.open(written, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE)
        out.writeframes(pcm16(heard))
    written.seek(0)
    return written
