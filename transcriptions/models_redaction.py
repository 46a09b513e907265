"""The audio of a job without what was redacted of its text.

`transcriptions.redacted_audio` alone writes it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class RedactedAudio(models.Model):
    """Made after the job is completed, and given out once it is verified."""

    class State(models.TextChoices):
        #: To be made, or being made under a lease.
        PENDING = "pending"
        #: Verified: the engine no longer hears what was taken out.
        AVAILABLE = "available"
        #: It could not be verified, so it is not given out. Final.
        UNVERIFIED = "unverified"

    transcription = models.OneToOneField(
        "transcriptions.Transcription",
        on_delete=models.CASCADE,
        related_name="redacted_audio",
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PENDING
    )
    #: Empty until it is available.
    file = models.FileField(max_length=300, blank=True)
    #: `{passed, spans_checked, widened, residual: [[start, end], …]}`
    verification = models.JSONField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    #: One that is tried again waits until then.
    not_before = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "redacted audio"
        constraints = [
            models.CheckConstraint(
                name="transcriptions_redacted_audio_state_known",
                condition=Q(state__in=["pending", "available", "unverified"]),
            ),
            models.CheckConstraint(
                name="transcriptions_redacted_audio_available_has_file",
                condition=Q(state="available") & ~Q(file="")
                | ~Q(state="available") & Q(file=""),
            ),
            models.CheckConstraint(
                name="transcriptions_redacted_audio_lease_while_pending",
                condition=Q(state="pending")
                | Q(lease_token=None, lease_expires_at=None),
            ),
        ]
        indexes = [
            # redacted_audio.claim and sweep: what is still to be made.
            models.Index(
                "not_before",
                condition=Q(state="pending"),
                name="transcriptions_redacted_todo",
            ),
        ]

    def __str__(self) -> str:
        return f"redacted audio of {self.transcription_id}"
