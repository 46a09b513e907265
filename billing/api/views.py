"""An organization's balance and transactions, for who may act for it."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aitronos_site.lib.instants import instant, instant_or_none
from aitronos_site.lib.paging import page_of, pagination
from billing import statements
from billing.api import schema
from billing.models import Kind, Transaction
from billing.pricing import CURRENCY
from organizations import access
from organizations.authentication import caller_of
from organizations.models import Organization


class BalanceView(APIView):
    @schema.get_balance
    def get(self, request: Request, organization_id: str) -> Response:
        organization = _own(request, organization_id)
        balance = statements.balance(organization)
        return Response(
            {
                "data": {
                    "organization_id": organization.public_id,
                    "available_synapses": balance.synapses,
                    "currency": CURRENCY,
                    "updated_at": instant_or_none(balance.updated_at),
                }
            }
        )


class Transactions(APIView):
    @schema.list_transactions
    def get(self, request: Request, organization_id: str) -> Response:
        organization = _own(request, organization_id)
        page = page_of(request.query_params)
        found = statements.transactions(organization, kind=_kind(request))
        shown = [_entry(each) for each in found[page.slice]]
        url = request.build_absolute_uri()
        return Response(
            {
                "data": {
                    "organization_id": organization.public_id,
                    "transactions": shown,
                    "pagination": pagination(
                        page, url, returned=len(shown), total=found.count()
                    ),
                }
            }
        )


def _own(request: Request, public_id: str) -> Organization:
    """The caller's organization; another's and one that is not there are the same."""
    return access.find(caller_of(request).organizations(), public_id)


def _kind(request: Request) -> str | None:
    kind: str | None = request.query_params.get("type")
    if kind is not None and kind not in Kind.values:
        known = ", ".join(Kind.values)
        raise ValidationError({"type": [f"Unknown type. Known: {known}."]})
    return kind


def _entry(entry: Transaction) -> dict[str, Any]:
    return {
        "transaction_id": entry.public_id,
        "type": entry.kind,
        "synapses": entry.synapses,
        "balance_after": entry.balance_after,
        "reason": entry.reason,
        "transcription_id": entry.job_id or None,
        "multipliers": entry.multipliers,
        "actor": entry.actor,
        "created_at": instant(entry.created_at),
    }
