"""The order in which jobs are worked on, and how fast: turns, places and speeds.

`transcriptions.queue` alone writes `Turn`, `transcriptions.speeds` alone
`MeasuredSpeed`. `QueuePlace` is a view of the database (migration `0003_queue`), which
defines the order.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organizations.models import Organization


class Turn(models.Model):
    """When a job of an organization, of one priority, was last taken by a worker."""

    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="+"
    )
    priority_rank = models.PositiveSmallIntegerField()
    #: By the database's clock, which all workers share.
    served_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "organization", "priority_rank", name="transcriptions_turn_once"
            ),
        ]

    def __str__(self) -> str:
        return f"turn of {self.organization_id} at {self.served_at}"


class QueuePlace(models.Model):
    """The place of a job that may be claimed now; other jobs have none."""

    transcription = models.OneToOneField(
        "transcriptions.Transcription",
        on_delete=models.DO_NOTHING,
        primary_key=True,
        related_name="queue_place",
    )
    #: 1 for the job that is next.
    position = models.BigIntegerField()
    #: Of audio, that is still to be worked on for the jobs before it and those at work.
    seconds_ahead = models.FloatField()

    class Meta:
        managed = False
        db_table = "transcriptions_queue_place"

    def __str__(self) -> str:
        return f"place {self.position}"


class MeasuredSpeed(models.Model):
    """How long an engine took on a host lately, and for how much audio."""

    host = models.CharField(max_length=200)
    engine = models.CharField(max_length=40)
    model = models.CharField(max_length=200)
    device = models.CharField(max_length=40)
    #: Whether telling the speakers apart was part of the work.
    with_speakers = models.BooleanField(default=False)
    #: Both fade as new measurements come; their ratio is the real-time factor.
    audio_seconds = models.FloatField()
    wall_seconds = models.FloatField()
    measured_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "host",
                "engine",
                "model",
                "device",
                "with_speakers",
                name="transcriptions_speed_once",
            ),
            models.CheckConstraint(
                name="transcriptions_speed_positive",
                condition=Q(audio_seconds__gt=0, wall_seconds__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.model} on {self.host}"

    @property
    def factor(self) -> float:
        """Seconds of work for a second of audio."""
        return self.wall_seconds / self.audio_seconds
