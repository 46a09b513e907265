"""The one place that keeps an organization's managers to their own in the admin.

A model admin that derives from `ScopedAdmin` says how its rows belong to an
organization and what managers may do; a superuser is not limited. Whatever Django
reads through `get_queryset` (lists, search, autocomplete, single objects, actions,
exports, history) is scoped by that; choices and filters are scoped here too.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.filters import RelatedFieldListFilter
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.http import HttpRequest

from organizations import access


class ScopedAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    ordering: ClassVar[Any] = ("-pk",)
    #: The lookup from a row to its organization; "" if the row is one.
    organization_path: ClassVar[str] = "organization"
    #: Of `view`, `add`, `change` and `delete`, what a manager may; a superuser too,
    #: where `nobody_may` does not name it.
    managers_may: ClassVar[frozenset[str]] = frozenset({"view"})
    nobody_may: ClassVar[frozenset[str]] = frozenset()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        if request.user.is_superuser:
            return rows
        lookup = f"{self.organization_path or 'pk'}__in"
        return rows.filter(**{lookup: access.managed(request.user)})

    def get_list_display(self, request: HttpRequest) -> Any:
        """Without the organization for who has one: each column takes another's room."""
        columns = super().get_list_display(request)
        if names_organizations(request):
            return columns
        return tuple(each for each in columns if each != "organization")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "view", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "add", None)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request, "delete", obj)

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        """Offer, and accept, only what the person may see of the other model."""
        if not request.user.is_superuser:
            kwargs["queryset"] = visible(self.admin_site, request, db_field)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _may(self, request: HttpRequest, what: str, obj: Any) -> bool:
        if not request.user.is_active or what in self.nobody_may:
            return False
        if request.user.is_superuser:
            return True
        if what not in self.managers_may:
            return False
        mine = self.get_queryset(request)
        if obj is not None and obj.pk is not None:
            return mine.filter(pk=obj.pk).exists()
        return access.managed(request.user).exists()


def names_organizations(request: HttpRequest) -> bool:
    """Whether the person sees rows of more than one organization."""
    return request.user.is_superuser or access.managed(request.user).count() > 1


class ScopedRelatedFilter(RelatedFieldListFilter):
    """A filter by a related row that names only what the person may see."""

    def field_choices(
        self, field: Any, request: HttpRequest, model_admin: Any
    ) -> list[tuple[Any, Any]]:
        rows = visible(model_admin.admin_site, request, field)
        return [(row.pk, str(row)) for row in rows]


class ActorFilter(admin.SimpleListFilter):
    """A filter by the `actor` of the rows that the person may see, by name."""

    title = "person"
    parameter_name = "actor"
    most = 50

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = model_admin.get_queryset(request).exclude(actor="").order_by("actor")
        actors = rows.values_list("actor", flat=True).distinct()[: self.most]
        return [(actor, actor) for actor in actors]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(actor=self.value()) if self.value() else queryset


def visible(
    site: admin.AdminSite, request: HttpRequest, field: Field[Any, Any]
) -> QuerySet[Model]:
    """The rows a field can point to, as the other model's admin shows them; else none."""
    related: Any = field.related_model
    other = site._registry.get(related)
    if isinstance(other, ScopedAdmin) or (other and request.user.is_superuser):
        return other.get_queryset(request)
    rows: QuerySet[Model] = related._default_manager.all()
    return rows if request.user.is_superuser else rows.none()
