"""The engine as configured: whether it loads, and the sample transcribed by it.

No job is made and nothing is charged: the sample goes through the pipeline alone.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from django.conf import settings

from aitronos_site.doctor import diarizer, sample
from aitronos_site.doctor.findings import Asked, Finding, failure, ok, skipped, warning
from aitronos_site.lib.errors import DomainError
from transcriptions import engine_settings, pipeline
from transcriptions.diarization.base import Diarizer
from transcriptions.engines import choice
from transcriptions.engines.base import Engine, EngineUnavailable
from transcriptions.languages import ENGLISH
from transcriptions.model_files import places

MEND = (
    "Fetch the model anew (manage.py fetch_models --model), correct WHISPERX_MODEL, "
    "WHISPERX_DEVICE or WHISPERX_COMPUTE_TYPE, or install the engine's packages: "
    "make .venv/worker.stamp"
)


def check(asked: Asked) -> Iterator[Finding]:
    if asked.quick:
        yield skipped("No model was loaded: --quick.")
        return
    if settings.TRANSCRIPTION_ENGINE == "whisperx" and not _is_there():
        yield skipped("Nothing was loaded: the speech model is not there, see above.")
        return
    begun = time.monotonic()
    try:
        # A diagnosis must not begin to download gigabytes.
        engine, reason = choice.choose(
            settings.TRANSCRIPTION_ENGINE,
            replace(engine_settings.engine_config(), offline=True),
        )
    except EngineUnavailable as error:
        yield failure(error.message, MEND)
        return
    try:
        yield ok(f"Loaded in {time.monotonic() - begun:.1f} s. {reason}")
        yield ok(_described(engine))
        teller, finding = diarizer.loaded()
        yield finding
        yield from _sample(engine, teller)
    finally:
        engine.close()


def _is_there() -> bool:
    return not places.missing(engine_settings.speech_model(), settings.MODELS_DIR)


def _described(engine: Engine) -> str:
    info = engine.info
    told = f"{info.name} {info.version}, model {info.model}, on {info.device}"
    if info.name != "whisperx":
        return f"{told}."
    threads = settings.WHISPERX_THREADS or "all"
    return (
        f"{told}, compute type {settings.WHISPERX_COMPUTE_TYPE}, batches of "
        f"{settings.WHISPERX_BATCH_SIZE}, {threads} threads."
    )


def _sample(engine: Engine, teller: Diarizer | None) -> Iterator[Finding]:
    order = pipeline.Order(
        language=ENGLISH,
        declared_seconds=sample.SECONDS,
        window_seconds=settings.WINDOW_S,
    )
    begun = time.monotonic()
    try:
        spoken = pipeline.transcribe(
            sample.as_wav(sample.samples()),
            engine,
            order,
            diarizer=teller,
            on_progress=lambda seconds: None,
            on_passage=lambda passage: None,
        )
    except DomainError as error:
        yield failure(f"The sample could not be transcribed: {error}", MEND)
        return
    factor = (time.monotonic() - begun) / sample.SECONDS
    for notice in spoken.notices:
        yield warning(notice.message, "See “models” above.")
    yield _speed(factor)
    yield _text(" ".join(sentence.text for sentence in spoken.sentences))
    if spoken.diarized:
        speakers = {sentence.speaker for sentence in spoken.sentences} - {None}
        yield ok(f"{len(speakers)} speaker(s) were told apart; the sample has 2.")


def _speed(factor: float) -> Finding:
    text = (
        f"{sample.SECONDS} s of speech took {factor * sample.SECONDS:.1f} s: real-time "
        f"factor {factor:.2f}, an hour of audio in about {factor * 60:.0f} min."
    )
    if factor <= 1:
        return ok(text)
    return warning(
        text,
        "It is slower than speech: take a smaller WHISPERX_MODEL, int8, more cores, or "
        "a GPU; and see that nothing else is at work on this machine.",
    )


def _text(text: str) -> Finding:
    if text:
        return ok(f"Heard: “{text}”")
    return failure(
        "Nothing was heard in a sample that has speech.",
        "The weights are damaged or no speech model. Fetch another one: "
        "manage.py fetch_models --model NAME, and set WHISPERX_MODEL=NAME.",
    )
