"""Money in the admin: transactions to read, rates to add to, organizations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path

from billing import csv_export, rates
from billing.models import Transaction
from billing.models_rates import OrganizationRate, RateCard
from billing.organization_admin import OrganizationAdmin
from organizations.models import Organization
from organizations.scoped_admin import ActorFilter, ScopedAdmin, ScopedRelatedFilter

admin.site.register(Organization, OrganizationAdmin)


@admin.register(Transaction)
class TransactionAdmin(ScopedAdmin):
    nobody_may = frozenset({"add", "change", "delete"})
    list_display = (
        "created_at", "kind", "moved", "left", "job_id", "actor", "reason", "reference",
        "organization",
    )  # fmt: skip
    list_filter = (
        "kind", "created_at", ActorFilter, ("organization", ScopedRelatedFilter)
    )  # fmt: skip
    list_select_related = ("organization",)
    search_fields = ("job_id", "reference", "actor", "public_id")
    ordering = ("-pk",)
    fields = (
        "public_id", "organization", "created_at", "kind", "synapses", "balance_after",
        "reason", "reference", "job_id", "attempt", "multipliers", "actor", "request_id",
    )  # fmt: skip
    actions = ("export_selected",)

    @admin.display(ordering="synapses", description="synapses")
    def moved(self, entry: Transaction) -> str:
        return f"{entry.synapses:+,}"

    @admin.display(description="balance after")
    def left(self, entry: Transaction) -> str:
        return f"{entry.balance_after:,}"

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


@admin.register(RateCard)
class RateCardAdmin(ScopedAdmin):
    """The price for everybody, which every manager may read."""

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


@admin.register(OrganizationRate)
class OrganizationRateAdmin(ScopedAdmin):
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
