"""The list of an organization's jobs: filters, full text, pages."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from aitronos_site.lib.instants import instant
from aitronos_site.lib.paging import page_of, pagination
from transcriptions import events, search
from transcriptions.models import Transcription
from transcriptions.states import Priority, Status


class ListQuery(serializers.Serializer[Any]):
    """Query parameters; others are left alone, as everywhere on the web."""

    status = serializers.ChoiceField(Status.choices, required=False)
    q = serializers.CharField(max_length=200, required=False)
    created_after = serializers.DateTimeField(required=False)
    created_before = serializers.DateTimeField(required=False)
    language = serializers.CharField(max_length=8, required=False)
    priority = serializers.ChoiceField(Priority.choices, required=False)


def selected(
    jobs: QuerySet[Transcription], asked: dict[str, Any]
) -> QuerySet[Transcription]:
    """The jobs that the parameters ask for, the newest or the best match first."""
    conditions = {
        "status": "status",
        "created_after": "created_at__gt",
        "created_before": "created_at__lt",
        "language": "language",
        "priority": "priority",
    }
    chosen = {c: asked[name] for name, c in conditions.items() if name in asked}
    jobs = jobs.filter(**chosen).order_by("-pk")
    return search.matching(jobs, asked["q"]) if "q" in asked else jobs


def page(request: Request, jobs: QuerySet[Transcription]) -> dict[str, Any]:
    """Two queries: the count and the rows. Raises InvalidPage."""
    asked = page_of(request.query_params)
    items = [item(job) for job in jobs.only(*FIELDS)[asked.slice]]
    url = request.build_absolute_uri()
    return {
        "transcriptions": items,
        "pagination": pagination(asked, url, returned=len(items), total=jobs.count()),
    }


FIELDS = (
    "public_id",
    "status",
    "synapses_charged",
    "duration_seconds",
    "created_at",
    "completed_at",
    "filename",
    "language",
    "priority",
)


def item(job: Transcription) -> dict[str, Any]:
    data = {
        "transcription_id": job.public_id,
        "status": job.status,
        "model_key": events.MODEL_KEY,
        "synapses_consumed": job.synapses_charged,
        "audio_duration_seconds": float(job.duration_seconds),
        "created_at": instant(job.created_at),
        "filename": job.filename,
        "language_code": job.language,
        "priority": job.priority,
    }
    if job.completed_at is not None:
        data["completed_at"] = instant(job.completed_at)
    return data
