"""Speaks sentences that hold a number, in three parts each, into one Opus file a voice.

Needs Debian's package flite. Run it from the root of the project. Each part has a slot
of four seconds: tests join them, and so know exactly when a number is said.
"""

from __future__ import annotations

import subprocess
import tempfile
import wave
from pathlib import Path

import av
import numpy as np

SLOT = 4 * 16_000
SENTENCES = {
    "slt": [
        ("my account number is", "four seven nine two", "and I would like to pay"),
        ("you can reach me on", "five five five zero one three eight", "after lunch"),
        ("the code on the back is", "eight three six", "as far as I can see"),
        ("please send it to the house", "seventy nine", "on the same street"),
        ("my birthday is in", "nineteen eighty three", "if you need that"),
        ("the order is", "nine one seven three", "and it has not come yet"),
        ("I paid with the card", "four four seven eight", "last week"),
        ("his extension is", "six nine", "in the morning"),
    ],
    "rms": [
        ("thank you, I can see", "four seven nine two", "in our system here"),
        ("the reference is", "seven eight five nine", "please write that down"),
        ("was it the number", "five nine three eight", "that you called before"),
        ("your customer number is", "three seven six one", "from now on"),
        ("the old contract said", "nine five eight seven", "on the first page"),
        ("the amount of", "eight hundred seventy five", "has been returned"),
        ("my own number is", "three five nine six", "in case you need help"),
        ("then enter", "seven five nine", "and press the green button"),
    ],
}


def spoken(voice: str, part: str) -> np.ndarray:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(
            ["flite", "-voice", voice, "-t", part, "-o", file.name], check=True
        )
        with wave.open(file.name) as source:
            assert source.getframerate() == 16_000
            pcm = np.frombuffer(source.readframes(source.getnframes()), "<i2")
    assert len(pcm) <= SLOT, f"{part!r} takes {len(pcm) / 16_000:.1f} s"
    return np.pad(pcm, (0, SLOT - len(pcm)))


def main() -> None:
    folder = Path(__file__).parent
    for voice, sentences in SENTENCES.items():
        parts = [part for sentence in sentences for part in sentence]
        pcm = np.concatenate([spoken(voice, part) for part in parts])
        with av.open(str(folder / f"{voice}.opus"), "w", format="ogg") as target:
            stream = target.add_stream("libopus", rate=16_000, layout="mono")
            stream.bit_rate = 24_000
            frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
            frame.sample_rate = 16_000
            target.mux(stream.encode(frame))
            target.mux(stream.encode(None))


if __name__ == "__main__":
    main()
