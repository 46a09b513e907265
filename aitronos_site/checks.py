"""System checks: every combination of settings that must not go to production."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from transcriptions.diarization import DIARIZERS
from transcriptions.languages import ENGINES, WHISPER_LANGUAGES

#: The number of the check's id, what is wrong, and what would be right.
Problem = tuple[str, str, str]

DEVICES = ("auto", "cpu", "cuda")
#: Of CTranslate2; `auto` is int8 on a CPU and float16 on a GPU.
GPU_COMPUTE_TYPES = ("float16", "int8_float16")
COMPUTE_TYPES = (
    "auto", "int8", "int8_float32", "int8_bfloat16", "int16", "bfloat16", "float32",
    *GPU_COMPUTE_TYPES,
)  # fmt: skip
#: Of characters, in which a summary of a part still says something.
LEAST_CHUNK = 1_000


@register(Tags.security)
def private_fetching(**kwargs: Any) -> list[CheckMessage]:
    """Opened private hosts let a customer's URL reach the operator's own network."""
    opened = [
        name
        for name, is_open in (
            ("FETCH_ALLOWED_NETWORKS", bool(settings.FETCH_ALLOWED_NETWORKS)),
            ("FETCH_ALLOWED_PORTS", set(settings.FETCH_ALLOWED_PORTS) != {443}),
            ("FETCH_CA_FILE", bool(settings.FETCH_CA_FILE)),
        )
        if is_open
    ]
    if not (opened and settings.PRODUCTION) or settings.FETCH_ALLOW_PRIVATE:
        return []
    return [
        Error(
            f"{', '.join(opened)} opens private hosts to customers' URLs.",
            hint="Unset it, or set FETCH_ALLOW_PRIVATE=true if that is intended.",
            id="aitronos.E001",
        )
    ]


@register
def certificates_are_there(**kwargs: Any) -> list[CheckMessage]:
    """A file that is missing would fail every fetch, one by one."""
    if not settings.FETCH_CA_FILE or Path(settings.FETCH_CA_FILE).is_file():
        return []
    return [
        Error(
            f"FETCH_CA_FILE names {settings.FETCH_CA_FILE}, which is no file.",
            hint="Name a file with PEM certificates, or unset it.",
            id="aitronos.E006",
        )
    ]


@register
def engine_is_decided(**kwargs: Any) -> list[CheckMessage]:
    """In production, losing the weights must be an outage, not worse transcripts."""
    if settings.TRANSCRIPTION_ENGINE not in ENGINES:
        return [
            Error(
                f"TRANSCRIPTION_ENGINE is {settings.TRANSCRIPTION_ENGINE!r}.",
                hint=f"It can be one of {', '.join(ENGINES)}.",
                id="aitronos.E002",
            )
        ]
    if settings.PRODUCTION and settings.TRANSCRIPTION_ENGINE == "auto":
        return [
            Error(
                "TRANSCRIPTION_ENGINE=auto is for development only.",
                hint="Set it to whisperx or to pocketsphinx.",
                id="aitronos.E003",
            )
        ]
    return []


@register
def engine_options_fit(**kwargs: Any) -> list[CheckMessage]:
    """What a worker would refuse at its first job is refused here."""
    return [
        Error(problem, hint=hint, id=f"aitronos.{number}")
        for problems in (_device_problems(), _amount_problems(), _model_problems())
        for number, problem, hint in problems
    ]


def _device_problems() -> Iterator[Problem]:
    device, compute = settings.WHISPERX_DEVICE, settings.WHISPERX_COMPUTE_TYPE
    if device not in DEVICES:
        yield "E011", f"WHISPERX_DEVICE is {device!r}.", _one_of(DEVICES)
    if compute not in COMPUTE_TYPES:
        yield "E012", f"WHISPERX_COMPUTE_TYPE is {compute!r}.", _one_of(COMPUTE_TYPES)
    if device == "cpu" and compute in GPU_COMPUTE_TYPES:
        problem = f"WHISPERX_COMPUTE_TYPE={compute} does not work on a CPU."
        yield "E013", problem, "Set it to int8 or auto, or WHISPERX_DEVICE to cuda."


def _amount_problems() -> Iterator[Problem]:
    if settings.WHISPERX_BATCH_SIZE < 1:
        problem = f"WHISPERX_BATCH_SIZE is {settings.WHISPERX_BATCH_SIZE}."
        yield "E014", problem, "It must be 1 or more; 4 is the default."
    if settings.WHISPERX_THREADS < 0:
        problem = f"WHISPERX_THREADS is {settings.WHISPERX_THREADS}."
        yield "E014", problem, "It must be 0, which means all cores, or more."


def _model_problems() -> Iterator[Problem]:
    for language, model in settings.WHISPERX_ALIGN_MODELS.items():
        if language not in WHISPER_LANGUAGES or not model:
            problem = f"WHISPERX_ALIGN_MODELS has {f'{language}={model}'!r}."
            yield "E015", problem, "Write “de=/models/de,is=owner/model”."
    if settings.MODELS_DIR.exists() and not settings.MODELS_DIR.is_dir():
        problem = f"MODELS_DIR names {settings.MODELS_DIR}, which is no directory."
        yield "E016", problem, "Name a directory; it need not be there yet."


def _one_of(choices: tuple[str, ...]) -> str:
    return f"It can be one of {', '.join(choices)}."


@register
def diarizer_is_known(**kwargs: Any) -> list[CheckMessage]:
    choices = ("auto", *DIARIZERS)
    if settings.DIARIZER in choices:
        return []
    problem = f"DIARIZER is {settings.DIARIZER!r}."
    return [Error(problem, hint=_one_of(choices), id="aitronos.E017")]


@register
def analysis_options_fit(**kwargs: Any) -> list[CheckMessage]:
    """What would fail every analysis, or only the first summary, is refused here."""
    return [
        Error(problem, hint=hint, id=f"aitronos.{number}")
        for problems in (_sentiment_problems(), _summary_problems())
        for number, problem, hint in problems
    ]


def _sentiment_problems() -> Iterator[Problem]:
    unknown = sorted(set(settings.SENTIMENT_LANGUAGES) - WHISPER_LANGUAGES)
    if unknown:
        problem = f"SENTIMENT_LANGUAGES has {', '.join(map(repr, unknown))}."
        yield "E018", problem, "Write ISO 639-1 codes: “de,fr”."
    if settings.SENTIMENT_LANGUAGES and not settings.SENTIMENT_MODEL:
        problem = "SENTIMENT_LANGUAGES is set without SENTIMENT_MODEL."
        yield "E018", problem, "Name the model that knows these languages."


def _summary_problems() -> Iterator[Problem]:
    url = settings.SUMMARY_LLM_URL
    if url and not _is_http(url):
        problem = f"SUMMARY_LLM_URL is {url!r}."
        yield "E019", problem, "Write it like http://10.0.0.5:8000/v1."
    if bool(url) != bool(settings.SUMMARY_LLM_MODEL):
        problem = "Of SUMMARY_LLM_URL and SUMMARY_LLM_MODEL only one is set."
        yield "E020", problem, "Set both, or none."
    if settings.SUMMARY_LLM_TIMEOUT_S <= 0:
        problem = f"SUMMARY_LLM_TIMEOUT_S is {settings.SUMMARY_LLM_TIMEOUT_S:g}."
        yield "E021", problem, "It must be more than 0 seconds; 300 is the default."
    if settings.SUMMARY_LLM_CHUNK_CHARACTERS < LEAST_CHUNK:
        problem = (
            f"SUMMARY_LLM_CHUNK_CHARACTERS is {settings.SUMMARY_LLM_CHUNK_CHARACTERS}."
        )
        yield (
            "E021",
            problem,
            f"It must be {LEAST_CHUNK} or more; 12000 is the default.",
        )


def _is_http(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for one that is no number
    except ValueError:
        return False
    usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    # What stands before an @ would be logged with each request.
    return usable and not (parts.query or parts.fragment or set(" @") & set(url))


@register
def leases_outlive_heartbeats(**kwargs: Any) -> list[CheckMessage]:
    """A lease shorter than two heartbeats is lost by a single slow one."""
    if settings.LEASE_S >= 2 * settings.HEARTBEAT_S:
        return []
    return [
        Error(
            f"LEASE_S ({settings.LEASE_S:g}) is less than twice HEARTBEAT_S "
            f"({settings.HEARTBEAT_S:g}).",
            hint="The defaults are 90 and 15.",
            id="aitronos.E004",
        )
    ]


@register
def rate_limits_let_somebody_in(**kwargs: Any) -> list[CheckMessage]:
    names = (
        "RATE_LIMIT_PER_MINUTE",
        "RATE_LIMIT_BURST",
        "RATE_LIMIT_ORGANIZATION_FACTOR",
    )
    return [
        Error(
            f"{name} is {getattr(settings, name)}.",
            hint="It must be 1 or more.",
            id="aitronos.E010",
        )
        for name in names
        if getattr(settings, name) < 1
    ]


@register(Tags.security, deploy=True)
def secret_key_is_given(**kwargs: Any) -> list[CheckMessage]:
    """Several machines must share one key, so production takes it from outside."""
    if not settings.PRODUCTION or settings.SECRET_KEY_IS_GIVEN:
        return []
    return [
        Error(
            "SECRET_KEY is not set; a generated one is in use.",
            hint="Set SECRET_KEY to 50 or more random characters.",
            id="aitronos.E005",
        )
    ]
