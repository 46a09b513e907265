"""Webhooks: secrets, endpoints, deliveries and each of their tries.

`transcriptions.webhook_secrets` alone writes `WebhookSecret`; the rest is written by
`transcriptions.webhooks` (what is to be sent) and `transcriptions.webhook_delivery`
(what came of it).
"""

from __future__ import annotations

from functools import partial

from django.db import models
from django.db.models import Q
from django.db.models.functions import MD5
from django.utils import timezone

from aitronos_site.lib.ids import new_id
from organizations.models import Organization


class WebhookEvent(models.TextChoices):
    COMPLETED = "transcription.completed"
    FAILED = "transcription.failed"
    CANCELLED = "transcription.cancelled"
    REDACTED_AUDIO_READY = "transcription.redacted_audio_ready"
    #: Of no job, to every endpoint of the organization.
    BALANCE_LOW = "balance.low"
    #: Sent by hand from the page, never of a job.
    TEST = "webhook.test"


#: What a job may ask for.
JOB_EVENTS = (
    WebhookEvent.COMPLETED,
    WebhookEvent.FAILED,
    WebhookEvent.CANCELLED,
    WebhookEvent.REDACTED_AUDIO_READY,
)


class WebhookSecret(models.Model):
    """What an organization's webhooks are signed with, for its receivers to check.

    It is stored as it is, because it is needed for each signature.
    """

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="webhook_secrets"
    )
    secret = models.CharField(max_length=100)
    created_at = models.DateTimeField(default=timezone.now)
    #: It is shown to a person once.
    shown_at = models.DateTimeField(null=True, blank=True)
    #: Set when it is replaced; until then both sign.
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # One is current; the others are being phased out, or over.
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(expires_at=None),
                name="transcriptions_webhook_secret_current",
            ),
        ]

    def __str__(self) -> str:
        return f"webhook secret #{self.pk}"


class WebhookEndpoint(models.Model):
    """A URL that an organization's webhooks go to, and its health."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="webhook_endpoints"
    )
    url = models.CharField(max_length=2048)
    created_at = models.DateTimeField(default=timezone.now)
    #: The first failure since the last success.
    failing_since = models.DateTimeField(null=True, blank=True)
    #: Its deliveries wait until a person resumes it.
    paused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            # By hash, because a long URL does not fit into an index.
            models.UniqueConstraint(
                "organization", MD5("url"), name="transcriptions_webhook_endpoint_once"
            ),
            models.CheckConstraint(
                name="transcriptions_webhook_endpoint_paused_is_failing",
                condition=Q(paused_at=None) | Q(failing_since__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.url


class WebhookDelivery(models.Model):
    """A message for one endpoint: what is sent, and how far it has come.

    A replay is a new delivery of the same message, with the same `webhook_id`.
    """

    class State(models.TextChoices):
        PENDING = "pending"
        DELIVERED = "delivered"
        FAILED = "failed"
        #: Its job was deleted before it was delivered.
        WITHDRAWN = "withdrawn"

    public_id = models.CharField(
        max_length=40, unique=True, editable=False, default=partial(new_id, "whd")
    )
    webhook_id = models.CharField(max_length=40, default=partial(new_id, "evt"))
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="webhook_deliveries"
    )
    endpoint = models.ForeignKey(
        WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries"
    )
    transcription = models.ForeignKey(
        "transcriptions.Transcription",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="webhook_deliveries",
    )
    event = models.CharField(max_length=40, choices=WebhookEvent.choices)
    #: The very text that is signed and sent; empty once it has been erased.
    body = models.TextField()
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PENDING
    )
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "webhook deliveries"
        constraints = [
            models.CheckConstraint(
                name="transcriptions_webhook_delivery_state_known",
                # `State` is out of reach of the comprehension of a class body.
                condition=Q(state__in=["pending", "delivered", "failed", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="transcriptions_webhook_delivery_lease_while_pending",
                condition=Q(lease_token=None, lease_expires_at=None)
                | Q(
                    state="pending",
                    lease_token__isnull=False,
                    lease_expires_at__isnull=False,
                ),
            ),
        ]
        indexes = [
            # webhook_delivery.claim: what is due.
            models.Index(
                "next_try_at",
                condition=Q(state="pending"),
                name="transcriptions_webhook_due",
            ),
            # webhook_delivery.claim: how many are under way to an endpoint.
            models.Index(
                "endpoint",
                "lease_expires_at",
                condition=Q(lease_token__isnull=False),
                name="transcriptions_webhook_leases",
            ),
            # The page: an organization's deliveries, the newest first.
            models.Index(
                fields=["organization", "-id"], name="transcriptions_webhook_newest"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class WebhookTry(models.Model):
    """One try of a delivery that came to an end; a worker that dies leaves none."""

    delivery = models.ForeignKey(
        WebhookDelivery, on_delete=models.CASCADE, related_name="attempts"
    )
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    #: HTTP status; None if no answer came.
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    latency_seconds = models.FloatField()
    #: The first 1 KiB of the answer's body.
    excerpt = models.TextField(blank=True)
    #: Why it failed, in a sentence; empty after a success.
    error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name_plural = "webhook tries"
        ordering = ["delivery", "number"]
        constraints = [
            # A try is settled once, whoever made it.
            models.UniqueConstraint(
                "delivery", "number", name="transcriptions_webhook_try_number"
            ),
        ]

    def __str__(self) -> str:
        return f"try {self.number}"
