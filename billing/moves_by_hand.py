"""A top-up or an adjustment in two steps: fill in, then confirm.

The first form brings a `submission` that goes with it to the end, so that a double
click, a reload or the browser's way back moves the synapses once.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from aitronos_site.lib import request_context
from billing import ledger
from billing.errors import InsufficientSynapses
from billing.models import Transaction
from organizations.models import Organization

MOST = 100_000_000


def new_submission() -> str:
    return secrets.token_hex(16)


class MoveForm(forms.Form):
    """What both have; `move` is done by the one who may and confirmed it."""

    amount = forms.IntegerField()
    reference = forms.CharField(
        max_length=100, required=False, help_text="An invoice's number, for example."
    )
    submission = forms.CharField(
        widget=forms.HiddenInput, validators=[RegexValidator(r"^[0-9a-f]{32}$")]
    )

    def cause(self, actor: object) -> ledger.Cause:
        return ledger.Cause(
            reason=self.cleaned_data["reason"],
            reference=self.cleaned_data["reference"],
            submission=self.cleaned_data["submission"],
            request_id=request_context.request_id.get(),
            actor=str(actor),
        )

    def move(self, organization: Organization, actor: object) -> Transaction | None:
        """Move the synapses; None, with an error in the form, if there are too few."""
        try:
            return self._move(organization, actor)
        except InsufficientSynapses:
            self.add_error("amount", "The balance can't fall below 0.")
            return None

    def _move(self, organization: Organization, actor: object) -> Transaction:
        raise NotImplementedError


class TopUpForm(MoveForm):
    amount = forms.IntegerField(min_value=1, max_value=MOST, help_text="In synapses.")
    reason = forms.CharField(max_length=200, required=False, label="Note")
    field_order = ("amount", "reference", "reason")

    def _move(self, organization: Organization, actor: object) -> Transaction:
        amount = self.cleaned_data["amount"]
        return ledger.top_up(organization, amount, cause=self.cause(actor))


class AdjustForm(MoveForm):
    amount = forms.IntegerField(
        min_value=-MOST, max_value=MOST, help_text="Below 0 to take synapses away."
    )
    reason = forms.CharField(max_length=200)
    field_order = ("amount", "reason", "reference")

    def clean_amount(self) -> int:
        amount: int = self.cleaned_data["amount"]
        if not amount:
            raise forms.ValidationError("An adjustment of 0 changes nothing.")
        return amount

    def _move(self, organization: Organization, actor: object) -> Transaction:
        amount = self.cleaned_data["amount"]
        return ledger.adjust(organization, amount, cause=self.cause(actor))


def outlook(form: MoveForm, organization: Organization) -> dict[str, Any]:
    """The balance before and after, for the page that asks to confirm."""
    before = ledger.balance(organization)
    return {"before": before, "after": before + form.cleaned_data["amount"]}
