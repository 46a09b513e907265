"""All checks in their order; one that breaks is a finding, and the others go on."""

from __future__ import annotations

import logging
from collections.abc import Iterator

from django.db import Error

from aitronos_site.doctor import (
    analysts,
    clock,
    codecs,
    configuration,
    database,
    diarizer,
    engine,
    mail,
    models,
    network,
    queue,
    storage,
    workers,
)
from aitronos_site.doctor.findings import (
    Asked,
    Check,
    Finding,
    Level,
    failure,
    skipped,
)

log = logging.getLogger(__name__)

CHECKS: tuple[tuple[str, Check], ...] = (
    ("settings", configuration.check),
    ("database", database.check),
    ("clock", clock.check),
    ("queue", queue.check),
    ("workers", workers.check),
    ("analysts", analysts.check),
    ("storage", storage.check),
    ("codecs", codecs.check),
    ("e-mail", mail.check),
    ("network", network.check),
    ("models", models.check),
    ("diarizer", diarizer.check),
    ("engine", engine.check),
)


def examine(asked: Asked) -> Iterator[tuple[str, Finding]]:
    """Each finding with the name of its group, as soon as it is there."""
    database_fails = False
    for name, check in CHECKS:
        for finding in _guarded(check, asked, database_fails=database_fails):
            if check is database.check and finding.level is Level.FAILURE:
                database_fails = True
            yield name, finding


def _guarded(check: Check, asked: Asked, *, database_fails: bool) -> Iterator[Finding]:
    try:
        yield from check(asked)
    except Error as error:
        if database_fails:
            yield skipped("It needs the database, whose failure is told above.")
        else:
            yield database.unreachable(error)
    except Exception as error:
        log.debug("The check broke.", exc_info=True)
        yield failure(
            f"The check itself broke: {type(error).__name__}: {error}",
            "Run it again with LOG_LEVEL=DEBUG and report what it says.",
        )
