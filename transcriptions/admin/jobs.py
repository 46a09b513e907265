"""The admin of jobs: where they stand, what they cost, and what can be done to them.

No transcript is shown to platform staff, unless ADMIN_SHOWS_TRANSCRIPTS says so, and
then each look is in the audit log. Members read theirs on the job's own page.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.db.models.fields.json import KT
from django.http import HttpRequest, HttpResponse

from organizations import audit
from organizations.models_audit import Action
from organizations.scoped_admin import ScopedRelatedFilter, names_organizations
from transcriptions.admin import actions
from transcriptions.admin.facts import Facts
from transcriptions.admin.read_only import ReadOnlyAdmin
from transcriptions.models import Transcription

TECHNICAL = (
    "worker",
    "lease_expires_at",
    "claims",
    "attempt",
    "not_before",
    "transcribed_seconds",
    "engine",
    "options",
    "api_key",
    "request_id",
)


class EngineFilter(admin.SimpleListFilter):
    title = "engine"
    parameter_name = "engine"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("whisperx", "WhisperX"), ("pocketsphinx", "PocketSphinx")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(engine_name=self.value()) if self.value() else queryset


@admin.register(Transcription)
class TranscriptionAdmin(Facts, ReadOnlyAdmin):
    list_filter = (
        "status",
        "priority",
        "language",
        EngineFilter,
        "created_at",
        ("organization", ScopedRelatedFilter),
    )
    search_fields = ("public_id", "filename")
    search_help_text = "By the transcription's id or the file's name."
    ordering = ("-pk",)
    actions = (actions.cancel, actions.retry, actions.delete)
    list_select_related = ("organization",)

    class Media:
        css = {"all": ["css/admin_jobs.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Without what would reveal the text."""
        rows: QuerySet[Any] = super().get_queryset(request)
        rows = rows.defer("result", "search_vector")
        named: QuerySet[Any] = rows.annotate(engine_name=KT("result__engine__name"))
        return named

    def get_list_display(self, request: HttpRequest) -> tuple[str, ...]:
        """As many columns as a screen of 1280 pixels has room for."""
        many = names_organizations(request)
        return (
            "name",
            *(("organization",) if many else ()),
            "state",
            "progress",
            *(() if many else ("priority",)),
            "engine",
            "length",
            "synapses",
            "created_at",
        )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return [
            (None, {"fields": self._facts(request)}),
            ("Money", {"fields": ("synapses_charged", "synapses_refunded", "money")}),
            ("History", {"fields": ("timeline",)}),
            *self._for_staff(request),
        ]

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if _shows_transcripts(request):
            job = context["original"]
            audit.record(
                Action.TRANSCRIPT_VIEWED,
                organization=job.organization,
                actor=request.user,
                target=job.public_id,
            )
        return super().render_change_form(request, context, *args, **kwargs)

    def _facts(self, request: HttpRequest) -> tuple[str, ...]:
        page = () if request.user.is_superuser else ("page",)
        return (
            "public_id",
            "organization",
            "created_by",
            *page,
            "filename",
            "language",
            "priority",
            "length",
            "state",
            "stage",
            "progress",
            "failure_code",
            "failure_message",
            "created_at",
            "started_at",
            "completed_at",
        )

    def _for_staff(self, request: HttpRequest) -> list[Any]:
        if not request.user.is_superuser:
            return []
        shown: list[Any] = [("Technical details", {"fields": TECHNICAL})]
        if _shows_transcripts(request):
            shown.append(("Transcript", {"fields": ("transcript",)}))
        return shown


def _shows_transcripts(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser and settings.ADMIN_SHOWS_TRANSCRIPTS)
