"""Redacted audio as work: who may do it, and in which order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import factories
from transcriptions import redacted_audio
from transcriptions.errors import LeaseLost
from transcriptions.models import RedactedAudio

OPTIONS = {"privacy_settings": {"pii_redaction_enabled": True}}


def made(cast):
    return factories.make_completed(cast, options=OPTIONS).redacted_audio


def test_the_oldest_is_claimed_first_and_each_by_one(acme):
    rows = [made(acme), made(acme)]

    claimed = [redacted_audio.claim("host/1/1").row for _ in rows]

    assert claimed == rows
    assert redacted_audio.claim("host/2/2") is None


def test_a_lease_is_renewed_until_it_is_lost(acme):
    made(acme)
    work = redacted_audio.claim("host/1/1")

    redacted_audio.renew(work)
    redacted_audio.require(work)
    redacted_audio.put_back(work)

    for step in (redacted_audio.renew, redacted_audio.require, redacted_audio.put_back):
        with pytest.raises(LeaseLost):
            step(work)


def test_one_that_is_tried_later_waits_until_then(acme):
    made(acme)
    redacted_audio.put_back(redacted_audio.claim("host/1/1"), delay=60)

    assert redacted_audio.claim("host/1/1") is None

    RedactedAudio.objects.update(not_before=timezone.now())
    assert redacted_audio.claim("host/1/1").row.tries == 2


def test_a_try_that_was_not_its_fault_does_not_count(acme):
    row = made(acme)

    redacted_audio.put_back(redacted_audio.claim("host/1/1"), counts=False)

    row.refresh_from_db()
    assert row.tries == 0


def test_transcriptions_keep_it_waiting_only_for_so_long(acme):
    made(acme)
    assert not redacted_audio.one_is_overdue()

    long_ago = timezone.now() - redacted_audio.PATIENCE - timedelta(seconds=1)
    RedactedAudio.objects.update(created_at=long_ago)

    assert redacted_audio.one_is_overdue()


@pytest.mark.parametrize(
    "fields",
    [{"state": "available"}, {"state": "pending", "file": "x"}, {"state": "lost"}],
)
def test_the_database_refuses_what_cannot_be(acme, fields):
    row = made(acme)

    with pytest.raises(IntegrityError), transaction.atomic():
        RedactedAudio.objects.filter(pk=row.pk).update(**fields)
