"""How fast each engine, model and device worked on each host: measured, never assumed.

The sole writer of `MeasuredSpeed`. A speed is a real-time factor: seconds of work for
a second of audio. Newer measurements outweigh older ones, longer ones shorter ones.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Now

from transcriptions.models_queue import MeasuredSpeed

#: Seconds of newer audio by which an older measurement loses half of its weight.
HALF_LIFE_S = 3600.0
#: Of less audio than this the start of the work is the larger part: no speed yet.
ENOUGH_S = 10.0


def note(
    engine: Mapping[str, Any],
    audio_seconds: float,
    wall_seconds: float,
    *,
    with_speakers: bool = False,
) -> None:
    """Note that this host worked `wall_seconds` on `audio_seconds`, here or in a job.

    `engine` has `name`, `model` and `device`; a worker's loading of the engine is no
    part of the work, telling speakers apart is, where it was asked for.
    """
    if audio_seconds <= 0 or wall_seconds <= 0:
        return
    kept = 0.5 ** (audio_seconds / HALF_LIFE_S)
    key = {**_key(socket.gethostname(), engine), "with_speakers": with_speakers}
    changed = MeasuredSpeed.objects.filter(**key).update(
        audio_seconds=F("audio_seconds") * kept + audio_seconds,
        wall_seconds=F("wall_seconds") * kept + wall_seconds,
        measured_at=Now(),
    )
    if not changed:
        first = MeasuredSpeed(
            **key,
            audio_seconds=audio_seconds,
            wall_seconds=wall_seconds,
            measured_at=Now(),
        )
        MeasuredSpeed.objects.bulk_create([first], ignore_conflicts=True)


class Laps:
    """Notes a job's windows one after the other; the clock runs from the beginning.

    Make it when the engine is loaded. See `note` for the rest.
    """

    def __init__(self, engine: Mapping[str, Any], *, with_speakers: bool = False):
        self._engine, self._with_speakers = engine, with_speakers
        self._began = time.monotonic()

    def lap(self, audio_seconds: float) -> None:
        """Note that a window with so many seconds of audio is finished now."""
        now = time.monotonic()
        began, self._began = self._began, now
        note(
            self._engine, audio_seconds, now - began, with_speakers=self._with_speakers
        )


def measured() -> QuerySet[MeasuredSpeed]:
    """The speeds that are known well enough to be told."""
    return MeasuredSpeed.objects.filter(audio_seconds__gte=ENOUGH_S)


class Speeds:
    """The measured speeds of some hosts; one query."""

    def __init__(self, hosts: Iterable[str]) -> None:
        rows = measured().filter(host__in=set(hosts)).order_by("-measured_at")
        self._rows = list(rows)

    def factor_of(
        self,
        host: str,
        engine: Mapping[str, Any] | None,
        *,
        with_speakers: bool | None = None,
    ) -> float | None:
        """Seconds of work for a second of audio, or None until that was measured.

        Without `with_speakers` it is the mean over the work that came. A worker that
        has not loaded its engine yet is taken to load what its host last worked with.
        """
        mine = [row for row in self._rows if row.host == host]
        if engine is None and mine:
            last = mine[0]
            engine = {"name": last.engine, "model": last.model, "device": last.device}
        if engine is None:
            return None
        key = _key(host, engine)
        return _factor(
            row
            for row in mine
            if all(getattr(row, name) == value for name, value in key.items())
            and with_speakers in (None, row.with_speakers)
        )


def _key(host: str, engine: Mapping[str, Any]) -> dict[str, str]:
    return {
        "host": host,
        "engine": engine["name"],
        "model": engine.get("model", ""),
        # Workers that were there before the device was told announced none.
        "device": engine.get("device", "cpu"),
    }


def _factor(rows: Iterable[MeasuredSpeed]) -> float | None:
    found = list(rows)
    audio = sum(row.audio_seconds for row in found)
    return sum(row.wall_seconds for row in found) / audio if audio else None
