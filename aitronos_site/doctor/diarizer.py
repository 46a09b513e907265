"""Who tells speakers apart: pyannote, or the networks that the packages ship."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from aitronos_site.doctor.findings import Asked, Finding, failure, ok
from transcriptions import engine_settings
from transcriptions.diarization import choice
from transcriptions.diarization.base import Diarizer, DiarizerUnavailable
from transcriptions.model_files import places

MEND = (
    "Run: manage.py fetch_models --diarizer; or name a directory by PYANNOTE_MODEL, or "
    "set DIARIZER=embedded, which needs no download."
)


def check(asked: Asked) -> Iterator[Finding]:
    model = engine_settings.diarizer_files()
    if settings.DIARIZER == "embedded":
        yield ok("The embedded diarizer has its models in its packages.")
    elif not places.missing(model, settings.MODELS_DIR):
        place = places.place_of(model, settings.MODELS_DIR)
        yield ok(f"{model.name} lies in {place}.")
    elif settings.DIARIZER == "pyannote":
        yield failure(f"{model.name} is not in {settings.MODELS_DIR}.", MEND)
    else:
        yield ok(f"{model.name} is not there; the embedded diarizer stands in.")


def loaded() -> tuple[Diarizer | None, Finding]:
    """The diarizer as configured, and the sentence about it; nothing is fetched."""
    config = replace(engine_settings.diarizer_config(), offline=True)
    try:
        diarizer, reason = choice.choose(settings.DIARIZER, config)
    except DiarizerUnavailable as error:
        return None, failure(error.message, MEND)
    return diarizer, ok(f"Speakers: {reason}")
