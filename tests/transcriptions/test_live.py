"""From a committed change to a page's socket: sockets, pump and who may listen."""

from __future__ import annotations

import asyncio
import time

import pytest
from channels.db import database_sync_to_async
from channels.testing import WebsocketCommunicator
from django.test import Client

from aitronos_site.asgi import application
from tests import factories
from transcriptions import lifecycle, presence, pump
from transcriptions.states import Stage

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("no_pump_is_left"),
]


def signed_in(cast):
    client = Client()
    client.force_login(cast.user)
    return f"sessionid={client.cookies['sessionid'].value}"


def socket(cast, cookie="", query="", origin="http://localhost"):
    address = f"/ws/organizations/{cast.organization.public_id}{query}"
    headers = [(b"origin", origin.encode()), (b"cookie", cookie.encode())]
    return WebsocketCommunicator(application, address, headers=headers)


async def opened(cast, query=""):
    cookie = await database_sync_to_async(signed_in)(cast)
    communicator = socket(cast, cookie, query)
    connected, _ = await communicator.connect()
    assert connected
    return communicator


@pytest.fixture
def in_thread():
    return lambda function, *arguments: database_sync_to_async(function)(*arguments)


async def test_a_page_gets_what_is_and_then_each_change_within_a_second(
    transactional_db, in_thread
):
    acme = await in_thread(factories.Cast, "acme")
    job = await in_thread(factories.make_transcription, acme)
    page = await opened(acme)
    first = await page.receive_json_from(timeout=3)
    assert first["type"] == "snapshot"
    assert [j["transcription_id"] for j in first["data"]] == [job.public_id]

    began = time.monotonic()
    await in_thread(lifecycle.claim, "host/1/1")
    change = await page.receive_json_from(timeout=3)
    while change["data"]["status"] == "queued":
        change = await page.receive_json_from(timeout=3)

    assert time.monotonic() - began < 1
    assert change["type"] == "transcription.changed"
    assert change["data"]["status"] == "processing"
    assert change["data"]["version"] > first["data"][0]["version"]
    await page.disconnect()


async def test_a_change_reaches_the_page_when_its_notification_is_lost(
    transactional_db, in_thread, monkeypatch
):
    monkeypatch.setattr("transcriptions.live.publish", lambda: None)
    acme = await in_thread(factories.Cast, "acme")
    await in_thread(factories.make_transcription, acme)
    page = await opened(acme)
    await page.receive_json_from(timeout=3)

    lease = await in_thread(lifecycle.claim, "host/1/1")
    await in_thread(lifecycle.advance, lease, Stage.TRANSCRIBING, 42)

    change = await page.receive_json_from(timeout=3)
    while change["data"]["percent"] != 42:
        change = await page.receive_json_from(timeout=3)
    await page.disconnect()


async def test_a_page_of_one_job_hears_of_no_other(transactional_db, in_thread):
    acme = await in_thread(factories.Cast, "acme")
    other = await in_thread(factories.make_transcription, acme)
    job = await in_thread(factories.make_transcription, acme)
    page = await opened(acme, f"?transcription={job.public_id}")

    first = await page.receive_json_from(timeout=3)
    lease = await in_thread(lifecycle.claim, "host/1/1")
    assert lease.transcription.pk == other.pk
    await asyncio.sleep(1.5)

    assert [j["transcription_id"] for j in first["data"]] == [job.public_id]
    heard = []
    while not await page.receive_nothing(timeout=0.2):
        heard.append(await page.receive_json_from())
    assert {m["data"]["transcription_id"] for m in heard} <= {job.public_id}
    await page.disconnect()


async def test_a_page_hears_of_other_prospects_though_nothing_happened_to_its_job(
    transactional_db, in_thread, monkeypatch
):
    monkeypatch.setattr("transcriptions.pump.PROSPECTS_S", 0.0)
    acme = await in_thread(factories.Cast, "acme")
    globex = await in_thread(factories.Cast, "globex")
    await in_thread(factories.make_transcription, globex)
    job = await in_thread(factories.make_transcription, acme)
    page = await opened(acme, f"?transcription={job.public_id}")
    [first] = (await page.receive_json_from(timeout=3))["data"]

    await in_thread(presence.announce, {"name": "any"}, "")  # without any event
    change = (await page.receive_json_from(timeout=5))["data"]
    while change["waiting_reason"] == first["waiting_reason"]:
        change = (await page.receive_json_from(timeout=5))["data"]

    assert first["waiting_reason"] == "No worker is running."
    assert change["waiting_reason"] == "1 transcription is ahead of this one."
    assert change["version"] == first["version"]
    assert await page.receive_nothing(timeout=1.5)
    await page.disconnect()
    assert not pump._open_pages


async def test_the_stranger_hears_nothing_of_another_organization(
    transactional_db, in_thread
):
    acme = await in_thread(factories.Cast, "acme")
    globex = await in_thread(factories.Cast, "globex")
    page = await opened(globex)
    assert (await page.receive_json_from(timeout=3))["data"] == []

    await in_thread(factories.make_transcription, acme)

    assert await page.receive_nothing(timeout=1.5)
    await page.disconnect()


async def test_another_organizations_socket_is_closed_as_not_found(
    transactional_db, in_thread
):
    acme = await in_thread(factories.Cast, "acme")
    globex = await in_thread(factories.Cast, "globex")
    cookie = await in_thread(signed_in, globex)
    communicator = socket(acme, cookie)
    await communicator.connect()

    message = await communicator.receive_output(timeout=3)

    assert (message["type"], message["code"]) == ("websocket.close", 4404)


async def test_nobody_in_particular_is_told_to_sign_in(transactional_db, in_thread):
    acme = await in_thread(factories.Cast, "acme")
    communicator = socket(acme)
    await communicator.connect()

    message = await communicator.receive_output(timeout=3)

    assert (message["type"], message["code"]) == ("websocket.close", 4401)


async def test_a_page_of_another_site_is_refused(transactional_db, in_thread):
    acme = await in_thread(factories.Cast, "acme")
    cookie = await in_thread(signed_in, acme)

    connected, _ = await socket(acme, cookie, origin="https://evil.example").connect()

    assert not connected
