"""How fast and how well the embedded engine reads the spoken sample.

Prints the real-time factor (seconds of work per second of audio) on one core and on
all of them, their ratio, and the word error rate against the script.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import jiwer
import numpy as np

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.engines.pocketsphinx import PocketSphinxEngine

SAMPLE = Path(__file__).parents[1] / "aitronos_site" / "demo_audio" / "dialogue.mp3"


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^\w' ]", " ", text.lower()).split())


def timed(samples: np.ndarray, processes: int) -> tuple[float, str]:
    """Return the real-time factor of a second run, with the model loaded, and the text."""
    engine = PocketSphinxEngine(processes)
    try:
        engine.transcribe(samples[:SAMPLE_RATE], language="en", on_progress=print_none)
        began = time.perf_counter()
        heard = engine.transcribe(samples, language="en", on_progress=print_none)
        seconds = time.perf_counter() - began
    finally:
        engine.close()
    text = " ".join(segment.text for segment in heard.segments)
    return seconds / (len(samples) / SAMPLE_RATE), text


def print_none(seconds: float) -> None:
    """Progress is not of interest here."""


def main() -> None:
    with SAMPLE.open("rb") as file:
        samples = np.concatenate(list(decode(file, max_seconds=120)))
    script = SAMPLE.with_suffix(".txt").read_text()
    truth = " ".join(line.partition(": ")[2] for line in script.splitlines())
    cores = len(os.sched_getaffinity(0))
    one, text = timed(samples, 1)
    every, _ = timed(samples, cores)
    error = jiwer.wer(plain(truth), plain(text))
    print(f"embedded engine, {len(samples) / SAMPLE_RATE:.0f} s of two voices")
    print(f"  real-time factor, 1 core        {one:.2f}")
    print(f"  real-time factor, {cores} cores       {every:.2f}")
    print(f"  ratio                           {one / every:.2f}")
    print(f"  word error rate                 {error:.2f}")


if __name__ == "__main__":
    main()
