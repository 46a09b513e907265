"""Admin pages that show rows and change none, for managers or for staff alone."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from organizations.scoped_admin import ScopedAdmin


class OnlyNamedLookups(admin.ModelAdmin):  # type: ignore[type-arg]
    """Lists that are narrowed by their filters' fields and by no other.

    Django lets the address name any field of the row: who may not read a transcript
    could guess it word by word.
    """

    def lookup_allowed(
        self, lookup: str, value: Any, request: HttpRequest | None = None
    ) -> bool:
        named = {self.date_hierarchy}
        for each in self.list_filter:
            field = each[0] if isinstance(each, tuple) else each
            named.add(getattr(field, "parameter_name", field))  # type: ignore[arg-type]
        known = lookup.partition("__")[0] in named
        return known and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]


class ReadOnlyAdmin(OnlyNamedLookups, ScopedAdmin):
    """An organization's rows, for its managers and for staff."""

    nobody_may: ClassVar[frozenset[str]] = frozenset({"add", "change", "delete"})


class StaffAdmin(OnlyNamedLookups):
    """The machine's own rows, for superusers."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows if request.user.is_superuser else rows.none()

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False

    def has_delete_permission(
        self, request: HttpRequest, obj: Model | None = None
    ) -> bool:
        return False
