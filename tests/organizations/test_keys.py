"""API keys: shown once, stored as a hash, refused by the right name."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from organizations import keys
from organizations.errors import ApiKeyDeactivated, ApiKeyExpired, InvalidApiKey
from organizations.models import ApiKey


def test_a_key_is_42_characters_of_which_8_are_kept(acme):
    key, secret = keys.issue(acme.organization, name="ci")

    assert re.fullmatch(r"ak_[A-Za-z0-9]{40}", secret)
    assert key.prefix == secret[:8]
    stored = ApiKey.objects.filter(pk=key.pk).values_list()[0]
    assert not any(secret[8:] in str(value) for value in stored)


def test_a_key_opens_its_own_organization(acme):
    assert keys.verify(acme.secret).organization == acme.organization


def test_a_key_that_was_never_issued_is_invalid(acme):
    with pytest.raises(InvalidApiKey):
        keys.verify(acme.secret[:-1] + "!")


def test_a_key_past_its_time_is_expired(acme):
    past = timezone.now() - timedelta(seconds=1)
    _, secret = keys.issue(acme.organization, name="old", expires_at=past)

    with pytest.raises(ApiKeyExpired):
        keys.verify(secret)


def test_a_revoked_key_is_deactivated_at_once_and_revoking_again_changes_nothing(acme):
    keys.revoke(acme.api_key, actor=acme.user)
    acme.api_key.refresh_from_db()
    first = acme.api_key.revoked_at
    keys.revoke(acme.api_key, actor=acme.user)
    acme.api_key.refresh_from_db()

    assert acme.api_key.revoked_at == first
    with pytest.raises(ApiKeyDeactivated):
        keys.verify(acme.secret)


def test_use_is_recorded_at_most_once_a_minute(acme, django_assert_num_queries):
    keys.verify(acme.secret)
    acme.api_key.refresh_from_db()
    assert acme.api_key.last_used_at is not None

    with django_assert_num_queries(1):
        keys.verify(acme.secret)
