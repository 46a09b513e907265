"""What the views of billing are in the API's description."""

from __future__ import annotations

from rest_framework import serializers

from aitronos_site.lib.api_description import (
    Multipliers,
    PageQuery,
    Pagination,
    Shape,
    answer,
    operation,
    public_id,
)
from billing.models import Kind

TAG = "Billing"


class Balance(Shape):
    organization_id = public_id("org")
    available_synapses = serializers.IntegerField(min_value=0)
    currency = serializers.ChoiceField(["synapses"])
    updated_at = serializers.DateTimeField(allow_null=True)


class Entry(Shape):
    """Positive synapses are in the customer's favour."""

    transaction_id = public_id("txn")
    type = serializers.ChoiceField(Kind.choices)
    synapses = serializers.IntegerField()
    balance_after = serializers.IntegerField(min_value=0)
    reason = serializers.CharField()
    transcription_id = public_id("trans", allow_null=True)
    multipliers = Multipliers(allow_null=True)
    actor = serializers.CharField()
    created_at = serializers.DateTimeField()


class Statement(Shape):
    organization_id = public_id("org")
    transactions = Entry(many=True)
    pagination = Pagination()


class StatementQuery(PageQuery):
    type = serializers.ChoiceField(Kind.choices, required=False)


get_balance = operation(
    "get_balance",
    "Read the balance",
    tag=TAG,
    responses={200: answer("GetBalance", Balance())},
)

list_transactions = operation(
    "list_transactions",
    "List transactions",
    tag=TAG,
    description="Every movement of synapses, the newest first.",
    parameters=[StatementQuery],
    responses={200: answer("ListTransactions", Statement())},
)
