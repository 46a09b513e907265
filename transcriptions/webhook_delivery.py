"""Sends what `transcriptions.webhooks` has written, and keeps what came of each try.

A delivery is claimed under a lease, sent with no transaction open and no row locked,
and settled only by the holder of the lease. When a worker dies in between, the lease
runs out and another sends the message again, under the same webhook-id.
"""

from __future__ import annotations

import logging
import time
import uuid
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone

from aitronos_site.lib import safe_http
from aitronos_site.lib.draining import draining
from transcriptions import doorbell, webhook_retries, webhook_secrets, webhooks
from transcriptions.models_webhooks import (
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
    WebhookTry,
)
from transcriptions.webhook_signatures import signed_headers

log = logging.getLogger(__name__)
State = WebhookDelivery.State

#: Messages that one task has under way at a time, over all endpoints and for each one,
#: so that a slow endpoint keeps only itself waiting.
PARALLEL = 8
PARALLEL_PER_ENDPOINT = 2
#: Seconds after which a task claims no more and leaves the rest to the next one.
CLAIMING_S = 20.0
#: Seconds between two looks for more while answers are awaited.
LOOK_EVERY_S = 0.5
#: A wait of at most this long gets a doorbell of its own; a minute has a periodic one.
RUNG_FOR = timedelta(minutes=1)


@dataclass(frozen=True)
class Claim:
    """A worker's right to one try: void once the token is no longer the row's."""

    delivery: WebhookDelivery
    token: uuid.UUID


@dataclass(frozen=True)
class Outcome:
    """What came of a try; `error` is a sentence, empty after a success."""

    at: datetime
    status: int | None
    latency_seconds: float
    excerpt: str
    error: str


def deliver_due() -> int:
    """Make every try that is due, for a while; return how many were made."""
    made = 0
    stop_claiming = time.monotonic() + CLAIMING_S
    under_way: dict[Future[Outcome], Claim] = {}
    with ThreadPoolExecutor(PARALLEL, "webhook") as pool:
        while True:
            in_time = time.monotonic() < stop_claiming and not draining.is_set()
            while in_time and len(under_way) < PARALLEL and (found := claim()):
                under_way[pool.submit(send, found, _secrets(found))] = found
            if not under_way:
                break
            for future in wait(under_way, LOOK_EVERY_S, FIRST_COMPLETED).done:
                made += settle(under_way.pop(future), future.result())
    if not in_time:
        doorbell.ring_for_webhooks()
    return made


@transaction.atomic(durable=True)
def claim() -> Claim | None:
    """Take the delivery that is due the longest, those to healthy endpoints first."""
    now = timezone.now()
    delivery = (
        _due(now)
        .select_for_update(skip_locked=True, of=("self",))
        .select_related("endpoint", "organization")
        .order_by(
            F("endpoint__failing_since").desc(nulls_first=True), "next_try_at", "id"
        )
        .first()
    )
    if delivery is None:
        return None
    taken = Claim(delivery, uuid.uuid4())
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        lease_token=taken.token,
        lease_expires_at=now + timedelta(seconds=settings.WEBHOOK_LEASE_S),
    )
    return taken


def send(claim: Claim, secrets: list[str]) -> Outcome:
    """Make the try. Touches no database, so that it can run in any thread."""
    at, started = datetime.now(UTC), time.monotonic()
    try:
        answer = _post(claim.delivery, at, secrets)
    except safe_http.FetchError as failed:
        error = f"Webhook {failed.reason}."
    except Exception:
        log.exception("%s could not be sent.", claim.delivery.public_id)
        error = "An internal error occurred."
    else:
        # PostgreSQL stores no NUL in a text.
        excerpt = answer.excerpt.decode(errors="replace").replace("\0", "\ufffd")
        error = _complaint(answer.status)
        return Outcome(at, answer.status, answer.latency_seconds, excerpt, error)
    return Outcome(at, None, time.monotonic() - started, "", error)


@transaction.atomic(durable=True)
def settle(claim: Claim, outcome: Outcome) -> bool:
    """Keep the try and say what is next; False, and no trace, if the lease is lost."""
    delivery, number = claim.delivery, claim.delivery.tries + 1
    pause = _pause(delivery, number, outcome)
    state = State.DELIVERED if not outcome.error else State.FAILED
    changed = WebhookDelivery.objects.filter(
        pk=delivery.pk, state=State.PENDING, lease_token=claim.token
    ).update(
        state=state if pause is None else State.PENDING,
        tries=number,
        next_try_at=timezone.now() + (pause or timedelta(0)),
        lease_token=None,
        lease_expires_at=None,
    )
    if not changed:
        return False
    WebhookTry.objects.create(
        delivery=delivery,
        number=number,
        at=outcome.at,
        status=outcome.status,
        latency_seconds=round(outcome.latency_seconds, 3),
        excerpt=outcome.excerpt,
        error=outcome.error[:300],
    )
    _note_health(delivery, succeeded=not outcome.error)
    if pause is not None and pause <= RUNG_FOR:
        doorbell.ring_for_webhooks(after=pause.total_seconds())
    return True


def _due(now: datetime) -> models.QuerySet[WebhookDelivery]:
    """What can be sent now; a test is sent to a paused endpoint, too."""
    pending = WebhookDelivery.objects.filter(state=State.PENDING, next_try_at__lte=now)
    free = Q(lease_expires_at=None) | Q(lease_expires_at__lte=now)
    open_to = Q(endpoint__paused_at=None) | Q(event=WebhookEvent.TEST)
    under_way = WebhookDelivery.objects.filter(
        endpoint=OuterRef("endpoint"),
        lease_token__isnull=False,
        lease_expires_at__gt=now,
    )
    counted = under_way.order_by().values("endpoint").annotate(n=Count("pk"))
    busy = Exists(counted.filter(n__gte=PARALLEL_PER_ENDPOINT))
    return pending.filter(free, open_to).exclude(busy)


def _secrets(claim: Claim) -> list[str]:
    return webhook_secrets.valid(claim.delivery.organization)


def _pause(
    delivery: WebhookDelivery, number: int, outcome: Outcome
) -> timedelta | None:
    """How long to wait for the next try; None if this was the last."""
    if not outcome.error or delivery.event == WebhookEvent.TEST:
        return None
    return webhook_retries.wait_after(number, outcome.status)


def _post(
    delivery: WebhookDelivery, at: datetime, secrets: list[str]
) -> safe_http.PostAnswer:
    signed = signed_headers(delivery.webhook_id, at, delivery.body, secrets)
    return safe_http.post(
        delivery.endpoint.url,
        delivery.body.encode(),
        {"Content-Type": "application/json", **signed},
        webhooks.policy(),
    )


def _complaint(status: int) -> str:
    """What is wrong with a receiver's answer; empty if nothing is."""
    if webhook_retries.is_success(status):
        return ""
    if 300 <= status < 400:
        return f"Webhook URL redirects (HTTP status {status}), which is not followed."
    return f"Webhook URL answered with HTTP status {status}."


def _note_health(delivery: WebhookDelivery, *, succeeded: bool) -> None:
    """A success heals the endpoint; nothing but failures for long pauses it."""
    endpoint = WebhookEndpoint.objects.filter(pk=delivery.endpoint_id)
    if succeeded:
        endpoint.exclude(failing_since=None).update(failing_since=None, paused_at=None)
        return
    if delivery.event == WebhookEvent.TEST:
        return
    now = timezone.now()
    endpoint.filter(failing_since=None).update(failing_since=now)
    since = now - timedelta(hours=settings.WEBHOOK_PAUSE_AFTER_H)
    endpoint.filter(paused_at=None, failing_since__lte=since).update(paused_at=now)
