"""The secrets that webhooks are signed with. The sole writer of `WebhookSecret`.

An organization has one current secret, made when it is first needed; for a while after
a rotation the one before is valid too, so that receivers can change over.
"""

from __future__ import annotations

import base64
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from organizations import audit
from organizations.models import Organization
from organizations.models_audit import Action
from transcriptions.models_webhooks import WebhookSecret

SECRET_BYTES = 32  # Standard Webhooks asks for 24 to 64


def valid(organization: Organization) -> list[str]:
    """The current secret, and the one before while it lasts; makes the first one."""
    _current(organization)
    return list(_valid(organization).values_list("secret", flat=True))


def find(organization: Organization) -> tuple[WebhookSecret | None, ...]:
    """The current secret and the one before that is still valid, None for none."""
    rows = list(_valid(organization))
    current = next((row for row in rows if row.expires_at is None), None)
    return current, next((row for row in rows if row.expires_at is not None), None)


def reveal(organization: Organization) -> str | None:
    """The current secret, which is made if there is none; None if it was shown before."""
    current = _current(organization)
    unseen = WebhookSecret.objects.filter(pk=current.pk, shown_at=None)
    return current.secret if unseen.update(shown_at=timezone.now()) else None


@transaction.atomic
def rotate(organization: Organization, *, actor: object) -> str:
    """Return a new secret, which is known only now; the one before ends later.

    At most two are valid: one that was replaced earlier ends at once.
    """
    # One rotation at a time; the key is left alone, so that inserts need not wait.
    Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    now = timezone.now()
    overlap = timedelta(hours=settings.WEBHOOK_SECRET_OVERLAP_H)
    mine = WebhookSecret.objects.filter(organization=organization)
    mine.filter(expires_at__gt=now).update(expires_at=now)
    mine.filter(expires_at=None).update(expires_at=now + overlap)
    made = mine.create(organization=organization, secret=_generate(), shown_at=now)
    audit.record(Action.WEBHOOK_SECRET_ROTATED, organization=organization, actor=actor)
    return made.secret


def _current(organization: Organization) -> WebhookSecret:
    return WebhookSecret.objects.get_or_create(
        organization=organization,
        expires_at=None,
        defaults={"secret": _generate()},
    )[0]


def _valid(organization: Organization) -> models.QuerySet[WebhookSecret]:
    lasting = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    mine = WebhookSecret.objects.filter(lasting, organization=organization)
    return mine.order_by("-pk")


def _generate() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
