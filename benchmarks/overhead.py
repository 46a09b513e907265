"""What the service adds to the bare WhisperX calls, in one process, side by side.

The same audio goes through the same resident models in turns: once as a job from its
claim to its completion, on a real database and storage, and once as WhisperX's own
transcribe and align. Printed are the medians of both, of wall and of processor time,
and their ratios.

    python benchmarks/overhead.py [--minutes 5] [--rounds 5]

The models are the tests' small ones, unless WHISPERX_MODEL names another. They are
fast, so that what the service adds weighs more than it does with a large one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path

import long_audio

from transcriptions.audio.decode import decode

ALLOWED = 1.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="aitronos-bench-"))
    os.chmod(home, 0o711)
    try:
        compare(home, options.minutes, options.rounds)
    finally:
        from aitronos_site.lib import embedded_postgres

        embedded_postgres.stop(home / "postgres")
        shutil.rmtree(home, ignore_errors=True)


def compare(home: Path, minutes: int, rounds: int) -> None:
    long_audio.choose_engine("whisperx")
    long_audio.open_database(home)
    from tests.micro_models import speech

    audio = home / "talk.wav"
    speech.write_long_wav(audio, 60.0 * minutes)
    cast = long_audio.new_cast()
    runs = {
        "WhisperX alone": lambda: timed(partial(bare, audio)),
        "through the service": lambda: timed(partial(served, new_job(cast, audio))),
    }
    for run in runs.values():
        run()  # the first of each is slower
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in runs}
    for _ in range(rounds):
        for name, run in runs.items():
            times[name].append(run())
    show(times, minutes, rounds)


def show(
    times: dict[str, list[tuple[float, float]]], minutes: int, rounds: int
) -> None:
    print(f"{minutes} min of speech, medians of {rounds} rounds")
    medians = {}
    for name, found in times.items():
        walls, processor = zip(*found, strict=True)
        medians[name] = statistics.median(walls), statistics.median(processor)
        wall, busy = medians[name]
        print(f"  {name:22} {wall:7.2f} s  {busy:7.2f} s of processor time")
    (alone, alone_busy), (service, service_busy) = medians.values()
    print(f"  ratio of wall time      {service / alone:.3f} of {ALLOWED}")
    print(f"  ratio of processor time {service_busy / alone_busy:.3f}")


def timed(run: Callable[[], None]) -> tuple[float, float]:
    """Wall seconds and processor seconds, of all threads."""
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return time.perf_counter() - wall, time.process_time() - processor


def bare(audio: Path) -> None:
    """As WhisperX's documentation calls it, with the engine's own models."""
    import numpy as np
    import whisperx

    from transcriptions import resident

    engine = resident.engine()
    pipe = engine._pipeline.pipe
    aligner = engine._aligners.get("en")
    with audio.open("rb") as file:
        samples = np.concatenate(list(decode(file, max_seconds=24 * 3600)))
    engine._pipeline.forget()
    result = pipe.transcribe(samples, batch_size=engine._batch_size, language="en")
    aligned = whisperx.align(
        result["segments"], aligner._model, aligner._metadata, samples, "cpu"
    )
    assert aligned["segments"]


def new_job(cast, audio: Path):
    with wave.open(str(audio)) as file:
        seconds = file.getnframes() / file.getframerate()
    return long_audio.new_job(cast, audio, round(seconds, 3))


def served(job) -> None:
    from transcriptions import runner

    assert runner.run_next()
    job.refresh_from_db()
    assert job.status == "completed", job.failure_message


if __name__ == "__main__":
    main()
