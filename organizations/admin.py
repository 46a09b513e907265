"""People, keys and the audit log in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from organizations import invitation_links, keys, members
from organizations.errors import AlreadyMember, LastOwner
from organizations.models import ApiKey, Invitation, Membership, Role, User
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


class MembershipForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if role != Role.OWNER and members.is_last_owner(self.instance):
            raise forms.ValidationError(LastOwner().message)
        return role


class InvitationForm(forms.ModelForm):  # type: ignore[type-arg]
    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        email = given["email"] = given.get("email", "").strip().lower()
        organization = given.get("organization")
        if organization and members.belongs(organization, email):
            self.add_error("email", AlreadyMember().message)
        return given

    def validate_constraints(self) -> None:
        """An offer that is open is withdrawn by the new one."""


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
    """Superusers change and remove members here; managers do it on /members."""

    form = MembershipForm
    nobody_may = frozenset({"add"})
    fields = ("user", "organization", "role", "created_at")
    readonly_fields = ("user", "organization", "created_at")
    list_display = ("user", "role", "organization", "created_at")
    list_filter = ("role", BY_ORGANIZATION)
    list_select_related = ("user", "organization")
    search_fields = ("user__email", "organization__name")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if obj is not None and members.is_last_owner(obj):
            return False
        return super().has_delete_permission(request, obj)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Each removal by itself, so that an owner is left."""
        actions: dict[str, Any] = super().get_actions(request)
        return {name: act for name, act in actions.items() if name != "delete_selected"}

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        members.change_role(obj, obj.role, _reader(request))

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        members.remove(obj, _reader(request))


@admin.register(Invitation)
class InvitationAdmin(ScopedAdmin):
    """Superusers invite here; managers do it on /members."""

    form = InvitationForm
    nobody_may = frozenset({"change", "delete"})
    actions = ("withdraw_selected",)
    list_display = (
        "email", "role", "organization", "expires_at", "accepted_at", "withdrawn_at"
    )  # fmt: skip
    list_filter = ("role", BY_ORGANIZATION)
    list_select_related = ("organization",)
    search_fields = ("email", "organization__name")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        asked = ("organization", "email", "role")
        told = ("created_by", "created_at", "expires_at", "accepted_at", "withdrawn_at")
        return asked if obj is None else asked + told

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        made = members.invite(
            obj.organization,
            obj.email,
            obj.role,
            _reader(request),
            link_to=invitation_links.links(request),
        )
        obj.pk = made.pk

    @admin.action(description="Withdraw selected invitations", permissions=["add"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for invitation in queryset.select_related("organization"):
            members.withdraw(invitation, _reader(request))
        self.message_user(request, "They are withdrawn.", messages.SUCCESS)


@admin.register(AuditEntry)
class AuditEntryAdmin(ScopedAdmin):
    """What concerns the whole house has no organization; superusers alone see it."""

    nobody_may = NO_CHANGES
    list_display = (
        "created_at", "action", "actor", "address", "target", "told", "organization"
    )  # fmt: skip
    list_filter = ("action", ActorFilter, "created_at", BY_ORGANIZATION)
    list_select_related = ("organization",)
    date_hierarchy = "created_at"
    search_fields = ("actor", "target", "address")
    search_help_text = (
        "By who did it, what it was done to, or the address it came from."
    )
    ordering = ("-pk",)
    fields = (
        "created_at", "action", "actor", "address", "target", "told", "organization"
    )  # fmt: skip
    readonly_fields = ("told",)

    @admin.display(description="details")
    def told(self, entry: AuditEntry) -> str:
        """`reason: INV-7, role: owner`, without what is empty."""
        known = entry.details.items()
        return ", ".join(f"{name}: {_told(value)}" for name, value in known if value)


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


def _told(value: Any) -> str:
    return " and ".join(value) if isinstance(value, list) else str(value)


def _reader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
