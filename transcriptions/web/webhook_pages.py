"""What the page about webhooks shows, in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from organizations.models import Organization
from transcriptions import webhook_secrets
from transcriptions.models_webhooks import (
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
    WebhookTry,
)

DELIVERIES_PER_PAGE = 50
#: A job may name any URL, so there can be many; those in trouble come first.
ENDPOINTS_SHOWN = 20

State = WebhookDelivery.State
#: State → the status whose colour and icon it has.
PILLS: dict[str, str] = {
    State.PENDING: "queued",
    State.DELIVERED: "completed",
    State.FAILED: "failed",
    State.WITHDRAWN: "cancelled",
}


@dataclass(frozen=True)
class Row:
    delivery: WebhookDelivery
    attempts: Sequence[WebhookTry]
    pill: str

    @property
    def last(self) -> WebhookTry | None:
        return self.attempts[-1] if self.attempts else None

    @property
    def waits_for_resume(self) -> bool:
        paused = self.delivery.endpoint.paused_at is not None
        return paused and self.delivery.state == State.PENDING


@dataclass(frozen=True)
class WebhooksPage:
    """`newer` and `older` are page numbers, if there is one."""

    secret: WebhookSecret | None
    previous_secret: WebhookSecret | None
    endpoints: list[WebhookEndpoint]
    rows: list[Row]
    newer: int | None
    older: int | None


def page(organization: Organization, number: str) -> WebhooksPage:
    at = int(number) if number.isascii() and number.isdigit() else 1
    at = min(max(1, at), 10**6)
    first = (at - 1) * DELIVERIES_PER_PAGE
    found = list(_deliveries(organization)[first : first + DELIVERIES_PER_PAGE + 1])
    secret, previous = webhook_secrets.find(organization)
    return WebhooksPage(
        secret=secret,
        previous_secret=previous,
        endpoints=_endpoints(organization),
        rows=[_row(each) for each in found[:DELIVERIES_PER_PAGE]],
        newer=at - 1 if at > 1 else None,
        older=at + 1 if len(found) > DELIVERIES_PER_PAGE else None,
    )


def _deliveries(organization: Organization) -> QuerySet[WebhookDelivery]:
    mine = WebhookDelivery.objects.filter(organization=organization)
    related = mine.select_related("endpoint", "transcription")
    return related.prefetch_related("attempts").order_by("-pk")


def _endpoints(organization: Organization) -> list[WebhookEndpoint]:
    """With `waiting`, the number of deliveries that are still to be made."""
    waiting = Count("deliveries", filter=Q(deliveries__state=State.PENDING))
    mine = WebhookEndpoint.objects.filter(organization=organization)
    ordered = mine.annotate(waiting=waiting).order_by(
        F("paused_at").desc(nulls_last=True),
        F("failing_since").desc(nulls_last=True),
        "-pk",
    )
    return list(ordered[:ENDPOINTS_SHOWN])


def _row(delivery: WebhookDelivery) -> Row:
    return Row(delivery, list(delivery.attempts.all()), PILLS[delivery.state])
