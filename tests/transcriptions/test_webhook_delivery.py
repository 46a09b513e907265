"""Deliveries to a real HTTPS receiver: signed, kept, tried again, never doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ

from aitronos_site.lib.draining import draining
from tests.factories import Cast
from tests.servers import HttpsServer
from tests.transcriptions.webhook_receivers import (
    completed_job,
    deliver_now,
    open_to,
    verified,
)
from transcriptions import doorbell, webhook_delivery, webhook_secrets, webhooks
from transcriptions.models_webhooks import (
    WebhookDelivery,
    WebhookEndpoint,
    WebhookTry,
)

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def running():
    with HttpsServer() as server:
        yield server


@pytest.fixture
def receiver(running, settings):
    open_to(running, settings)
    running.posts.clear()
    running.requests.clear()
    running.resources.clear()
    return running


def tries_of(delivery):
    return list(delivery.attempts.values_list("status", "error"))


def minutes_until(at):
    return (at - timezone.now()).total_seconds() / 60


def backdate_failing(hours):
    since = timezone.now() - timedelta(hours=hours)
    WebhookEndpoint.objects.update(failing_since=since)


def test_what_arrives_verifies_as_any_receiver_checks_it(acme, receiver):
    job = completed_job(acme, receiver.add("/hook", b"thanks"))
    secret = webhook_secrets.reveal(acme.organization)

    assert webhook_delivery.deliver_due() == 1

    delivery = WebhookDelivery.objects.get()
    (post,) = receiver.posts
    message = verified(post, secret)
    assert message["event"] == "transcription.completed"
    assert message["data"]["transcription_id"] == job.public_id
    assert post.headers["webhook-id"] == message["webhook_id"] == delivery.webhook_id
    assert message["delivery_id"] == delivery.public_id
    assert post.headers["content-type"] == "application/json"
    assert post.body.decode() == delivery.body


def test_the_try_is_kept_with_its_answer(acme, receiver):
    completed_job(acme, receiver.add("/hook", b"th\0nks\xff" + b"x" * 2000))

    webhook_delivery.deliver_due()

    delivery = WebhookDelivery.objects.get()
    (kept,) = delivery.attempts.all()
    assert (delivery.state, delivery.tries) == ("delivered", 1)
    assert (delivery.lease_token, delivery.lease_expires_at) == (None, None)
    assert (kept.number, kept.status, kept.error) == (1, 200, "")
    assert kept.excerpt == "th\ufffdnks\ufffd" + "x" * 1017
    assert 0 < kept.latency_seconds < 5
    assert delivery.endpoint.failing_since is None


def test_a_first_try_takes_nothing_but_its_doorbell(acme, receiver):
    completed_job(acme, receiver.add("/hook"))

    (bell,) = OrmQ.objects.filter(key="aitronos")

    assert bell.func() == doorbell.WEBHOOK_TASK
    assert bell.lock <= timezone.now()


def test_failures_keep_to_the_table_until_a_success_ends_them(acme, receiver):
    url = receiver.add("/hook", statuses=(500, 503, 404, 429, 200))
    completed_job(acme, url)
    secret = webhook_secrets.reveal(acme.organization)
    waits = []

    for _ in range(4):
        delivery = deliver_now()
        assert delivery.state == "pending"
        waits.append(minutes_until(delivery.next_try_at))

    assert waits == pytest.approx([5 / 60, 5, 30, 120], abs=0.05)
    assert deliver_now().state == "delivered"
    assert [status for status, _ in tries_of(delivery)] == [500, 503, 404, 429, 200]
    assert tries_of(delivery)[0][1] == "Webhook URL answered with HTTP status 500."
    assert {verified(post, secret)["webhook_id"] for post in receiver.posts} == {
        delivery.webhook_id
    }
    assert len({post.body for post in receiver.posts}) == 1


def test_nothing_is_sent_before_its_time(acme, receiver):
    completed_job(acme, receiver.add("/hook", status=500))
    webhook_delivery.deliver_due()

    assert webhook_delivery.deliver_due() == 0
    assert len(receiver.posts) == 1


def test_the_tenth_failure_is_the_last(acme, receiver):
    completed_job(acme, receiver.add("/hook", status=500))

    states = [deliver_now().state for _ in range(11)]

    assert states == ["pending"] * 9 + ["failed"] * 2
    assert len(receiver.posts) == 10
    assert WebhookTry.objects.count() == 10


def test_a_short_wait_has_a_doorbell_that_rings_when_it_is_over(acme, receiver):
    completed_job(acme, receiver.add("/hook", status=500))
    OrmQ.objects.all().delete()

    webhook_delivery.deliver_due()

    (bell,) = OrmQ.objects.filter(key="aitronos")
    assert minutes_until(bell.lock) * 60 == pytest.approx(5, abs=1)
    OrmQ.objects.all().delete()
    deliver_now()
    assert not OrmQ.objects.exists(), "five minutes are left to the periodic task"


def test_a_receiver_that_is_gone_is_left_alone(acme, receiver):
    completed_job(acme, receiver.add("/hook", status=410))

    assert deliver_now().state == "failed"
    deliver_now()

    assert len(receiver.posts) == 1


@pytest.mark.parametrize(
    ("behaviour", "error"),
    [
        ({"stall_headers": True}, "Webhook URL took too long to answer."),
        ({"drip_headers": 0.05}, "Webhook URL took too long to answer."),
        ({"hang_up": True}, "Webhook URL broke off before it was read completely."),
        (
            {"redirect": "/elsewhere"},
            "Webhook URL redirects (HTTP status 302), which is not followed.",
        ),
    ],
)
def test_what_is_no_proper_answer_is_a_failure(
    acme, receiver, settings, behaviour, error
):
    settings.WEBHOOK_TIMEOUT_S = 0.5
    receiver.add("/elsewhere")
    completed_job(acme, receiver.add("/hook", **behaviour))

    delivery = deliver_now()

    assert delivery.state == "pending"
    assert [kept for _, kept in tries_of(delivery)] == [error]
    assert [path for _, path, _ in receiver.requests] == ["/hook"]


def test_a_private_address_is_not_reached(acme, receiver, settings):
    completed_job(acme, receiver.add("/hook"))
    settings.FETCH_ALLOWED_NETWORKS = []

    delivery = deliver_now()

    assert tries_of(delivery) == [
        (
            None,
            "Webhook URL must not point to a private or reserved network address.",
        )
    ]
    assert receiver.requests == []


def test_during_a_rotation_old_and_new_secret_verify(acme, receiver):
    completed_job(acme, receiver.add("/hook"))
    old = webhook_secrets.reveal(acme.organization)
    new = webhook_secrets.rotate(acme.organization, actor="a test")

    webhook_delivery.deliver_due()

    (post,) = receiver.posts
    assert verified(post, old) == verified(post, new)


def test_an_endpoint_that_fails_for_three_days_is_paused_and_resumed(acme, receiver):
    url = receiver.add("/hook", statuses=(500, 500, 200))
    completed_job(acme, url)
    deliver_now()
    assert WebhookEndpoint.objects.get().failing_since is not None
    backdate_failing(hours=71)
    OrmQ.objects.all().delete()

    deliver_now()
    assert WebhookEndpoint.objects.get().paused_at is None
    backdate_failing(hours=73)
    receiver.add("/hook", status=500)
    deliver_now()

    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.paused_at is not None
    seen = len(receiver.posts)
    assert deliver_now().state == "pending"
    assert len(receiver.posts) == seen, "deliveries wait"

    OrmQ.objects.all().delete()
    receiver.add("/hook")
    webhooks.resume(acme.organization, url)

    assert OrmQ.objects.filter(key="aitronos").count() == 1
    webhook_delivery.deliver_due()
    assert WebhookDelivery.objects.get().state == "delivered"
    endpoint.refresh_from_db()
    assert (endpoint.paused_at, endpoint.failing_since) == (None, None)


def test_a_success_forgets_the_failures_before(acme, receiver):
    completed_job(acme, receiver.add("/hook", statuses=(500, 200)))
    deliver_now()
    backdate_failing(hours=100)

    deliver_now()

    assert WebhookEndpoint.objects.get().failing_since is None


def test_a_test_event_is_tried_once_and_reaches_a_paused_endpoint(acme, receiver):
    url = receiver.add("/hook", statuses=(500, 200))
    sent = webhooks.send_test(acme.organization, url)
    now = timezone.now()

    assert deliver_now().state == "failed"
    endpoint = WebhookEndpoint.objects.get()
    assert endpoint.failing_since is None, "a failed test is no failure of deliveries"

    WebhookEndpoint.objects.update(failing_since=now, paused_at=now)
    sent = webhooks.send_test(acme.organization, url)
    webhook_delivery.deliver_due()

    sent.refresh_from_db()
    endpoint.refresh_from_db()
    assert (sent.state, endpoint.paused_at) == ("delivered", None)


def test_a_delivery_that_is_erased_while_under_way_leaves_no_trace(acme, receiver):
    job = completed_job(acme, receiver.add("/hook", b"echo"))
    claim = webhook_delivery.claim()
    outcome = webhook_delivery.send(claim, webhook_secrets.valid(acme.organization))

    webhooks.erase(job)

    assert webhook_delivery.settle(claim, outcome) is False
    assert WebhookDelivery.objects.get().state == "withdrawn"
    assert not WebhookTry.objects.exists()


def test_a_worker_that_lost_its_lease_settles_nothing(acme, receiver):
    completed_job(acme, receiver.add("/hook"))
    lost = webhook_delivery.claim()
    outcome = webhook_delivery.send(lost, webhook_secrets.valid(acme.organization))
    past = timezone.now() - timedelta(seconds=1)
    WebhookDelivery.objects.update(lease_expires_at=past)

    held = webhook_delivery.claim()

    assert webhook_delivery.settle(lost, outcome) is False
    assert webhook_delivery.settle(held, outcome) is True
    assert WebhookTry.objects.count() == 1


def test_a_worker_that_drains_claims_nothing_and_rings_for_the_others(acme, receiver):
    completed_job(acme, receiver.add("/hook"))
    OrmQ.objects.all().delete()
    draining.set()
    try:
        assert webhook_delivery.deliver_due() == 0
    finally:
        draining.clear()

    assert OrmQ.objects.filter(key="aitronos").count() == 1
    assert receiver.posts == []


def test_a_slow_endpoint_keeps_only_itself_waiting(acme, globex, receiver, settings):
    settings.WEBHOOK_TIMEOUT_S = 1
    slow = receiver.add("/slow", stall_headers=True)
    for _ in range(6):
        completed_job(acme, slow)
    for n in range(4):
        completed_job(globex, receiver.add(f"/quick/{n}"))

    claims = [webhook_delivery.claim() for _ in range(7)]

    urls = Counter(claim.delivery.endpoint.url for claim in claims if claim)
    assert urls[slow] == 2
    assert sum(urls.values()) == 6


def test_failing_endpoints_come_after_healthy_ones(acme, globex, receiver):
    completed_job(acme, receiver.add("/broken", status=500))
    WebhookEndpoint.objects.update(failing_since=timezone.now())
    completed_job(globex, receiver.add("/hook"))

    claimed = webhook_delivery.claim()

    assert claimed.delivery.organization == globex.organization


def test_a_task_leaves_the_rest_to_the_next_when_its_time_is_over(
    acme, receiver, monkeypatch
):
    monkeypatch.setattr(webhook_delivery, "CLAIMING_S", 0)
    completed_job(acme, receiver.add("/hook"))
    OrmQ.objects.all().delete()

    webhook_delivery.deliver_due()

    assert OrmQ.objects.filter(key="aitronos").count() == 1


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_make_each_try_once(transactional_db, receiver):
    acme = Cast("acme", synapses=10_000)
    for n in range(30):
        completed_job(acme, receiver.add(f"/hook/{n % 10}", b"ok"))
    made = []

    def work():
        try:
            made.append(webhook_delivery.deliver_due())
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sum(made) == 30
    assert Counter(WebhookDelivery.objects.values_list("state", flat=True)) == {
        "delivered": 30
    }
    received = Counter(post.headers["webhook-id"] for post in receiver.posts)
    assert len(received) == 30 and set(received.values()) == {1}


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_in_the_middle_has_its_message_sent_again(
    transactional_db, receiver
):
    acme = Cast("acme")
    url = receiver.add("/hook", stall_headers=True)
    completed_job(acme, url)
    victim = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import django; django.setup()\n"
            "from transcriptions import webhook_delivery\n"
            "webhook_delivery.deliver_due()",
        ],
        cwd=ROOT,
        env={**os.environ, **environment_of(receiver)},
    )
    deadline = time.monotonic() + 20
    while not receiver.posts and time.monotonic() < deadline:
        time.sleep(0.02)
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    receiver.add("/hook")

    assert deliver_now().tries == 0, "the lease of the dead is still held"
    past = timezone.now() - timedelta(seconds=1)
    WebhookDelivery.objects.update(lease_expires_at=past)
    delivery = deliver_now()

    assert (delivery.state, delivery.tries) == ("delivered", 1)
    ids = [post.headers["webhook-id"] for post in receiver.posts]
    assert ids == [delivery.webhook_id] * 2


def environment_of(server):
    """What lets a process of its own use this test's database and receiver."""
    database = connection.settings_dict["NAME"]
    return {
        "DJANGO_SETTINGS_MODULE": "aitronos_site.settings",
        "DATABASE_URL": os.environ["DATABASE_URL"].rsplit("/", 1)[0] + "/" + database,
        "FETCH_ALLOWED_NETWORKS": "127.0.0.1/32",
        "FETCH_ALLOWED_PORTS": str(server.port),
        "FETCH_CA_FILE": str(server.ca_file),
    }
