"""The files of the models that the configured engine takes."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from aitronos_site.doctor.findings import Asked, Finding, Level, failure, ok, warning
from transcriptions import engine_settings
from transcriptions.languages import ENGLISH
from transcriptions.model_files import places
from transcriptions.model_files.aligners import DEFAULT_ALIGNERS
from transcriptions.model_files.catalogue import ModelFiles

FETCH = "Run: manage.py fetch_models"


def check(asked: Asked) -> Iterator[Finding]:
    if settings.TRANSCRIPTION_ENGINE == "pocketsphinx":
        yield ok("PocketSphinx has its model in its package.")
        return
    speech = _speech_model()
    yield speech
    if settings.TRANSCRIPTION_ENGINE == "auto" and speech.level is not Level.OK:
        return  # WhisperX is not what works here
    yield from _aligners()


def _speech_model() -> Finding:
    model = engine_settings.speech_model()
    if not _lacking(model):
        return _there(model)
    text = f"The speech model {model.name} is not there: {_where(model)}."
    mend = f"{FETCH} --model; or name a directory by WHISPERX_MODEL."
    if settings.TRANSCRIPTION_ENGINE == "auto":
        return warning(f"{text} PocketSphinx stands in, which makes many errors.", mend)
    return failure(text, mend)


def _aligners() -> Iterator[Finding]:
    chosen = settings.WHISPERX_ALIGN_MODELS
    for language in chosen:
        [model] = engine_settings.aligners([language])
        if _lacking(model):
            yield failure(
                f"The aligner for {language}, {model.name}, is not there: "
                f"{_where(model)}.",
                f"{FETCH} --language {language}; or correct WHISPERX_ALIGN_MODELS.",
            )
    languages = sorted({*DEFAULT_ALIGNERS, *chosen})
    there = [
        model for model in engine_settings.aligners(languages) if not _lacking(model)
    ]
    if there:
        codes = ", ".join(model.kind.split()[1] for model in there)
        yield ok(f"Aligners are there for: {codes}.")
    else:
        yield warning(
            "No aligner is there: "
            + (
                "the times of words are estimated."
                if settings.HF_HUB_OFFLINE
                else "the first job in a language fetches its own, or estimates."
            ),
            f"{FETCH} --language {ENGLISH}; the option may be repeated.",
        )


def _lacking(model: ModelFiles) -> list[str]:
    return places.missing(model, settings.MODELS_DIR)


def _where(model: ModelFiles) -> str:
    place = places.place_of(model, settings.MODELS_DIR) or settings.MODELS_DIR
    return f"{', '.join(_lacking(model))} not in {place}"


def _there(model: ModelFiles) -> Finding:
    place = places.place_of(model, settings.MODELS_DIR)
    assert place is not None
    gigabytes = places.size_of(place) / 1e9
    return ok(f"{model.kind.capitalize()} {model.name}: {gigabytes:.1f} GB in {place}.")
