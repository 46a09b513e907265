"""Requests that carried an `Idempotency-Key`; `transcriptions.idempotency` alone writes them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

from organizations.models import Organization


class IdempotencyRecord(models.Model):
    """A key that was used: claimed while `answer_status` is null, afterwards answered."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=255)
    #: SHA-256 of method, path and body, so that another request is told from a retry.
    fingerprint = models.CharField(max_length=64)
    #: Names the request that holds the claim; another one can't write its answer.
    token = models.UUIDField(default=uuid.uuid4)
    locked_until = models.DateTimeField()
    answer_status = models.PositiveSmallIntegerField(null=True, blank=True)
    answer_body = models.BinaryField(default=b"")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization", "key", name="transcriptions_idempotency_key_once"
            ),
            models.CheckConstraint(
                name="transcriptions_idempotency_answer_kept",
                condition=Q(answer_status=None)
                | Q(answer_status__range=(200, 299))
                | Q(answer_status__in=(402, 422)),
            ),
        ]
        indexes = [
            # idempotency.remove_expired
            models.Index("expires_at", name="transcriptions_idem_expiry"),
        ]

    def __str__(self) -> str:
        return f"idempotency key #{self.pk}"
