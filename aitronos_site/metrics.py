"""`/metrics` for Prometheus: what the database says at the moment of the scrape.

Nothing is counted in the processes, so that any web process tells the same. Only this
machine may read it, or whoever sends METRICS_TOKEN as a bearer token.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.db import Error
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from aitronos_site.lib.client_address import is_this_machine
from transcriptions import lifecycle, redacted_audio, speeds, workers
from transcriptions.models import Transcription, Worker
from transcriptions.states import Priority, Status

TEXT = "text/plain; charset=utf-8"


class DatabaseCollector(Collector):
    """Ten queries at each scrape."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        yield self._by(
            "status", Status.values, "aitronos_jobs", "Transcriptions by status."
        )
        yield self._by(
            "priority",
            Priority.values,
            "aitronos_queue_depth",
            "Transcriptions that wait for a worker.",
            status=Status.QUEUED,
        )
        yield _gauge(
            "aitronos_queue_oldest_wait_seconds",
            "Since the submission of the oldest transcription that waits.",
            _oldest_wait(),
        )
        yield _gauge(
            "aitronos_leases_expired",
            "Transcriptions whose worker was lost and that were not taken back yet.",
            Transcription.objects.filter(
                status=Status.PROCESSING, lease_expires_at__lt=timezone.now()
            ).count(),
        )
        yield _gauge(
            "aitronos_workers_alive",
            "Transcription workers that were seen in the last minute.",
            workers.alive().count(),
        )
        yield _gauge(
            "aitronos_analysts_alive",
            "Analysis workers that were seen in the last minute.",
            workers.analysts_alive().count(),
        )
        yield _gauge(
            "aitronos_analyses_waiting",
            "Transcriptions that wait for an analysis worker.",
            lifecycle.waiting_for_analysis().count(),
        )
        yield _gauge(
            "aitronos_redacted_audio_waiting",
            "Completed transcriptions whose redacted audio is to be made.",
            redacted_audio.waiting().count(),
        )
        yield _gauge(
            "aitronos_worker_heartbeat_age_seconds",
            "Since any worker was seen last; NaN if none ever was.",
            _heartbeat_age(),
        )
        yield _speeds()

    def _by(
        self, field: str, values: list[str], name: str, help: str, **only: str
    ) -> GaugeMetricFamily:
        """A gauge for each value, those that no row has included."""
        counts = Transcription.objects.filter(**only).order_by().values_list(field)
        found = dict(counts.annotate(n=Count("pk")))
        gauge = GaugeMetricFamily(name, help, labels=[field])
        for value in values:
            gauge.add_metric([value], found.get(value, 0))
        return gauge


REGISTRY = CollectorRegistry()
REGISTRY.register(DatabaseCollector())


@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    if not _may_read(request):
        return HttpResponse("Forbidden.\n", status=403, content_type=TEXT)
    try:
        return HttpResponse(generate_latest(REGISTRY), content_type=CONTENT_TYPE_LATEST)
    except Error:
        text = "The database does not answer.\n"
        return HttpResponse(text, status=503, content_type=TEXT)


def _may_read(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        sent = request.headers.get("Authorization", "").encode()
        wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
        if hmac.compare_digest(sent, wanted):
            return True
    return is_this_machine(request.META, behind_proxy=settings.BEHIND_PROXY)


def _gauge(name: str, help: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help, value=value)


def _speeds() -> GaugeMetricFamily:
    labels = ("host", "engine", "model", "device")
    gauge = GaugeMetricFamily(
        "aitronos_real_time_factor",
        "Seconds of work for a second of audio, as measured lately.",
        labels=[*labels, "with_speakers"],
    )
    for row in speeds.measured():
        values = [getattr(row, label) for label in labels]
        gauge.add_metric([*values, str(row.with_speakers).lower()], row.factor)
    return gauge


def _oldest_wait() -> float:
    waiting = Transcription.objects.filter(status=Status.QUEUED)
    oldest = waiting.aggregate(at=Min("created_at"))["at"]
    return (timezone.now() - oldest).total_seconds() if oldest else 0.0


def _heartbeat_age() -> float:
    seen = Worker.objects.aggregate(at=Max("seen_at"))["at"]
    return (timezone.now() - seen).total_seconds() if seen else float("nan")
