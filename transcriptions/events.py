"""The one builder of what the world is told of a job: API, sockets and webhooks.

Times inside audio are float seconds; instants are ISO 8601 UTC ending in `Z`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from aitronos_site.lib.instants import instant, instant_or_none
from billing.pricing import CURRENCY
from transcriptions import queue, stored
from transcriptions.forecast import Forecast
from transcriptions.models import Sentence, Transcription
from transcriptions.states import ENDED, Status

MODEL_KEY = "fvt-1"


def job(
    transcription: Transcription, forecast: Forecast | None = None
) -> dict[str, Any]:
    """The job without its transcript."""
    t = transcription
    data = _described(t, _timestamps(t))
    if t.status not in ENDED:
        data["progress"] = progress(t, forecast or Forecast())
    if t.status == Status.FAILED:
        data["failure"] = {"code": t.failure_code, "message": t.failure_message}
    return data


def created(transcription: Transcription) -> dict[str, Any]:
    """The job as the answer to its creation shows it."""
    t = transcription
    return _described(t, {"created_at": instant(t.created_at)})


def progress(transcription: Transcription, forecast: Forecast) -> dict[str, Any]:
    """How far a job is that has not ended; what can't be known is None."""
    t = transcription
    return {
        "stage": t.stage,
        "percent": t.percent,
        "queue_position": queue.place_of(t),
        "eta_seconds": forecast.eta_seconds(t),
        "waiting_reason": forecast.waiting_reason(t),
    }


def snapshots(jobs: Iterable[Transcription]) -> list[dict[str, Any]]:
    """Of jobs that were read `queue.with_places`; two queries for all of them."""
    forecast = Forecast()
    return [snapshot(job, forecast) for job in jobs]


def snapshot(transcription: Transcription, forecast: Forecast) -> dict[str, Any]:
    """What a page shows of a job in a list: small, and the same at every change."""
    t = transcription
    return {
        "transcription_id": t.public_id,
        "version": t.version,
        "filename": t.filename,
        "status": t.status,
        **progress(t, forecast),
        "language": stored.language_of(t),
        "priority": t.priority,
        "duration_seconds": float(t.duration_seconds),
        "synapses_charged": t.synapses_charged,
        "synapses_refunded": t.synapses_refunded,
        "failure": {"code": t.failure_code, "message": t.failure_message}
        if t.status == Status.FAILED
        else None,
        "created_at": instant(t.created_at),
        "completed_at": instant_or_none(t.completed_at),
        "processing_seconds": t.processing_seconds,
        "engine": (t.result or {}).get("engine"),
    }


def result(transcription: Transcription, *, words: bool) -> dict[str, Any] | None:
    """The transcript of a completed job, else None; one query."""
    if transcription.result is None or transcription.status != Status.COMPLETED:
        return None
    sentences = list(transcription.sentences.all())
    data = dict(transcription.result)
    data["text"] = text(sentences)
    if words:
        data["words"] = [word for sentence in sentences for word in sentence.words]
    return data


def text(sentences: list[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


def billing(transcription: Transcription) -> dict[str, Any]:
    return {
        "synapses_consumed": transcription.synapses_charged,
        "synapses_refunded": transcription.synapses_refunded,
        "currency": CURRENCY,
    }


def _described(t: Transcription, timestamps: dict[str, Any]) -> dict[str, Any]:
    return {
        "transcription_id": t.public_id,
        "status": t.status,
        "model_key": MODEL_KEY,
        "audio_metadata": {
            "url": t.audio_url,
            "duration_seconds": float(t.duration_seconds),
            "language_code": stored.language_of(t),
        },
        "timestamps": timestamps,
        "priority": t.priority,
        "options": t.options,
        "metadata": t.metadata,
    }


def _timestamps(t: Transcription) -> dict[str, Any]:
    return {
        "created_at": instant(t.created_at),
        "updated_at": instant(t.updated_at),
        "completed_at": instant_or_none(t.completed_at),
        "processing_time_seconds": t.processing_seconds,
    }
