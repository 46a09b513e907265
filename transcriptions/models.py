"""Jobs, their transcript and their history.

`transcriptions.lifecycle` alone writes `Transcription.status` and all that goes with
it, the checkpoints and the events; `transcriptions.uploads` alone writes `Upload`,
`transcriptions.presence` alone `Worker`. Webhooks are in `models_webhooks`, the order of
the queue in `models_queue`, redacted audio in `models_redaction`.
"""

from __future__ import annotations

from functools import partial

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from aitronos_site.lib.ids import new_id
from organizations.models import ApiKey, Organization, User
from transcriptions.states import PRIORITY_RANK, Priority, Stage, Status


class Upload(models.Model):
    """A file that was sent to be transcribed, already probed."""

    public_id = models.CharField(
        max_length=40, unique=True, editable=False, default=partial(new_id, "file")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="uploads"
    )
    created_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    file = models.FileField(max_length=300)
    filename = models.CharField(max_length=200)
    size_bytes = models.BigIntegerField()
    content_type = models.CharField(max_length=60)
    duration_seconds = models.DecimalField(max_digits=12, decimal_places=3)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [
            # uploads.remove_expired
            models.Index("expires_at", name="transcriptions_upload_expiry"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Transcription(models.Model):
    """One job, from its submission to its transcript."""

    public_id = models.CharField(
        max_length=40, unique=True, editable=False, default=partial(new_id, "trans")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="transcriptions"
    )
    created_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    api_key = models.ForeignKey(
        ApiKey, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    request_id = models.CharField(max_length=40, blank=True)

    # What was asked
    audio_url = models.CharField(max_length=2048)
    upload = models.ForeignKey(
        Upload, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    filename = models.CharField(max_length=200)
    language = models.CharField(max_length=8)
    priority = models.CharField(
        max_length=10, choices=Priority.choices, default=Priority.NORMAL
    )
    priority_rank = models.PositiveSmallIntegerField(
        default=PRIORITY_RANK[Priority.NORMAL]
    )
    options = models.JSONField(default=dict)
    metadata = models.JSONField(default=dict)

    # The audio; `audio` is empty until the source lies in the storage.
    audio = models.FileField(max_length=300, blank=True)
    content_type = models.CharField(max_length=60)
    duration_seconds = models.DecimalField(max_digits=12, decimal_places=3)

    # Where it stands
    status = models.CharField(
        max_length=10, choices=Status.choices, default=Status.QUEUED
    )
    stage = models.CharField(
        max_length=12, choices=Stage.choices, default=Stage.WAITING
    )
    percent = models.PositiveSmallIntegerField(default=0)
    #: Grows with every change, so that a page can tell old news from new.
    version = models.PositiveIntegerField(default=1)
    failure_code = models.CharField(max_length=40, blank=True)
    failure_message = models.CharField(max_length=500, blank=True)

    # What it cost; `attempt` names the charge in the ledger.
    attempt = models.PositiveSmallIntegerField(default=1)
    synapses_charged = models.BigIntegerField(default=0)
    synapses_refunded = models.BigIntegerField(default=0)

    # Who works on it
    #: How often the job was taken since a window was last finished.
    claims = models.PositiveSmallIntegerField(default=0)
    #: Seconds of the audio that are done; a cancelled job pays for these.
    transcribed_seconds = models.FloatField(default=0.0)
    lease_token = models.UUIDField(null=True, blank=True)
    lease_expires_at = models.DateTimeField(null=True, blank=True)
    worker = models.CharField(max_length=200, blank=True)
    #: A job that is tried again waits until then.
    not_before = models.DateTimeField(default=timezone.now)

    # What came of it; the text itself lies in the sentences.
    result = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    #: The words as PostgreSQL's full-text search keeps them, in the text's language.
    search_vector = SearchVectorField(null=True, editable=False)
    search_config = models.CharField(max_length=20, blank=True, editable=False)

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="transcriptions_transcription_status_known",
                condition=Q(status__in=Status.values),
            ),
            models.CheckConstraint(
                name="transcriptions_transcription_lease_while_processing",
                condition=Q(
                    status=Status.PROCESSING,
                    lease_token__isnull=False,
                    lease_expires_at__isnull=False,
                )
                | ~Q(status=Status.PROCESSING)
                & Q(lease_token=None, lease_expires_at=None),
            ),
            models.CheckConstraint(
                name="transcriptions_transcription_completed_has_result",
                condition=~Q(status=Status.COMPLETED)
                | Q(completed_at__isnull=False, result__isnull=False),
            ),
            models.CheckConstraint(
                name="transcriptions_transcription_failed_says_why",
                condition=~Q(status=Status.FAILED) | ~Q(failure_code=""),
            ),
            models.CheckConstraint(
                name="transcriptions_transcription_percent_in_range",
                condition=Q(percent__lte=100),
            ),
            models.CheckConstraint(
                name="transcriptions_transcription_refund_within_charge",
                condition=Q(synapses_refunded__lte=F("synapses_charged")),
            ),
        ]
        indexes = [
            # lifecycle.claim: the next job to work on.
            models.Index(
                "priority_rank",
                "created_at",
                "id",
                condition=Q(status=Status.QUEUED),
                name="transcriptions_queue",
            ),
            # lifecycle.claim_analysis: the next job to be analysed.
            models.Index(
                "priority_rank",
                "started_at",
                "id",
                condition=Q(status=Status.PROCESSING, stage=Stage.ANALYSING, worker=""),
                name="transcriptions_analysis",
            ),
            # lifecycle.sweep: leases that ran out.
            models.Index(
                "lease_expires_at",
                condition=Q(status=Status.PROCESSING),
                name="transcriptions_leases",
            ),
            # search.matching: the jobs whose transcript has these words.
            GinIndex(fields=["search_vector"], name="transcriptions_search"),
            # The dashboard and the list: an organization's jobs, the newest first.
            models.Index(fields=["organization", "-id"], name="transcriptions_newest"),
        ]

    def __str__(self) -> str:
        return self.public_id

    @property
    def processing_seconds(self) -> float | None:
        """Wall time from the last claim to the end."""
        if self.started_at is None or self.completed_at is None:
            return None
        return round((self.completed_at - self.started_at).total_seconds(), 3)


class Sentence(models.Model):
    """One sentence of a transcript; times are seconds from the start of the audio."""

    transcription = models.ForeignKey(
        Transcription, on_delete=models.CASCADE, related_name="sentences"
    )
    position = models.PositiveIntegerField()
    text = models.TextField()
    start = models.FloatField()
    end = models.FloatField()
    confidence = models.FloatField(null=True, blank=True)
    speaker = models.CharField(max_length=40, blank=True)
    #: `[{text, start, end, confidence, speaker}, …]`
    words = models.JSONField(default=list)
    #: Why the sentence is suspect; see `transcriptions.quality`.
    flags = models.JSONField(default=list)

    class Meta:
        ordering = ["transcription", "position"]
        constraints = [
            models.UniqueConstraint(
                "transcription", "position", name="transcriptions_sentence_position"
            ),
            models.CheckConstraint(
                name="transcriptions_sentence_start_before_end",
                condition=Q(start__gte=0, end__gte=F("start")),
            ),
        ]

    def __str__(self) -> str:
        return f"sentence {self.position}"


class Checkpoint(models.Model):
    """What was heard in one window of an unfinished job, so that it is not done anew."""

    transcription = models.ForeignKey(
        Transcription, on_delete=models.CASCADE, related_name="checkpoints"
    )
    position = models.PositiveIntegerField()
    #: Of the engine, the options and all else that the data depends on.
    fingerprint = models.CharField(max_length=32)
    #: A passage, as `transcriptions.passages` writes it.
    data = models.JSONField()
    #: What a diarizer heard, if one listened.
    evidence = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "transcription", "position", name="transcriptions_checkpoint_position"
            ),
        ]

    def __str__(self) -> str:
        return f"window {self.position}"


class TranscriptionEvent(models.Model):
    """Something that happened to a job: its history, and what the pages are told.

    Of the progress only the newest event is kept.
    """

    class Type(models.TextChoices):
        CREATED = "created"
        STARTED = "started"
        PROGRESS = "progress"
        REQUEUED = "requeued"
        COMPLETED = "completed"
        FAILED = "failed"
        CANCELLED = "cancelled"
        #: The redacted audio is there, or it is certain that it will not be.
        AUDIO = "audio"

    transcription = models.ForeignKey(
        Transcription, on_delete=models.CASCADE, related_name="events"
    )
    type = models.CharField(max_length=10, choices=Type.choices)
    detail = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            # A job's history, and the removal of its older progress.
            models.Index("transcription", "type", name="transcriptions_event_history"),
        ]

    def __str__(self) -> str:
        return self.type


class Erasure(models.Model):
    """A stored file of a deleted job that must go; the row goes when the file has."""

    name = models.CharField(max_length=300)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Worker(models.Model):
    """A worker process that was seen lately."""

    class Queue(models.TextChoices):
        TRANSCRIBE = "transcribe"
        ANALYSE = "analyse"

    name = models.CharField(max_length=200, unique=True)
    queue = models.CharField(
        max_length=20, choices=Queue.choices, default=Queue.TRANSCRIBE
    )
    engine = models.JSONField(null=True, blank=True)
    engine_reason = models.CharField(max_length=500, blank=True)
    started_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name


# Django finds the models of an app in this module only.
from transcriptions.models_idempotency import IdempotencyRecord  # noqa: E402, F401
from transcriptions.models_queue import (  # noqa: E402, F401
    MeasuredSpeed,
    QueuePlace,
    Turn,
)
from transcriptions.models_redaction import RedactedAudio  # noqa: E402, F401
from transcriptions.models_webhooks import (  # noqa: E402, F401
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
    WebhookTry,
)
