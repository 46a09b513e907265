"""Money in the admin: transactions to read, rates to add to, organizations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from billing import csv_export, rates
from billing.models import Transaction
from billing.models_rates import OrganizationRate, RateCard
from billing.organization_admin import OrganizationAdmin
from organizations.models import Organization
from organizations.scoped_admin import ActorFilter, ScopedAdmin, ScopedRelatedFilter

admin.site.register(Organization, OrganizationAdmin)


class JobFilter(admin.SimpleListFilter):
    """All that one transcription has moved, by its id."""

    title, parameter_name = "transcription", "job"
    template = "admin/billing/transaction/job_filter.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return []

    def has_output(self) -> bool:
        return True

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        """What is typed, and what else the list is narrowed by."""
        others = changelist.get_filters_params().items()
        kept = [(name, each) for name, values in others for each in values]
        yield {
            "value": self.value() or "",
            "others": [pair for pair in kept if pair[0] != self.parameter_name],
        }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        job = (self.value() or "").strip()
        return queryset.filter(job_id=job) if job else queryset


@admin.register(Transaction)
class TransactionAdmin(ScopedAdmin):
    nobody_may = frozenset({"add", "change", "delete"})
    list_display = (
        "created_at", "kind", "moved", "left", "job", "actor", "why", "organization"
    )  # fmt: skip
    list_filter = (
        "kind", JobFilter, "created_at", ActorFilter, ("organization", ScopedRelatedFilter)
    )  # fmt: skip
    list_select_related = ("organization",)
    date_hierarchy = "created_at"
    search_fields = ("job_id", "reference", "reason", "actor", "public_id")
    search_help_text = "By transcription, reference, reason, person or key, or id."
    ordering = ("-pk",)
    fields = (
        "public_id", "organization", "created_at", "kind", "moved", "left", "reason",
        "reference", "job", "attempt", "multiplied", "actor", "request_id",
    )  # fmt: skip
    readonly_fields = ("moved", "left", "job", "multiplied")
    actions = ("export_selected",)

    @admin.display(ordering="synapses", description="synapses")
    def moved(self, entry: Transaction) -> str:
        return f"{entry.synapses:+,}"

    @admin.display(description="balance")
    def left(self, entry: Transaction) -> str:
        return f"{entry.balance_after:,}"

    @admin.display(description="transcription", ordering="job_id")
    def job(self, entry: Transaction) -> SafeString | str:
        """Leads to all that it has moved."""
        if not entry.job_id:
            return ""
        moved = reverse("admin:billing_transaction_changelist")
        short = f"{entry.job_id[:14]}…"
        link = '<a href="{}?job={}" title="{}">{}</a>'
        return format_html(link, moved, entry.job_id, entry.job_id, short)

    @admin.display(description="reason")
    def why(self, entry: Transaction) -> str:
        return " · ".join(filter(None, (entry.reason, entry.reference)))

    @admin.display(description="multipliers")
    def multiplied(self, entry: Transaction) -> str:
        kept = (entry.multipliers or {}).items()
        return ", ".join(f"{name} × {value:g}" for name, value in kept)

    def get_urls(self) -> list[URLPattern]:
        export = self.admin_site.admin_view(self.export)
        name = "billing_transaction_export"
        return [path("export/", export, name=name), *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponseBase:
        """All rows of the list as it is filtered, on whatever page they are."""
        try:
            shown: QuerySet[Any] = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:  # the list itself leads back like this
            return redirect("admin:billing_transaction_changelist")
        return csv_export.answer(request, shown)

    @admin.action(description="Export selected transactions as CSV")
    def export_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponseBase:
        return csv_export.answer(request, queryset)


class StartForm(forms.ModelForm):  # type: ignore[type-arg]
    """What starts has not started before: jobs are priced when they are submitted."""

    class Meta:
        help_texts = {
            "starts_at": "In UTC; a time that has passed means now.",
            "normal": "The multiplier of the priority normal.",
            "high": "The multiplier of the priority high.",
            "urgent": "The multiplier of the priority urgent.",
        }

    def clean_starts_at(self) -> datetime:
        starts_at: datetime = self.cleaned_data["starts_at"]
        return max(starts_at, timezone.now())


@admin.register(RateCard)
class RateCardAdmin(ScopedAdmin):
    """The price for everybody, which every manager may read."""

    form = StartForm
    nobody_may = frozenset({"change", "delete"})
    list_display = (
        "starts_at", "synapses_per_second", "base", "normal", "high", "urgent",
        "created_by",
    )  # fmt: skip
    ordering = ("-starts_at",)
    exclude = ("created_by",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[RateCard]:
        return admin.ModelAdmin.get_queryset(self, request)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        rates.publish(obj, actor=str(request.user))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = {"now": rates.card_at(timezone.now()), **(extra_context or {})}
        return super().changelist_view(request, shown)


@admin.register(OrganizationRate)
class OrganizationRateAdmin(ScopedAdmin):
    form = StartForm
    nobody_may = frozenset({"change", "delete"})
    list_display = ("organization", "starts_at", "multiplier", "created_by")
    list_filter = (("organization", ScopedRelatedFilter),)
    list_select_related = ("organization",)
    ordering = ("-starts_at",)
    exclude = ("created_by",)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        rates.agree(obj, actor=str(request.user))
