"""What is to be sent to customers' endpoints, written as deliveries to be made.

`transcriptions.lifecycle` calls `enqueue` in the transaction of the change that the
event tells of, so that there is a delivery exactly if there was the change. Nothing is
sent here: `transcriptions.webhook_delivery` does that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from aitronos_site.lib import safe_http
from aitronos_site.lib.ids import new_id
from aitronos_site.lib.instants import instant
from organizations.models import Organization
from transcriptions import doorbell, events
from transcriptions.audio import source
from transcriptions.errors import InvalidField, WebhookErased
from transcriptions.models import Transcription
from transcriptions.models_webhooks import (
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
    WebhookTry,
)

State = WebhookDelivery.State


def policy() -> safe_http.FetchPolicy:
    """Endpoints are held to the rules of every other URL that customers give."""
    return source.policy(settings.WEBHOOK_TIMEOUT_S)


def check_url(url: str, *, field: str) -> None:
    """Raise InvalidField, naming `field`, unless an endpoint may have this URL."""
    try:
        safe_http.check_url(url, policy())
    except safe_http.FetchRefused as refused:
        raise InvalidField({field: [f"Webhook {refused.reason}."]}) from refused


def enqueue(job: Transcription, event: WebhookEvent) -> None:
    """Have `event` delivered if the job asked for it; within the caller's transaction."""
    webhook = job.options.get("webhook")
    if not webhook or event not in webhook["events"]:
        return
    # The row, because a move of the lifecycle does not change the object in memory.
    now_stored = Transcription.objects.select_related("organization").get(pk=job.pk)
    _write(
        _endpoint(now_stored.organization, webhook["url"]),
        event,
        events.job(now_stored),
        transcription=now_stored,
    )


@transaction.atomic
def send_test(organization: Organization, url: str) -> WebhookDelivery:
    """Have an event delivered that is of no job. Raises InvalidField for a bad URL."""
    check_url(url, field="url")
    data = {"message": "This is a test.", "organization_id": organization.public_id}
    return _write(_endpoint(organization, url), WebhookEvent.TEST, data)


@transaction.atomic
def announce(
    organization: Organization, event: WebhookEvent, data: Mapping[str, Any]
) -> None:
    """Have an event that is of no job delivered to each endpoint that isn't paused."""
    for endpoint in organization.webhook_endpoints.filter(paused_at=None):
        _write(endpoint, event, data)


@transaction.atomic
def replay(delivery: WebhookDelivery) -> WebhookDelivery:
    """Have the same message delivered once more; raises WebhookErased."""
    _lock(delivery.transcription_id)
    delivery.refresh_from_db()
    if not delivery.body:
        raise WebhookErased
    sent = json.loads(delivery.body)
    return _write(
        delivery.endpoint,
        WebhookEvent(delivery.event),
        sent["data"],
        transcription=delivery.transcription,
        webhook_id=delivery.webhook_id,
        happened_at=sent["timestamp"],
    )


@transaction.atomic
def resume(organization: Organization, url: str) -> None:
    """Let the waiting deliveries of a paused endpoint go on at once."""
    paused = WebhookEndpoint.objects.filter(
        organization=organization, url=url, paused_at__isnull=False
    )
    if paused.update(paused_at=None, failing_since=None):
        doorbell.ring_for_webhooks()


@transaction.atomic
def erase(job: Transcription) -> None:
    """Forget what was sent of a job and what was answered; what waits is not sent."""
    _lock(job.pk)
    mine = WebhookDelivery.objects.filter(transcription=job)
    mine.filter(state=State.PENDING).update(
        state=State.WITHDRAWN, lease_token=None, lease_expires_at=None
    )
    mine.update(body="")
    WebhookTry.objects.filter(delivery__in=mine).update(excerpt="")


def _endpoint(organization: Organization, url: str) -> WebhookEndpoint:
    return WebhookEndpoint.objects.get_or_create(organization=organization, url=url)[0]


def _lock(transcription_id: int | None) -> None:
    """Let no replay slip in while a job's webhooks are erased."""
    if transcription_id is not None:
        rows = Transcription.objects.select_for_update(no_key=True)
        rows.filter(pk=transcription_id).first()


def _write(
    endpoint: WebhookEndpoint,
    event: WebhookEvent,
    data: Mapping[str, Any],
    *,
    transcription: Transcription | None = None,
    webhook_id: str | None = None,
    happened_at: str | None = None,
) -> WebhookDelivery:
    """A delivery that is due now, and its doorbell."""
    delivery = WebhookDelivery(
        organization_id=endpoint.organization_id,
        endpoint=endpoint,
        transcription=transcription,
        event=event,
        webhook_id=webhook_id or new_id("evt"),
    )
    body = {
        "event": event.value,
        "data": data,
        "timestamp": happened_at or instant(timezone.now()),
        "webhook_id": delivery.webhook_id,
        "delivery_id": delivery.public_id,
    }
    delivery.body = json.dumps(body, ensure_ascii=False)
    delivery.save(force_insert=True)
    doorbell.ring_for_webhooks()
    return delivery
