"""The workers that analyse what was transcribed."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from aitronos_site.doctor.findings import Asked, Finding, ok, warning
from transcriptions import workers


def check(asked: Asked) -> Iterator[Finding]:
    count = workers.analysts_alive().count()
    if count:
        yield ok(f"{count} analysis worker(s) run.")
        return
    hours = settings.ANALYSIS_WAIT_S / 3600
    yield warning(
        "No analysis worker was seen: jobs that ask for sentiment, entities, highlights "
        f"or a summary wait, and are given without it after {hours:g} h.",
        "Start one: manage.py qworker --cluster analyse",
    )
