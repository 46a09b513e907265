"""Balances that fell below their threshold, each told of once per crossing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from billing.models import SynapseBalance
from organizations.models import Organization


@dataclass(frozen=True)
class Crossing:
    organization: Organization
    synapses: int
    threshold: int


def is_untold(organization: Organization) -> bool:
    """Whether its balance is low and nobody was told."""
    return _untold().filter(organization=organization).exists()


def claim() -> Crossing | None:
    """Take over telling of a crossing, in the caller's transaction; None if none is left.

    The row is locked until then, so that no two tell of the same.
    """
    rows = _untold().select_for_update(skip_locked=True, of=("self",))
    low = rows.select_related("organization").order_by("low_since").first()
    if low is None:
        return None
    SynapseBalance.objects.filter(pk=low.pk).update(low_told_at=timezone.now())
    return Crossing(low.organization, low.synapses, low.low_threshold)


def _untold() -> QuerySet[SynapseBalance]:
    return SynapseBalance.objects.filter(low_since__isnull=False, low_told_at=None)
