"""Speaks the lines below with four voices of flite, into one Opus file a voice.

Needs Debian's package flite. Run it from the root of the project. Each line has a slot
of four seconds.
"""

from __future__ import annotations

import subprocess
import tempfile
import wave
from pathlib import Path

import av
import numpy as np

SLOT = 4 * 16_000
LINES = {
    "slt": [
        "Good morning, and thank you for coming so early.",
        "I think we should talk about the new office first.",
        "Yes, of course.",
        "The rent is lower, but the rooms are rather small.",
        "Let us decide that on Thursday, after lunch.",
    ],
    "rms": [
        "The train was late again, so I took the bus.",
        "How many people will work there in the summer?",
        "Not yet, I am afraid.",
        "My team would need at least three more desks.",
        "That is exactly what I wanted to hear from you.",
    ],
    "awb": [
        "Nobody has told me anything about a new office.",
        "We could share the large room on the second floor.",
        "No, I do not.",
        "The lease of this house ends in nine months.",
        "Send me the plans and I will look at them tonight.",
    ],
    "kal16": [
        "I have the numbers here, if you want to see them.",
        "Moving would cost us about forty thousand.",
        "Really, so much?",
        "The bank will answer before the end of the week.",
        "All right, then I will write a short report.",
    ],
}


def spoken(voice: str, line: str) -> np.ndarray:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(
            ["flite", "-voice", voice, "-t", line, "-o", file.name], check=True
        )
        with wave.open(file.name) as source:
            assert source.getframerate() == 16_000
            pcm = np.frombuffer(source.readframes(source.getnframes()), "<i2")
    assert len(pcm) <= SLOT, f"{line!r} takes {len(pcm) / 16_000:.1f} s"
    return np.pad(pcm, (0, SLOT - len(pcm)))


def main() -> None:
    folder = Path(__file__).parent
    for voice, lines in LINES.items():
        pcm = np.concatenate([spoken(voice, line) for line in lines])
        with av.open(str(folder / f"{voice}.opus"), "w", format="ogg") as target:
            stream = target.add_stream("libopus", rate=16_000, layout="mono")
            stream.bit_rate = 24_000
            frame = av.AudioFrame.from_ndarray(pcm[None], format="s16", layout="mono")
            frame.sample_rate = 16_000
            target.mux(stream.encode(frame))
            target.mux(stream.encode(None))


if __name__ == "__main__":
    main()
