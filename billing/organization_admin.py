"""An organization in the admin, with its money: balance, top-up, usage, rates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from billing import ledger, rates, statements
from billing.models import SynapseBalance, Transaction
from billing.moves_by_hand import (
    AdjustForm,
    MoveForm,
    TopUpForm,
    new_submission,
    outlook,
)
from organizations import access, invitation_links, members
from organizations.models import Organization, Role, User
from organizations.scoped_admin import ScopedAdmin
from organizations.vocabulary_field import VocabularyField

LATEST = 10


class OrganizationForm(forms.ModelForm):  # type: ignore[type-arg]
    vocabulary = VocabularyField(required=False)
    low_threshold = forms.IntegerField(
        label="Low-balance threshold",
        min_value=0,
        max_value=10**12,
        required=False,
        help_text=(
            "Owners and admins are told by e-mail, and endpoints by the webhook "
            "balance.low, when the balance falls below so many synapses. 0: never."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = _held(self.instance)
        self.initial["low_threshold"] = held.low_threshold if held else 0

    def clean_low_threshold(self) -> int:
        threshold: int | None = self.cleaned_data["low_threshold"]
        return threshold or 0


class NewOrganizationForm(OrganizationForm):
    owner = forms.EmailField(
        label="Owner’s e-mail address",
        max_length=254,
        help_text="An invitation goes there; who accepts it is the first owner.",
    )


class OrganizationAdmin(ScopedAdmin):
    form = OrganizationForm
    organization_path = ""
    managers_may = frozenset({"view", "change"})
    nobody_may = frozenset({"delete"})
    list_display = ("name", "public_id", "balance", "low_since", "created_at")
    list_select_related = ("synapse_balance",)
    search_fields = ("name", "public_id")
    ordering = ("name",)
    readonly_fields = ("public_id", "created_at")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return ("name", "owner", "low_threshold")
        return ("name", "low_threshold", "vocabulary", "public_id", "created_at")

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        if obj is None:
            kwargs["form"] = NewOrganizationForm
        return super().get_form(request, obj, change, **kwargs)

    @admin.display(ordering="synapse_balance__synapses", description="synapses left")
    def balance(self, organization: Organization) -> str:
        held = _held(organization)
        return f"{held.synapses if held else 0:,}"

    @admin.display(ordering="synapse_balance__low_since")
    def low_since(self, organization: Organization) -> Any:
        held = _held(organization)
        return held.low_since if held else None

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        assert isinstance(request.user, User)
        if not change:
            link_to, owner = invitation_links.links(request), form.cleaned_data["owner"]
            members.invite(obj, owner, Role.OWNER, request.user, link_to=link_to)
        if "low_threshold" in form.changed_data:
            threshold = form.cleaned_data["low_threshold"]
            ledger.set_threshold(obj, threshold, actor=str(request.user))

    def get_urls(self) -> list[URLPattern]:
        guarded = self.admin_site.admin_view
        name = "organizations_organization"
        return [
            path("<int:pk>/top-up/", guarded(self.top_up), name=f"{name}_top_up"),
            path("<int:pk>/adjust/", guarded(self.adjust), name=f"{name}_adjust"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        organization = self.get_object(request, object_id)
        shown = _account(organization, request) if organization else {}
        return super().change_view(
            request, object_id, form_url, {**shown, **(extra_context or {})}
        )

    def top_up(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._by_hand(request, pk, TopUpForm, "Top up")

    def adjust(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.is_superuser:
            raise Http404
        return self._by_hand(request, pk, AdjustForm, "Adjust")

    def _by_hand(
        self, request: HttpRequest, pk: int, kind: type[MoveForm], title: str
    ) -> HttpResponse:
        """Ask, ask to confirm, then move: a step with each POST."""
        organization = get_object_or_404(self.get_queryset(request), pk=pk)
        form = kind(request.POST or None, initial={"submission": new_submission()})
        context = {"form": form, "organization": organization, "title": title}
        context["balance"] = ledger.balance(organization)
        if not form.is_valid():
            return self._step(request, context)
        if "confirm" in request.POST:
            entry = form.move(organization, request.user)
            if entry is not None:
                self._tell(request, form, entry)
                return redirect("admin:organizations_organization_change", pk)
        elif "change" not in request.POST:
            context |= outlook(form, organization)
            if context["after"] < 0:
                form.add_error("amount", "The balance can't fall below 0.")
        return self._step(request, context)

    def _step(self, request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        shared |= {"opts": self.opts, **context}
        template = "admin/organizations/organization/move.html"
        return TemplateResponse(request, template, shared)

    def _tell(self, request: HttpRequest, form: MoveForm, entry: Transaction) -> None:
        done = f"{entry.synapses:+,} synapses. The balance is {entry.balance_after:,}."
        if entry.synapses == form.cleaned_data["amount"]:
            self.message_user(request, done, messages.SUCCESS)
        else:
            already = f"Nothing was moved: this form had been used already for {done}"
            self.message_user(request, already, messages.WARNING)


def _held(organization: Organization) -> SynapseBalance | None:
    return getattr(organization, "synapse_balance", None)


def _account(organization: Organization, request: HttpRequest) -> dict[str, Any]:
    """What the organization's page shows beside its name."""
    now = timezone.now()
    people: QuerySet[Any] = organization.memberships.select_related("user")
    mine = access.managed(request.user).filter(pk=organization.pk)
    return {
        "held": _held(organization),
        "latest": statements.transactions(organization)[:LATEST],
        "month": statements.this_month(organization),
        "month_name": f"{now:%B %Y}",
        "rates": rates.current(organization, at=now),
        "next_rates": rates.next_change(organization, now),
        "members": people.order_by("user__email"),
        "invitations": members.pending(organization).order_by("email"),
        #: Whether the organization's own pages are open to the person.
        "manages": mine.exists(),
        "keys": organization.api_keys.order_by("-pk"),
    }
