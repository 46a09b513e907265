"""GET /metrics: figures of the database, for this machine or who has the token."""

from __future__ import annotations

import math
import socket
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from tests import factories
from tests.aitronos_site.test_health import no_database  # noqa: F401  (a fixture)
from transcriptions import lifecycle, speeds
from transcriptions.models import Transcription, Worker


def scrape(**options):
    return Client().get("/metrics", **options)


def figures():
    """Metric name, or (name, label value), → value."""
    return {
        (sample.name, *sample.labels.values())
        if sample.labels
        else sample.name: sample.value
        for family in text_string_to_metric_families(scrape().content.decode())
        for sample in family.samples
    }


def test_jobs_queue_and_workers_are_counted(acme):
    factories.make_completed(acme)
    factories.make_failed(acme)
    lost = factories.make_transcription(acme)
    lifecycle.claim("host/1/1")
    factories.expire_lease(lost)
    old = factories.make_transcription(acme, priority="urgent")
    factories.make_transcription(acme)
    now = timezone.now()
    Transcription.objects.filter(pk=old.pk).update(
        created_at=now - timedelta(seconds=100)
    )
    Worker.objects.create(name="host/1/1", seen_at=now - timedelta(seconds=5))
    Worker.objects.create(name="host/2/2", seen_at=now - timedelta(seconds=500))
    Worker.objects.create(name="host/3/3", queue="analyse")

    found = figures()

    jobs = {k[1]: v for k, v in found.items() if k[0] == "aitronos_jobs"}
    depth = {k[1]: v for k, v in found.items() if k[0] == "aitronos_queue_depth"}
    assert jobs == {
        "queued": 2,
        "processing": 1,
        "completed": 1,
        "failed": 1,
        "cancelled": 0,
    }
    assert depth == {"normal": 1, "high": 0, "urgent": 1}
    assert 100 <= found["aitronos_queue_oldest_wait_seconds"] < 110
    assert found["aitronos_leases_expired"] == 1
    assert found["aitronos_workers_alive"] == 1
    assert found["aitronos_analysts_alive"] == 1
    assert 0 <= found["aitronos_worker_heartbeat_age_seconds"] < 15


def test_what_waits_behind_a_transcription_is_counted(acme):
    factories.make_transcription(acme)
    lifecycle.hand_on(lifecycle.claim("host/1/1"), [], factories.result())
    asked = {"privacy_settings": {"pii_redaction_enabled": True}}
    factories.make_completed(acme, options=asked)

    found = figures()

    assert found["aitronos_analyses_waiting"] == 1
    assert found["aitronos_redacted_audio_waiting"] == 1


def test_an_empty_service_has_figures_too(db):
    found = figures()

    assert found["aitronos_queue_oldest_wait_seconds"] == 0
    assert found["aitronos_jobs", "completed"] == 0
    assert math.isnan(found["aitronos_worker_heartbeat_age_seconds"])


def test_measured_speeds_are_told_for_each_host_engine_model_and_device(db):
    engine = {"name": "whisperx", "model": "tiny", "version": "3", "device": "cpu"}
    speeds.note(engine, audio_seconds=100, wall_seconds=40)

    labels = ("cpu", "whisperx", socket.gethostname(), "tiny", "false")
    assert figures()["aitronos_real_time_factor", *labels] == pytest.approx(0.4)


def test_a_scrape_costs_ten_queries(db, django_assert_num_queries):
    with django_assert_num_queries(10):
        answer = scrape()

    assert answer["Content-Type"].startswith("text/plain; version=")


@pytest.mark.parametrize(
    "options",
    [
        {"REMOTE_ADDR": "10.0.0.1"},
        {"headers": {"X-Forwarded-For": "127.0.0.1"}},
        {"REMOTE_ADDR": "10.0.0.1", "headers": {"Authorization": "Bearer "}},
        {"REMOTE_ADDR": "10.0.0.1", "headers": {"Authorization": "Bearer x"}},
    ],
)
def test_other_machines_are_refused(db, options):
    answer = scrape(**options)

    assert answer.status_code == 403
    assert b"aitronos" not in answer.content


@pytest.mark.parametrize(
    ("sent", "status"),
    [("Bearer s3cret", 200), ("Bearer s3cre", 403), ("s3cret", 403), ("Béarer", 403)],
)
def test_who_has_the_token_may_read_from_anywhere(db, settings, sent, status):
    settings.METRICS_TOKEN = "s3cret"

    answer = scrape(REMOTE_ADDR="10.0.0.1", headers={"Authorization": sent})

    assert answer.status_code == status


def test_behind_a_proxy_only_the_token_counts(db, settings):
    settings.BEHIND_PROXY = True

    assert scrape().status_code == 403


def test_without_a_database_the_scrape_fails_openly(no_database):  # noqa: F811
    assert scrape().status_code == 503
