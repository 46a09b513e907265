"""The rates in force: the sole writer of rate cards and organizations' multipliers.

Before the first card starts, the settings say what a second costs.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import Min
from django.utils import timezone

from billing.models_rates import OrganizationRate, RateCard
from billing.pricing import Rates
from organizations import audit
from organizations.models import Organization
from organizations.models_audit import Action

PRIORITIES = ("normal", "high", "urgent")


def current(organization: Organization, *, at: datetime | None = None) -> Rates:
    """What a job costs that the organization submits now, or submitted at `at`."""
    at = at or timezone.now()
    card = card_at(at)
    return Rates(
        synapses_per_second=card.synapses_per_second,
        base=card.base,
        organization=_multiplier(organization, at),
        priorities={name: getattr(card, name) for name in PRIORITIES},
    )


def card_at(at: datetime) -> RateCard:
    """The house's card in force; one that is not stored, of the settings, before the first."""
    started = RateCard.objects.filter(starts_at__lte=at).order_by("-starts_at")
    return started.first() or _from_settings()


def next_change(organization: Organization, at: datetime) -> datetime | None:
    """When the organization's rates may change next; None if nothing is planned."""
    own = OrganizationRate.objects.filter(organization=organization)
    planned = [
        rows.filter(starts_at__gt=at).aggregate(next=Min("starts_at"))["next"]
        for rows in (RateCard.objects, own)
    ]
    return min((start for start in planned if start), default=None)


@transaction.atomic
def publish(card: RateCard, *, actor: str) -> None:
    """Have a new card start; later jobs are priced by it."""
    card.created_by = actor
    card.save(force_insert=True)
    audit.record(
        Action.RATE_CHANGED,
        organization=None,
        actor=actor,
        target=card,
        synapses_per_second=str(card.synapses_per_second),
        base=str(card.base),
        starts_at=card.starts_at.isoformat(),
        **{name: str(getattr(card, name)) for name in PRIORITIES},
    )


@transaction.atomic
def agree(rate: OrganizationRate, *, actor: str) -> None:
    """Have an organization's new multiplier start; its later jobs are priced by it."""
    rate.created_by = actor
    rate.save(force_insert=True)
    audit.record(
        Action.RATE_CHANGED,
        organization=rate.organization,
        actor=actor,
        target=rate,
        multiplier=str(rate.multiplier),
        starts_at=rate.starts_at.isoformat(),
    )


def _multiplier(organization: Organization, at: datetime) -> Decimal:
    agreed = OrganizationRate.objects.filter(
        organization=organization, starts_at__lte=at
    ).order_by("-starts_at")
    return agreed.values_list("multiplier", flat=True).first() or Decimal(1)


def _from_settings() -> RateCard:
    return RateCard(
        synapses_per_second=Decimal(settings.SYNAPSES_PER_SECOND),
        base=Decimal(settings.BASE_MULTIPLIER),
        **{
            name: Decimal(value)
            for name, value in settings.PRIORITY_MULTIPLIERS.items()
        },
    )
