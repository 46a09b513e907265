"""The recorded words: each of the vocabulary, spoken alone by three flite voices.

`python -m tests.micro_models.clips` records them anew (needs flite); reading them
needs PyAV and numpy only.
"""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
import wave
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np

RATE = 16_000  # samples a second
VOICES = ("slt", "rms", "awb")
_WORDS = (
    "the my your meeting budget team report monday friday morning customer invoice "
    "please send call review agree price new old first last three seven twenty "
    "project plan starts ends with before after we they need want good bad number "
    "open close today on hello thank you yes no question answer"
)
VOCABULARY = tuple(_WORDS.split())
FOLDER = Path(__file__).parent / "clips"
LOUD = 0.01  # a word begins and ends with the first and last sample this loud
LEAD, TAIL = 160, 320  # samples kept before and after


@cache
def clips(voice: str) -> dict[str, np.ndarray]:
    """Return `voice`'s samples of each word, LEAD and TAIL included, in [-1, 1]."""
    spoken = _read_flac(FOLDER / f"{voice}.flac")
    spans = json.loads((FOLDER / "spans.json").read_text())[voice]
    return {word: spoken[start:end] for word, (start, end) in spans.items()}


def record() -> None:
    """Let flite speak every word; write a FLAC for each voice, and the spans."""
    FOLDER.mkdir(exist_ok=True)
    spans: dict[str, dict[str, tuple[int, int]]] = {}
    for voice in VOICES:
        parts, at, spans[voice] = [], 0, {}
        for word in VOCABULARY:
            clip = _speak(word, voice)
            spans[voice][word] = (at, at + len(clip))
            parts.append(clip)
            at += len(clip)
        _write_flac(FOLDER / f"{voice}.flac", np.concatenate(parts))
    (FOLDER / "spans.json").write_text(json.dumps(spans) + "\n")


def _speak(word: str, voice: str) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "word.wav"
        subprocess.run(["flite", "-voice", voice, "-t", word, "-o", path], check=True)
        content = path.read_bytes()
    with wave.open(io.BytesIO(content)) as file:
        assert (file.getframerate(), file.getnchannels()) == (RATE, 1)
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    loud = np.flatnonzero(np.abs(pcm) > LOUD * 32768)
    padded = np.pad(pcm, (LEAD, TAIL))
    return padded[loud[0] : loud[-1] + 1 + LEAD + TAIL]


def _write_flac(path: Path, pcm: np.ndarray) -> None:
    with av.open(str(path), "w") as file:
        stream = file.add_stream("flac", rate=RATE, layout="mono", format="s16")
        stream.options = {"compression_level": "12"}
        for at in range(0, len(pcm), 4096):
            block = np.ascontiguousarray(pcm[None, at : at + 4096])
            frame = av.AudioFrame.from_ndarray(block, format="s16", layout="mono")
            frame.rate, frame.pts = RATE, at
            frame.time_base = Fraction(1, RATE)
            file.mux(stream.encode(frame))
        file.mux(stream.encode(None))


def _read_flac(path: Path) -> np.ndarray:
    with av.open(str(path)) as file:
        frames = [frame.to_ndarray()[0] for frame in file.decode(audio=0)]
    return np.concatenate(frames).astype(np.float32) / 32768


if __name__ == "__main__":
    record()
