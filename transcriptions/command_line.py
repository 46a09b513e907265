"""What `manage.py transcribe` does: submit, see to a worker, watch, render."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import CommandError

from aitronos_site.lib.errors import DomainError
from organizations.access import Caller
from organizations.models import Organization
from transcriptions import exports, stored, submission, uploads, workers
from transcriptions.intake import Order
from transcriptions.models import Transcription
from transcriptions.states import ENDED, Stage

ORIGIN = "file://localhost"
POLL_S = 0.2
BAR_WIDTH = 30

FORMATS = tuple(exports.CONTENT_TYPES)


def submit(
    organization: Organization, source: str, *, language: str, priority: str
) -> Transcription:
    """Queue a file of this machine, or a URL. Raises what a submission raises."""
    if urlsplit(source).scheme not in ("http", "https"):
        source = _upload(organization, Path(source))
    order = Order(
        organization=organization,
        caller=Caller(),
        audio_url=source,
        own_origin=ORIGIN,
        language=language,
        priority=priority,
    )
    return submission.submit(order).transcription


def watch(job: Transcription, screen: TextIO) -> None:
    """Show stage and percent until the job ends; leaves `job` as it is then."""
    shown = ""
    while True:
        job.refresh_from_db()
        line = f"{Stage(job.stage).label:<13}{bar(job.percent)}"
        if line != shown:
            screen.write(f"\r{line}" if screen.isatty() else f"{line}\n")
            screen.flush()
            shown = line
        if job.status in ENDED:
            break
        time.sleep(POLL_S)
    if screen.isatty():
        screen.write("\n")


def bar(percent: int) -> str:
    done = BAR_WIDTH * percent // 100
    return f"[{'#' * done}{'.' * (BAR_WIDTH - done)}] {percent:3d} %"


@contextmanager
def a_worker() -> Iterator[None]:
    """Lend a worker for the time of the block, unless one is at work already."""
    if workers.alive().exists():
        yield
        return
    environment = {**os.environ, "Q_CLUSTER_NAME": "transcribe"}
    worker = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "qworker"],
        env=environment,
    )
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def render(job: Transcription, format: str) -> str:
    sentences = stored.sentences_of(job)
    language = stored.language_of(job)
    return exports.document(format, sentences, language=language, meta={})


def reason_of(error: DomainError) -> str:
    """The message, and what the details say about the cause."""
    details = error.details
    fields = details.get("fields", {})
    parts = [error.message, details.get("reason", "")]
    parts += [message for messages in fields.values() for message in messages]
    return " ".join(dict.fromkeys(part for part in parts if part))


def _upload(organization: Organization, path: Path) -> str:
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    upload = uploads.store_local(organization, path, filename=path.name)
    return uploads.address(upload, ORIGIN)
