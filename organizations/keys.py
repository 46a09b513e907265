"""API keys: issue, verify, revoke. The sole writer of `ApiKey`.

A key is `ak_` and 40 alphanumeric characters, 238 bits of randomness, so that a plain
SHA-256 keeps it safe (OWASP ASVS 6.5.2 asks for 112 bits) and the look-up by hash
needs no comparison that could leak time.
"""

from __future__ import annotations

import hashlib
import secrets
import string
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from organizations import audit
from organizations.errors import ApiKeyDeactivated, ApiKeyExpired, InvalidApiKey
from organizations.models import ApiKey, Organization, User, default_scopes
from organizations.models_audit import Action

ALPHABET = string.ascii_letters + string.digits
#: `last_used_at` is written at most this often, to spare each request an UPDATE.
USE_RECORDED_EVERY = timedelta(minutes=1)


@transaction.atomic
def issue(
    organization: Organization,
    *,
    name: str,
    created_by: User | None = None,
    scopes: list[str] | None = None,
    expires_at: datetime | None = None,
) -> tuple[ApiKey, str]:
    """Return a new key's record and its secret, which is known only now."""
    secret = "ak_" + "".join(secrets.choice(ALPHABET) for _ in range(40))
    key = ApiKey.objects.create(
        organization=organization,
        name=name,
        prefix=secret[:8],
        hash=_hash(secret),
        scopes=default_scopes() if scopes is None else scopes,
        created_by=created_by,
        expires_at=expires_at,
    )
    audit.record(
        Action.KEY_ISSUED,
        organization=organization,
        actor=created_by or "",
        target=key,
        scopes=key.scopes,
    )
    return key, secret


def verify(secret: str) -> ApiKey:
    """Return the live key that `secret` opens, and note that it was used.

    Raises InvalidApiKey, ApiKeyExpired or ApiKeyDeactivated.
    """
    found = ApiKey.objects.select_related("organization").filter(hash=_hash(secret))
    key = found.first()
    if key is None:
        raise InvalidApiKey
    if key.revoked_at is not None:
        raise ApiKeyDeactivated
    now = timezone.now()
    if key.expires_at is not None and key.expires_at <= now:
        raise ApiKeyExpired
    stale = Q(last_used_at=None) | Q(last_used_at__lt=now - USE_RECORDED_EVERY)
    if key.last_used_at is None or key.last_used_at < now - USE_RECORDED_EVERY:
        ApiKey.objects.filter(stale, pk=key.pk).update(last_used_at=now)
    return key


@transaction.atomic
def revoke(key: ApiKey, *, actor: object) -> None:
    """End the key at once; a second call changes nothing."""
    live = ApiKey.objects.filter(pk=key.pk, revoked_at=None)
    if live.update(revoked_at=timezone.now()):
        audit.record(
            Action.KEY_REVOKED,
            organization=key.organization,
            actor=actor,
            target=key,
        )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
