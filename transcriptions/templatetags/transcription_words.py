"""How templates word a job's values: times, languages, stages and shares."""

from __future__ import annotations

import math
from decimal import Decimal

from django import template

from transcriptions.languages import AUTO
from transcriptions.models import Transcription
from transcriptions.states import Status
from transcriptions.web.language_names import NAMES
from transcriptions.web.pages import STAGES

register = template.Library()

ENGINES = {"whisperx": "WhisperX", "pocketsphinx": "PocketSphinx"}


@register.filter
def clock(seconds: float | Decimal) -> str:
    """`1:05`, `1:01:05`: as players show times."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours}:{minutes:02}:{rest:02}"
    return f"{minutes}:{rest:02}"


@register.filter
def about(seconds: float) -> str:
    """`about 3 minutes`: as exact as an estimate is. The scripts say it the same way."""
    minutes = math.ceil(seconds / 60)
    if minutes < 2:
        return "about a minute" if seconds > 45 else "less than a minute"
    if minutes < 90:
        return f"about {minutes} minutes"
    hours = round(minutes / 60)
    return f"about {hours} hours" if hours < 48 else f"about {round(hours / 24)} days"


@register.filter
def language_name(code: str) -> str:
    return "Auto-detected language" if code == AUTO else NAMES.get(code, code)


@register.filter
def job_language(job: Transcription) -> str:
    """The language that was heard; before that, the one that was asked for."""
    heard = (job.result or {}).get("language_code")
    return language_name(heard or job.language)


@register.filter
def stage_label(stage: str) -> str:
    return STAGES.get(stage, stage)


@register.filter
def engine_name(name: str) -> str:
    return ENGINES.get(name, name)


@register.filter
def device_name(device: str) -> str:
    """`cuda:0` → `GPU 0`."""
    kind, _, number = device.partition(":")
    name = {"cpu": "CPU", "cuda": "GPU"}.get(kind, device)
    return f"{name} {number}" if number else name


@register.filter
def percent(share: float) -> str:
    return f"{share:.0%}"


@register.filter
def decimal_size(size: int) -> str:
    """`2.2 GB`: in powers of 1000, as the scripts say it too."""
    for unit, length in (("GB", 10**9), ("MB", 10**6)):
        if size >= length:
            return f"{size / length:.3g} {unit}"
    return f"{size // 1000} kB"


@register.simple_tag
def statuses() -> list[tuple[str, str]]:
    return [(status.value, str(status.label)) for status in Status]


@register.simple_tag
def stages() -> dict[str, str]:
    return STAGES
