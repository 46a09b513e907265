"""The order in which jobs are worked on: whose turn it is, and each job's place.

`transcriptions.queue` alone writes `Turn`. `QueuePlace` is a view of the database
(migration `0002_turns`), which defines the order.
"""

from __future__ import annotations

from django.db import models

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
    #: The length of the audio of all jobs before it.
    seconds_ahead = models.FloatField()

    class Meta:
        managed = False
        db_table = "transcriptions_queue_place"

    def __str__(self) -> str:
        return f"place {self.position}"
