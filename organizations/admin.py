"""People, keys and the audit log in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from organizations import keys
from organizations.models import ApiKey, Invitation, Membership, User
from organizations.models_audit import AuditEntry
from organizations.scoped_admin import ActorFilter, ScopedAdmin, ScopedRelatedFilter

NO_CHANGES = frozenset({"add", "change", "delete"})
BY_ORGANIZATION = ("organization", ScopedRelatedFilter)


class NewUserForm(AdminUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = ("email",)

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


class UserForm(UserChangeForm):  # type: ignore[type-arg]
    class Meta:
        model = User
        fields = "__all__"

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


@admin.register(User)
class UserAdmin(ScopedAdmin, DjangoUserAdmin):  # type: ignore[type-arg]
    """For superusers only. Nobody is deleted: who leaves is made inactive."""

    organization_path = "memberships__organization"
    managers_may = frozenset()
    nobody_may = frozenset({"delete"})
    form, add_form = UserForm, NewUserForm
    ordering = ("email",)
    list_display = ("email", "first_name", "last_name", "is_active", "is_superuser")
    list_filter = ("is_active", "is_superuser")
    search_fields = ("email", "first_name", "last_name")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password", "first_name", "last_name")}),
        ("Rights", {"fields": ("is_active", "is_superuser")}),
        ("Times", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "usable_password", "password1", "password2")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).distinct()


@admin.register(Membership)
class MembershipAdmin(ScopedAdmin):
    nobody_may = NO_CHANGES
    list_display = ("user", "role", "organization", "created_at")
    list_filter = ("role", BY_ORGANIZATION)
    list_select_related = ("user", "organization")
    search_fields = ("user__email", "organization__name")


@admin.register(Invitation)
class InvitationAdmin(ScopedAdmin):
    nobody_may = NO_CHANGES
    list_display = (
        "email", "role", "organization", "expires_at", "accepted_at", "withdrawn_at"
    )  # fmt: skip
    list_filter = ("role", BY_ORGANIZATION)
    list_select_related = ("organization",)
    search_fields = ("email", "organization__name")


@admin.register(AuditEntry)
class AuditEntryAdmin(ScopedAdmin):
    """What concerns the whole house has no organization; superusers alone see it."""

    nobody_may = NO_CHANGES
    list_display = (
        "created_at", "action", "actor", "target", "organization", "address"
    )  # fmt: skip
    list_filter = ("action", ActorFilter, "created_at", BY_ORGANIZATION)
    list_select_related = ("organization",)
    search_fields = ("actor", "target", "address")
    ordering = ("-pk",)


@admin.register(ApiKey)
class ApiKeyAdmin(ScopedAdmin):
    nobody_may = NO_CHANGES
    list_display = (
        "name", "prefix", "state", "organization", "created_by", "last_used_at"
    )  # fmt: skip
    list_filter = (BY_ORGANIZATION, "created_at")
    list_select_related = ("organization", "created_by")
    search_fields = ("name", "prefix", "public_id")
    fields = (
        "public_id", "organization", "name", "prefix", "state", "scopes", "created_by",
        "created_at", "expires_at", "revoked_at", "last_used_at",
    )  # fmt: skip
    readonly_fields = ("state",)
    actions = ("revoke_selected",)

    def get_urls(self) -> list[URLPattern]:
        revoke = self.admin_site.admin_view(self.revoke)
        name = "organizations_apikey_revoke"
        return [path("<int:pk>/revoke/", revoke, name=name), *super().get_urls()]

    @admin.action(description="Revoke selected keys")
    def revoke_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for key in queryset.select_related("organization"):
            keys.revoke(key, actor=request.user)
        self.message_user(request, "The keys are revoked.", messages.SUCCESS)

    @method_decorator(require_POST)
    def revoke(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The button of the organization's page, which is shown again."""
        key = get_object_or_404(self.get_queryset(request), pk=pk)
        keys.revoke(key, actor=request.user)
        self.message_user(request, f"{key} is revoked.", messages.SUCCESS)
        return redirect("admin:organizations_organization_change", key.organization_id)
