"""What the machine keeps for itself, shown to superusers: nothing here is changed."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.models import Group

from transcriptions.admin.read_only import StaffAdmin
from transcriptions.models import (
    Erasure,
    TranscriptionEvent,
    Upload,
    Worker,
)
from transcriptions.models_idempotency import IdempotencyRecord
from transcriptions.models_redaction import RedactedAudio

# Roles are memberships; nothing looks at groups.
if admin.site.is_registered(Group):
    admin.site.unregister(Group)


@admin.register(Worker)
class WorkerAdmin(StaffAdmin):
    list_display = ("name", "queue", "engine", "engine_reason", "started_at", "seen_at")
    list_filter = ("queue",)
    ordering = ("-seen_at",)


@admin.register(Upload)
class UploadAdmin(StaffAdmin):
    list_display = (
        "public_id",
        "organization",
        "filename",
        "size_bytes",
        "created_at",
        "expires_at",
    )
    list_select_related = ("organization",)
    list_filter = ("organization", "created_at")
    search_fields = ("public_id", "filename")
    ordering = ("-pk",)
    # A link to the file would open what the customer sent.
    exclude = ("file",)


@admin.register(RedactedAudio)
class RedactedAudioAdmin(StaffAdmin):
    list_display = ("transcription", "state", "tries", "created_at", "settled_at")
    list_select_related = ("transcription",)
    list_filter = ("state", "created_at")
    search_fields = ("transcription__public_id",)
    ordering = ("-pk",)
    # Files are for the organization alone, whatever is no longer in them.
    exclude = ("file", "lease_token")


@admin.register(Erasure)
class ErasureAdmin(StaffAdmin):
    list_display = ("name", "created_at")
    ordering = ("pk",)


@admin.register(TranscriptionEvent)
class TranscriptionEventAdmin(StaffAdmin):
    list_display = ("transcription", "type", "detail", "created_at")
    list_select_related = ("transcription",)
    list_filter = ("type", "created_at")
    search_fields = ("transcription__public_id",)
    ordering = ("-pk",)


@admin.register(IdempotencyRecord)
class IdempotencyRecordAdmin(StaffAdmin):
    list_display = (
        "__str__",
        "organization",
        "answer_status",
        "created_at",
        "expires_at",
    )
    list_select_related = ("organization",)
    list_filter = ("answer_status", "created_at")
    ordering = ("-pk",)
    # The answer may hold what the customer asked for; the token holds the claim.
    exclude = ("answer_body", "token")
