"""The transcription workers, and which engine each one speaks with."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from aitronos_site.doctor.findings import Asked, Finding, failure, ok, warning
from transcriptions import workers


def check(asked: Asked) -> Iterator[Finding]:
    alive = list(workers.alive().order_by("name"))
    if not alive:
        seconds = int(workers.SEEN_WITHIN.total_seconds())
        yield failure(
            f"No transcription worker was seen in the last {seconds} s: jobs wait.",
            "Start one: manage.py qworker --cluster transcribe",
        )
    for worker in alive:
        yield _one(worker.name, worker.engine)


def _one(name: str, engine: dict[str, str] | None) -> Finding:
    if engine is None:
        return ok(f"{name} runs; it loads its engine at its first job.")
    told = f"{name} runs {engine['name']} {engine['version']} with {engine['model']}"
    if settings.TRANSCRIPTION_ENGINE not in ("auto", engine["name"]):
        return warning(
            f"{told}, but TRANSCRIPTION_ENGINE is {settings.TRANSCRIPTION_ENGINE} here.",
            "Restart the worker with the settings that it should have.",
        )
    return ok(f"{told}.")
