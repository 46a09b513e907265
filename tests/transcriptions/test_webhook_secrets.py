from __future__ import annotations

import base64
import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories import Cast
from transcriptions import webhook_secrets
from transcriptions.models_webhooks import WebhookSecret


def later(monkeypatch, **delta):
    then = timezone.now() + timedelta(**delta)
    monkeypatch.setattr(webhook_secrets.timezone, "now", lambda: then)


def test_the_first_secret_is_made_when_it_is_needed_and_stays(acme):
    first = webhook_secrets.valid(acme.organization)

    assert webhook_secrets.valid(acme.organization) == first
    (secret,) = first
    assert secret.startswith("whsec_")
    assert len(base64.b64decode(secret.removeprefix("whsec_"), validate=True)) == 32


def test_a_secret_is_shown_once(acme):
    (secret,) = webhook_secrets.valid(acme.organization)

    assert webhook_secrets.reveal(acme.organization) == secret
    assert webhook_secrets.reveal(acme.organization) is None


def test_after_a_rotation_both_are_valid_for_a_day(acme, monkeypatch):
    old = webhook_secrets.reveal(acme.organization)

    new = webhook_secrets.rotate(acme.organization, actor="a test")

    assert webhook_secrets.valid(acme.organization) == [new, old]
    assert webhook_secrets.reveal(acme.organization) is None
    later(monkeypatch, hours=24, seconds=1)
    assert webhook_secrets.valid(acme.organization) == [new]


def test_the_overlap_is_a_setting(acme, settings):
    settings.WEBHOOK_SECRET_OVERLAP_H = 0
    webhook_secrets.reveal(acme.organization)

    new = webhook_secrets.rotate(acme.organization, actor="a test")

    assert webhook_secrets.valid(acme.organization) == [new]


def test_never_more_than_two_are_valid(acme):
    webhook_secrets.reveal(acme.organization)

    second = webhook_secrets.rotate(acme.organization, actor="a test")
    third = webhook_secrets.rotate(acme.organization, actor="a test")

    assert webhook_secrets.valid(acme.organization) == [third, second]


def test_each_organization_has_its_own(acme, globex):
    assert webhook_secrets.valid(acme.organization) != webhook_secrets.valid(
        globex.organization
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "act", [partial(webhook_secrets.rotate, actor="a test"), webhook_secrets.valid]
)
def test_many_at_once_leave_one_current_and_at_most_two_valid(act):
    organization = Cast("acme").organization
    errors = []

    def one():
        try:
            act(organization)
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert WebhookSecret.objects.filter(expires_at=None).count() == 1
    assert len(webhook_secrets.valid(organization)) <= 2
