"""What the fair queue costs with 10 000 waiting jobs of 50 organizations.

A claim, the places of a page of 50 jobs and the place of one job, in milliseconds, and
against the same without anybody waiting. The server is the embedded one.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ledger import open_database

WAITING = 10_000
ORGANIZATIONS = 50
RUNS = 30


def fill(number: int) -> None:
    from organizations.models import Organization
    from transcriptions.models import Transcription

    names = [f"organization {n}" for n in range(ORGANIZATIONS)]
    owners = [Organization.objects.create(name=name) for name in names]
    Transcription.objects.bulk_create(
        Transcription(
            # One customer has half of all.
            organization=owners[0 if n % 2 else n % ORGANIZATIONS],
            audio_url="https://media.example/talk.wav",
            filename="talk.wav",
            language="en",
            content_type="audio/wav",
            duration_seconds=600,
        )
        for n in range(number)
    )


def milliseconds(work: Callable[[], object]) -> float:
    """The median of several runs."""
    took = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def measured() -> dict[str, float]:
    from transcriptions import lifecycle, queue
    from transcriptions.models import Transcription

    newest = Transcription.objects.order_by("-pk")
    last = newest.first()
    return {
        "a page of 50 with places": milliseconds(
            lambda: list(queue.with_places(newest)[:50])
        ),
        "one job with its place": milliseconds(
            lambda: queue.with_places(newest.filter(pk=last.pk if last else 0)).first()
        ),
        "a claim": milliseconds(lambda: lifecycle.claim("benchmark/1/1")),
    }


def main() -> None:
    from aitronos_site.lib import embedded_postgres

    home = Path(tempfile.mkdtemp(prefix="aitronos-bench-"))
    try:
        open_database(home)
        fill(RUNS + 50)
        few = measured()
        fill(WAITING)
        many = measured()
        print(f"the fair queue, {WAITING} waiting jobs, {ORGANIZATIONS} organizations")
        for name, took in many.items():
            print(
                f"  {name:26} {took:6.1f} ms  × {took / few[name]:.1f} of nearly none"
            )
    finally:
        embedded_postgres.stop(home / "postgres")
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
