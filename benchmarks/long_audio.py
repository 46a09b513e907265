"""How a worker bears long audio: its memory, and what a kill half-way costs.

Each length is one job of a worker process of its own, from claim to completion on a
real database. Printed are the peak of the process's memory above what it held with the
model loaded and used once, how that grows with the length, and, for the job whose
worker was killed at 50 %, how many windows were heard again.

    python benchmarks/long_audio.py [--engine pocketsphinx] [--minutes 10 60 180]
                                    [--spoken 12]

WhisperX has the tests' small models, unless WHISPERX_MODEL names another. The embedded
engine decodes on processes of its own, whose memory is counted in.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from decimal import Decimal
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[1]
MINUTES = (10, 60, 180)
ALLOWED_MB = 400
ENGINES = ("whisperx", "pocketsphinx")
SAMPLE_EVERY_S = 0.1
RATE = 16_000


def main() -> None:
    options = parsed()
    home = Path(tempfile.mkdtemp(prefix="aitronos-bench-"))
    os.chmod(home, 0o711)
    try:
        compare(home, options)
    finally:
        from aitronos_site.lib import embedded_postgres

        embedded_postgres.stop(home / "postgres")
        shutil.rmtree(home, ignore_errors=True)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=ENGINES, default="whisperx")
    of_each_minute = "seconds of each minute that are speech; the rest is faint noise"
    parser.add_argument("--spoken", type=int, default=12, help=of_each_minute)
    parser.add_argument("--minutes", type=int, nargs="+", default=MINUTES)
    return parser.parse_args()


def compare(home: Path, options: argparse.Namespace) -> None:
    choose_engine(options.engine)
    open_database(home)
    cast = new_cast()
    print(f"a worker with {options.engine}, memory above the loaded model")
    for minutes in options.minutes:
        audio = spoken_file(home / f"{minutes}.wav", minutes, options.spoken)
        job = new_job(cast, audio, 60 * minutes)
        found = finish(start_worker())
        show(job, minutes, found)
    killed_half_way(cast, audio, minutes)


def show(job, minutes: int, found: dict) -> None:
    job.refresh_from_db()
    assert job.status == "completed", (job.status, job.failure_message)
    peak = found["peak_mb"] - found["loaded_mb"]
    print(
        f"  {minutes:4} min  {found['windows']:3} windows  {found['seconds']:7.1f} s"
        f"  {job.sentences.count():6} sentences"
        f"  peak {peak:6.1f} MB of {ALLOWED_MB}  (model {found['loaded_mb']:.0f} MB)",
        flush=True,
    )


def killed_half_way(cast, audio: Path, minutes: int) -> None:
    from transcriptions import lifecycle

    job = new_job(cast, audio, 60 * minutes)
    worker = start_worker()
    while job.transcribed_seconds < 30 * minutes:
        time.sleep(0.05)
        job.refresh_from_db()
        assert worker.poll() is None
    worker.kill()
    worker.communicate()
    kept = job.checkpoints.count()
    lifecycle.sweep(dead_workers=[job.worker])
    began = time.perf_counter()
    found = finish(start_worker())
    job.refresh_from_db()
    assert job.status == "completed", job.failure_message
    whole = kept + found["windows"]
    print(f"  killed at {job_share(kept, whole)} of {minutes} min, {kept} windows kept")
    print(
        f"  resumed in {time.perf_counter() - began:.1f} s with the model's loading; "
        f"{found['windows']} windows heard of {found['cut']}, "
        f"{whole - found['cut']} of them again"
    )


def job_share(kept: int, whole: int) -> str:
    return f"{kept / whole:.0%}"


# What the parent prepares


def choose_engine(engine: str) -> None:
    from tests import micro_models

    os.environ["TRANSCRIPTION_ENGINE"] = engine
    os.environ["HF_HUB_OFFLINE"] = "1"
    if not os.environ.get("WHISPERX_MODEL"):
        os.environ["WHISPERX_MODEL"] = str(micro_models.WHISPER)
        os.environ["WHISPERX_ALIGN_MODELS"] = f"en={micro_models.ALIGNER}"
        os.environ["NLTK_DATA"] = str(micro_models.NLTK_DATA)


def open_database(home: Path) -> None:
    from aitronos_site.lib import embedded_postgres

    os.environ["AITRONOS_HOME"] = str(home)
    server = embedded_postgres.connection(home / "postgres")
    os.environ["DATABASE_URL"] = embedded_postgres.database_url(server)
    set_up_django()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def set_up_django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "aitronos_site.settings"
    import django

    django.setup()


def new_cast():
    from tests.factories import Cast

    return Cast("benchmark", synapses=10**9)


def new_job(cast, audio: Path, seconds: float):
    from django.core.files import File
    from django.core.files.storage import default_storage

    from tests import factories
    from transcriptions.audio import source

    name = source.new_name(cast.organization.public_id)
    with audio.open("rb") as file:
        name = default_storage.save(name, File(file))
    return factories.make_transcription(
        cast, audio=name, duration_seconds=Decimal(str(seconds))
    )


def spoken_file(path: Path, minutes: int, spoken: int) -> Path:
    """Sentences for `spoken` seconds of each minute, in 16 kHz mono."""
    from tests.micro_models import speech

    sentences = speech.endless(0)
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        for minute in range(minutes):
            file.writeframes(pcm(said(sentences, spoken)))
            file.writeframes(pcm(speech.silence(60 - spoken, seed=minute).samples))
    return path


def said(sentences, seconds: int):
    """The next sentences, as many as `seconds` hold, and their last one cut off."""
    import numpy as np

    parts, length = [], 0
    while length < seconds * RATE:
        parts.append(next(sentences).samples)
        length += len(parts[-1])
    return np.concatenate(parts)[: seconds * RATE]


def pcm(samples) -> bytes:
    return (samples.clip(-1, 1) * 32767).astype("<i2").tobytes()


def start_worker() -> subprocess.Popen:
    return run_python(__file__, "work")


def finish(worker: subprocess.Popen) -> dict:
    answer, _ = worker.communicate()
    assert worker.returncode == 0, answer
    return json.loads(answer.strip().splitlines()[-1])


def run_python(*arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


# What each worker does


def work() -> None:
    """One job, and its cost as JSON on the last line."""
    set_up_django()
    from transcriptions import resident, runner

    engine = resident.engine()
    load_fully(engine)
    heard = count_calls(engine)
    cut = count_windows()
    memory = Memory()
    began = time.perf_counter()
    assert runner.run_next()
    found = {
        "seconds": time.perf_counter() - began,
        "loaded_mb": memory.loaded_mb,
        "peak_mb": memory.peak_mb(),
        "windows": len(heard),
        "cut": len(cut),
    }
    resident.close()
    print(json.dumps(found))


def load_fully(engine) -> None:
    """Let the engine hear some sentences: much of it is loaded only at the first use."""
    from tests.micro_models import speech

    pieces = [speech.held_out(seed) for seed in range(2 * (os.cpu_count() or 1))]
    pauses = [speech.silence(1.0)] * len(pieces)
    pairs = zip(pieces, pauses, strict=True)
    samples = speech.join(piece for pair in pairs for piece in pair).samples
    engine.transcribe(samples, language="en", on_progress=lambda seconds: None)


def count_calls(engine) -> list[int]:
    real, heard = engine.transcribe, []

    def transcribe(samples, **options):
        heard.append(len(samples))
        return real(samples, **options)

    engine.transcribe = transcribe
    return heard


def count_windows() -> list[float]:
    from transcriptions import pipeline

    real, cut = pipeline.windows, []

    def windows(*args, **options):
        for window in real(*args, **options):
            cut.append(window.start)
            yield window

    pipeline.windows = windows
    return cut


class Memory:
    """The resident memory of this process and its children, now and at its highest."""

    def __init__(self) -> None:
        self._process = psutil.Process()
        self.loaded_mb = (rss(self._process) + self._of_children()) / 1e6
        self._highest_of_children = 0
        Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
        threading.Thread(target=self._watch_children, daemon=True).start()

    def peak_mb(self) -> float:
        status = Path("/proc/self/status").read_text()
        kilobytes = int(status.partition("VmHWM:")[2].split()[0])
        return kilobytes * 1024 / 1e6 + self._highest_of_children / 1e6

    def _watch_children(self) -> None:
        while True:
            now = self._of_children()
            self._highest_of_children = max(self._highest_of_children, now)
            time.sleep(SAMPLE_EVERY_S if now else 0.5)

    def _of_children(self) -> int:
        return sum(rss(child) for child in self._process.children(recursive=True))


def rss(process: psutil.Process) -> int:
    try:
        return process.memory_info().rss
    except psutil.NoSuchProcess:
        return 0


if __name__ == "__main__":
    work() if sys.argv[1:] == ["work"] else main()
