"""?wait=N: the answer comes with the change, or after N seconds."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
from asgiref.testing import ApplicationCommunicator
from channels.db import database_sync_to_async
from django.db import connection

from aitronos_site.asgi import application
from tests import factories
from transcriptions import lifecycle

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_pump_is_left"),
]


async def queued():
    acme = await database_sync_to_async(factories.Cast)("acme")
    return acme, await database_sync_to_async(factories.make_transcription)(acme)


def asked(cast, job, wait):
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "path": f"/v1/audio/transcribe/{job.public_id}",
        "query_string": f"wait={wait}".encode(),
        "headers": [
            (b"host", b"localhost"),
            (b"x-api-key", cast.secret.encode()),
        ],
    }
    return ApplicationCommunicator(application, scope)


async def get(cast, job, wait):
    """Return status, answer and the seconds that it took."""
    began = time.monotonic()
    request = asked(cast, job, wait)
    await request.send_input({"type": "http.request", "body": b""})
    start = await request.receive_output(timeout=40)
    body = await request.receive_output(timeout=5)
    await request.wait()
    return start["status"], json.loads(body["body"]), time.monotonic() - began


async def test_the_answer_comes_with_the_change(transactional_db):
    acme, job = await queued()
    waiting = asyncio.create_task(get(acme, job, 30))
    await asyncio.sleep(1)

    await database_sync_to_async(lifecycle.claim)("host/1/1")
    _, answer, seconds = await waiting

    assert answer["data"]["status"] == "processing"
    assert seconds < 5


async def test_without_a_change_the_answer_comes_when_the_time_is_up(transactional_db):
    acme, job = await queued()

    _, answer, seconds = await get(acme, job, 1)

    assert answer["data"]["status"] == "queued"
    assert 0.9 < seconds < 4


async def test_a_job_that_has_ended_is_answered_at_once(transactional_db):
    acme = await database_sync_to_async(factories.Cast)("acme")
    job = await database_sync_to_async(factories.make_failed)(acme)

    _, answer, seconds = await get(acme, job, 30)

    assert answer["data"]["status"] == "failed"
    assert seconds < 4


async def test_the_stranger_is_refused_without_waiting(transactional_db):
    _, job = await queued()
    globex = await database_sync_to_async(factories.Cast)("globex")

    status, _, seconds = await get(globex, job, 30)

    assert status == 404
    assert seconds < 4


@pytest.mark.parametrize("wait", ["soon", "61", "-1", "nan"])
async def test_a_wait_that_is_no_number_or_too_long_is_refused(transactional_db, wait):
    acme, job = await queued()

    status, answer, _ = await get(acme, job, wait)

    assert status == 422
    assert list(answer["error"]["details"]["fields"]) == ["wait"]


async def test_a_client_that_hangs_up_ends_the_wait(transactional_db):
    acme, job = await queued()
    request = asked(acme, job, 30)
    await request.send_input({"type": "http.request", "body": b""})
    await asyncio.sleep(1)

    await request.send_input({"type": "http.disconnect"})

    await request.wait(timeout=5)


async def test_waiting_holds_no_database_connection(transactional_db):
    acme, job = await queued()
    waiting = [asyncio.create_task(get(acme, job, 4)) for _ in range(10)]
    await asyncio.sleep(2.5)

    @database_sync_to_async
    def connections():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = "
                "current_database() AND pid <> pg_backend_pid()"
            )
            return cursor.fetchone()[0]

    # The pump's listener and its last query.
    assert await connections() <= 2
    await asyncio.gather(*waiting)
