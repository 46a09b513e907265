"""GET /healthz and /readyz: whether the process answers, whether work is accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from billing import proof
from billing.models import LedgerCheck, SynapseBalance
from tests.factories import make_transcription
from transcriptions.models import Worker


@pytest.fixture
def no_database(transactional_db):
    """The connection leads to where no server listens."""
    host = connection.settings_dict["HOST"]
    connection.close()
    connection.settings_dict["HOST"] = "/nonexistent"
    yield
    connection.settings_dict["HOST"] = host


def readyz():
    answer = Client().get("/readyz")
    return answer.status_code, answer.json()


def test_with_a_worker_all_is_well(acme):
    make_transcription(acme)
    Worker.objects.create(name="host/1/1")
    Worker.objects.create(name="host/2/2", queue="analyse")

    assert readyz() == (
        200,
        {
            "status": "ok",
            "checks": {
                "database": {"ok": True, "detail": "The database answers."},
                "queue": {"ok": True, "detail": "1 message(s) to deliver."},
                "workers": {"ok": True, "detail": "1 seen in the last 60 s."},
                "analysts": {"ok": True, "detail": "1 seen in the last 60 s."},
                "ledger": {"ok": True, "detail": "It was never checked."},
            },
        },
    )


def test_without_a_worker_the_service_takes_work_in_and_is_degraded(db):
    Worker.objects.create(
        name="host/1/1", seen_at=timezone.now() - timedelta(seconds=61)
    )

    status, body = readyz()

    assert (status, body["status"]) == (200, "degraded")
    assert body["checks"]["workers"] == {
        "ok": False,
        "detail": "0 seen in the last 60 s.",
    }


def test_an_analyst_does_not_transcribe_and_the_other_way_round(db):
    Worker.objects.create(name="host/2/2", queue="analyse")

    status, body = readyz()

    assert (status, body["status"]) == (200, "degraded")
    assert not body["checks"]["workers"]["ok"]
    assert body["checks"]["analysts"]["ok"]


def test_a_ledger_that_does_not_add_up_degrades_the_service(acme):
    Worker.objects.create(name="host/1/1")
    SynapseBalance.objects.update(synapses=1001)
    proof.check()

    status, body = readyz()

    assert (status, body["status"]) == (200, "degraded")
    assert body["checks"]["ledger"] == {
        "ok": False,
        "detail": "1 difference(s), checked 0 h ago.",
    }


def test_a_missed_check_of_the_ledger_is_said(acme):
    Worker.objects.create(name="host/1/1")
    proof.check()
    long_ago = timezone.now() - timedelta(hours=49)
    LedgerCheck.objects.update(checked_at=long_ago)

    assert readyz()[1]["checks"]["ledger"] == {
        "ok": True,
        "detail": "0 difference(s), checked 49 h ago. The daily check is overdue.",
    }


def test_without_a_database_the_service_is_unavailable_and_tells_no_more(no_database):
    status, body = readyz()

    assert (status, body["status"]) == (503, "unavailable")
    assert {name: check["ok"] for name, check in body["checks"].items()} == {
        "database": False,
        "queue": False,
        "workers": False,
        "analysts": False,
        "ledger": False,
    }
    assert "nonexistent" not in str(body)


def test_the_process_answers_without_a_database(no_database):
    assert Client().get("/healthz").json() == {"status": "ok"}
