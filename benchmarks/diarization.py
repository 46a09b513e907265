"""How well, how fast and in how much memory the embedded diarizer tells speakers apart.

Prints the diarization error rate (no collar, overlaps counted) of dialogues of two to
four voices, with and without being told how many speak, the real-time factor on one
core, the size of what it keeps, and the memory that ten minutes and an hour take.

    python benchmarks/diarization.py [AUDIO.wav TRUTH.rttm]
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import psutil

from tests.transcriptions.diarization.dialogues import dialogue, error_rate, lines
from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.diarization.embedded import EmbeddedDiarizer
from transcriptions.transcript import SpeakerTurn

SHIPPED = ["slt", "rms", "awb", "kal16"]
ESPEAK = ["en-us+f2", "en-gb+m3"]  # voices and variants of espeak-ng
TEXTS = [
    "The committee will meet again on Tuesday to look at the second proposal.",
    "I would rather wait until we know what the others think about it.",
    "Certainly not.",
    "Most of the visitors came by train and stayed for two nights.",
    "Could you say that once more, a little slower?",
]
WINDOW = 600  # seconds that the pipeline hears at once
HOUR = 3600

Dialogue = tuple[np.ndarray, list[SpeakerTurn]]


def ignore(seconds: float) -> None:
    """Progress is not of interest here."""


def conversation(
    voices: dict[str, list[np.ndarray]],
    turns: int,
    *,
    seed: int,
    overlap: float = 0.0,
    pauses: tuple[float, float] = (0.1, 1.0),
) -> Dialogue:
    """Voices take turns at random, with pauses, and sometimes before the other ends."""
    pick, end, last = random.Random(seed), 1.0, ""
    parts: list[tuple[float, np.ndarray]] = []
    truth: list[SpeakerTurn] = []
    for _ in range(turns):
        last = pick.choice([voice for voice in voices if voice != last])
        said = pick.choice(voices[last])
        early = pick.random() < overlap
        start = end - pick.uniform(0.2, 0.7) if early else end + pick.uniform(*pauses)
        parts.append((start, said))
        truth.append(SpeakerTurn(start, start + len(said) / SAMPLE_RATE, last))
        end = max(end, truth[-1].end)
    samples = np.zeros(round((end + 1) * SAMPLE_RATE), np.float32)
    for start, said in parts:
        at = round(start * SAMPLE_RATE)
        samples[at : at + len(said)] += said
    return samples, truth


def noisy(samples: np.ndarray) -> np.ndarray:
    noise = np.random.default_rng(1).normal(0, 0.003, len(samples))
    return samples + noise.astype(np.float32)


def espoken(voice: str, text: str) -> np.ndarray:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        subprocess.run(["espeak-ng", "-v", voice, "-w", file.name, text], check=True)
        samples = read(Path(file.name))
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0] : loud[-1] + 1]


def read(path: Path) -> np.ndarray:
    with path.open("rb") as file:
        return np.concatenate(list(decode(file, max_seconds=HOUR)))


def truth_of(path: Path) -> list[SpeakerTurn]:
    rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    return [SpeakerTurn(float(r[3]), float(r[3]) + float(r[4]), r[7]) for r in rows]


def dialogues() -> dict[str, Dialogue]:
    flite = {voice: lines(voice) for voice in SHIPPED}
    found = {
        "2 voices in turn": dialogue(SHIPPED[:2], 10),
        "3 voices in turn": dialogue(SHIPPED[1:], 12),
        "4 voices in turn": dialogue(SHIPPED, 16),
    }
    for count in (2, 3, 4):
        chosen = {voice: flite[voice] for voice in SHIPPED[4 - count :]}
        name = f"{count} voices at random, some overlaps"
        found[name] = conversation(chosen, 6 * count, seed=count, overlap=0.2)
    for count in (3, 4):
        chosen = {voice: flite[voice] for voice in SHIPPED[4 - count :]}
        name = f"{count} voices in noise, hardly a pause"
        samples, truth = conversation(chosen, 6 * count, seed=count, pauses=(0.0, 0.4))
        found[name] = noisy(samples), truth
    if shutil.which("espeak-ng"):
        spoken = {voice: [espoken(voice, text) for text in TEXTS] for voice in ESPEAK}
        found["2 voices of espeak-ng"] = conversation(spoken, 10, seed=5)
        mixed = {**spoken, "slt": flite["slt"], "awb": flite["awb"]}
        found["4 voices, two of espeak-ng"] = conversation(mixed, 20, seed=6)
    else:
        print("espeak-ng is not installed: its voices are left out")
    return found


def measure(diarizer: EmbeddedDiarizer, name: str, spoken: Dialogue) -> None:
    samples, truth = spoken
    seconds = len(samples) / SAMPLE_RATE
    began, cpu = time.perf_counter(), time.process_time()
    evidence = diarizer.hear(samples, start=0.0, on_progress=ignore)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    count = len({turn.speaker for turn in truth})
    rates = [
        error_rate(truth, diarizer.turns([evidence], expected=expected))
        for expected in (None, count)
    ]
    size = len(json.dumps(evidence)) / 1024 / seconds * 60
    print(
        f"  {name:38s} error {rates[0]:.3f}, told the count {rates[1]:.3f}; "
        f"real-time factor {wall / seconds:.2f} (CPU {cpu / seconds:.2f}); "
        f"{size:.0f} KB a minute"
    )


def measure_memory(diarizer: EmbeddedDiarizer) -> None:
    """Hear an hour, window by window, as the pipeline does."""
    speech, _ = conversation({v: lines(v) for v in SHIPPED}, 240, seed=9)
    window = np.resize(speech, WINDOW * SAMPLE_RATE)
    process, evidence = psutil.Process(), []
    before = process.memory_info().rss
    print(f"memory: {before / 2**20:.0f} MiB before")
    for start in range(0, HOUR, WINDOW):
        evidence.append(diarizer.hear(window, start=float(start), on_progress=ignore))
        if start + WINDOW in (WINDOW, HOUR):
            began = time.perf_counter()
            found = diarizer.turns(evidence, expected=None)
            took = time.perf_counter() - began
            grown = (process.memory_info().rss - before) / 2**20
            print(
                f"  after {(start + WINDOW) // 60} min: {grown:+.0f} MiB, "
                f"{len({turn.speaker for turn in found})} speakers, "
                f"told apart in {took:.1f} s"
            )


def main() -> None:
    began = time.perf_counter()
    diarizer = EmbeddedDiarizer()
    print(f"embedded diarizer, loaded in {time.perf_counter() - began:.1f} s")
    if len(sys.argv) == 3:
        audio, truth = map(Path, sys.argv[1:])
        measure(diarizer, audio.name, (read(audio), truth_of(truth)))
        return
    for name, spoken in dialogues().items():
        measure(diarizer, name, spoken)
    measure_memory(diarizer)


if __name__ == "__main__":
    main()
