"""A low balance is told of once per crossing, to managers and endpoints."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from django.core import mail
from django.utils import timezone
from django_q.models import OrmQ

from billing import ledger
from organizations.models import Membership, Role, User
from tests.factories import make_transcription
from transcriptions import doorbell, low_balance
from transcriptions.models_webhooks import WebhookDelivery, WebhookEndpoint

URL = "https://hooks.acme.example/aitronos"


@pytest.fixture
def low(acme):
    """acme with an endpoint, below its threshold."""
    WebhookEndpoint.objects.create(organization=acme.organization, url=URL)
    ledger.set_threshold(acme.organization, 1000, actor="owner")
    make_transcription(acme, duration_seconds=Decimal(10))
    return acme


def member(cast, email, role):
    user = User.objects.create_user(email, "x")
    Membership.objects.create(organization=cast.organization, user=user, role=role)


def test_owners_and_admins_get_a_message_each(low, globex):
    member(low, "admin@acme.example", Role.ADMIN)
    member(low, "member@acme.example", Role.MEMBER)

    assert low_balance.tell() == 1

    assert sorted(message.to for message in mail.outbox) == [
        ["admin@acme.example"],
        ["owner@acme.example"],
    ]
    assert "acme has 990 synapses left, fewer than the 1000" in mail.outbox[0].body


def test_each_endpoint_that_is_not_paused_gets_the_event(low, globex):
    now = timezone.now()
    for cast, url, paused in (
        (low, f"{URL}/paused", now),
        (globex, "https://hooks.globex.example/", None),
    ):
        WebhookEndpoint.objects.create(
            organization=cast.organization,
            url=url,
            failing_since=paused,
            paused_at=paused,
        )

    low_balance.tell()

    delivery = WebhookDelivery.objects.get()
    assert (delivery.endpoint.url, delivery.event) == (URL, "balance.low")
    assert json.loads(delivery.body)["data"] == {
        "organization_id": low.organization.public_id,
        "available_synapses": 990,
        "threshold": 1000,
    }


def test_a_crossing_is_told_of_once_and_the_next_one_again(low):
    assert low_balance.tell() == 1
    make_transcription(low)
    assert low_balance.tell() == 0

    ledger.top_up(low.organization, 500, cause=ledger.Cause("paid"))
    assert low_balance.tell() == 0
    make_transcription(low, duration_seconds=Decimal(600))

    assert low_balance.tell() == 1
    assert len(mail.outbox) == WebhookDelivery.objects.count() == 2


def test_a_balance_that_is_above_again_is_not_told_of(low):
    ledger.top_up(low.organization, 500, cause=ledger.Cause("paid"))

    assert low_balance.tell() == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_away_stops_nothing(low, settings, caplog):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    assert low_balance.tell() == 1

    assert WebhookDelivery.objects.count() == 1
    assert "was not sent" in caplog.text


def test_the_charge_that_crosses_rings_and_a_later_one_does_not(low):
    def rung():
        tasks = [row.task["func"] for row in OrmQ.objects.all()]
        return tasks.count(doorbell.LOW_BALANCE_TASK)

    assert rung() == 1
    low_balance.tell()
    make_transcription(low)
    assert rung() == 1


def test_a_job_can_t_ask_for_the_event(client, acme):
    answer = client.post(
        "/v1/audio/transcribe",
        {
            "organization_id": acme.organization.public_id,
            "transcription_options": {"audio_url": "https://a.example/b.wav"},
            "webhook": {"url": URL, "events": ["balance.low"]},
        },
        content_type="application/json",
        headers=acme.headers,
    )

    assert answer.status_code == 422
    assert "balance.low" in str(answer.json()) and "webhook" in str(answer.json())
