"""A spoken sentence with its truth, and longer speech made of it."""

from __future__ import annotations

import re
import wave
from pathlib import Path

SPEECH = Path(__file__).parent / "audio" / "invoice.wav"  # flite, voice rms
TRUTH = "please send the invoice on monday morning"


def plain(text: str) -> str:
    """Lower case, without punctuation."""
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower()).split())


def repeated(path: Path, times: int) -> Path:
    """Write the sentence `times` times in a row to `path`."""
    with wave.open(str(SPEECH)) as source, wave.open(str(path), "wb") as target:
        target.setparams(source.getparams())
        frames = source.readframes(source.getnframes())
        for _ in range(times):
            target.writeframes(frames)
    return path
