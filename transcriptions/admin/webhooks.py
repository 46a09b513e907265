"""An organization's webhooks in the admin: how they fare, never what they say."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from organizations.scoped_admin import ScopedRelatedFilter
from transcriptions.admin.read_only import ReadOnlyAdmin
from transcriptions.models_webhooks import WebhookDelivery, WebhookEndpoint, WebhookTry


class Tries(admin.TabularInline):  # type: ignore[type-arg]
    model = WebhookTry
    # Not the excerpt: a receiver's answer is the customer's.
    fields = readonly_fields = ("number", "at", "status", "latency_seconds", "error")
    can_delete = False

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        """Who may see the delivery, which is what the page has checked."""
        return True

    def has_add_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False


@admin.register(WebhookDelivery)
class WebhookDeliveryAdmin(ReadOnlyAdmin):
    list_display = (
        "public_id",
        "organization",
        "event",
        "state",
        "tries",
        "endpoint",
        "created_at",
    )
    list_select_related = ("organization", "endpoint")
    list_filter = (
        "state",
        "event",
        "created_at",
        ("organization", ScopedRelatedFilter),
    )
    search_fields = ("public_id", "transcription__public_id")
    ordering = ("-pk",)
    exclude = ("body", "lease_token", "lease_expires_at")
    inlines = (Tries,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("body")


@admin.register(WebhookEndpoint)
class WebhookEndpointAdmin(ReadOnlyAdmin):
    list_display = ("url", "organization", "failing_since", "paused_at")
    list_select_related = ("organization",)
    list_filter = (("organization", ScopedRelatedFilter), "paused_at")
    search_fields = ("url",)
    ordering = ("-pk",)
