"""What an organization has left, and every transaction that made it so.

`SynapseBalance` = the sum of the organization's transactions, at any instant; only
`billing.ledger` writes either, but for who was told of a low one (`low_balance`). A
transaction is never changed nor removed: the database refuses it by trigger, and a
correction is a new transaction. A job is named by its public id, because billing stands
below transcriptions and outlives them.
"""

from __future__ import annotations

from functools import partial

from django.db import models
from django.db.models import Q

from aitronos_site.lib.ids import new_id
from organizations.models import Organization


class SynapseBalance(models.Model):
    organization = models.OneToOneField(
        Organization, on_delete=models.PROTECT, related_name="synapse_balance"
    )
    synapses = models.BigIntegerField(default=0)
    #: The admins are told when the balance falls below it; 0: never.
    low_threshold = models.BigIntegerField(default=0)
    #: Since when it is below; None once it is not.
    low_since = models.DateTimeField(null=True, blank=True)
    #: When the admins were told of this crossing.
    low_told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="billing_balance_not_negative", condition=Q(synapses__gte=0)
            ),
            models.CheckConstraint(
                name="billing_balance_threshold_not_negative",
                condition=Q(low_threshold__gte=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.synapses} synapses"


class Kind(models.TextChoices):
    TOP_UP = "top_up"
    CHARGE = "charge"
    REFUND = "refund"
    ADJUSTMENT = "adjustment"


class Transaction(models.Model):
    """One immutable movement; positive is in the customer's favour."""

    public_id = models.CharField(
        max_length=40, unique=True, editable=False, default=partial(new_id, "txn")
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="transactions"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices)
    synapses = models.BigIntegerField()
    balance_after = models.BigIntegerField()
    reason = models.CharField(max_length=200, blank=True)
    #: The customer's or the bookkeeper's own, as an invoice's number.
    reference = models.CharField(max_length=100, blank=True)
    #: Of the form that was sent: the same form sent twice moves synapses once.
    submission = models.CharField(max_length=40, blank=True)
    job_id = models.CharField(max_length=40, blank=True)
    #: Counts a job's submissions: 1 at first, one more by each retry of a failed job.
    attempt = models.PositiveSmallIntegerField(null=True, blank=True)
    multipliers = models.JSONField(null=True, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    #: Who did it: an e-mail address, or an API key's name and prefix. Text, because it
    #: outlives the person and the key.
    actor = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="billing_transaction_sign_fits_kind",
                condition=Q(kind__in=[Kind.TOP_UP, Kind.REFUND], synapses__gt=0)
                | Q(kind=Kind.CHARGE, synapses__lt=0)
                | Q(kind=Kind.ADJUSTMENT) & ~Q(synapses=0),
            ),
            models.CheckConstraint(
                name="billing_transaction_balance_not_negative",
                condition=Q(balance_after__gte=0),
            ),
            models.CheckConstraint(
                name="billing_transaction_job_named",
                condition=Q(kind__in=[Kind.TOP_UP, Kind.ADJUSTMENT])
                | ~Q(job_id="") & Q(attempt__isnull=False),
            ),
            # One charge and at most one refund for each attempt of a job.
            models.UniqueConstraint(
                "job_id",
                "attempt",
                "kind",
                condition=Q(kind__in=[Kind.CHARGE, Kind.REFUND]),
                name="billing_transaction_once_per_attempt",
            ),
            models.UniqueConstraint(
                "organization",
                "submission",
                condition=~Q(submission=""),
                name="billing_transaction_once_per_submission",
            ),
        ]
        indexes = [
            # An organization's statement, the newest first.
            models.Index(
                fields=["organization", "-id"], name="billing_transaction_statement"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.synapses:+d}"


# Django finds models in this module only.
from billing.models_checks import LedgerCheck  # noqa: E402, F401
from billing.models_rates import OrganizationRate, RateCard  # noqa: E402, F401
