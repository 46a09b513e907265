"""The cast: acme is who acts, globex is the stranger who must see nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

from tests.factories import Cast

KEPT_WHOLE = ("billing_transaction", "organizations_auditentry")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Tests that commit are cleared up after by TRUNCATE, which the service refuses."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        for table in KEPT_WHOLE:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_no_truncate")


@pytest.fixture
def refuses_truncate(db):
    """Undo that for one test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in KEPT_WHOLE:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_no_truncate")


@pytest.fixture
def acme(db):
    return Cast("acme")


@pytest.fixture
def globex(db):
    return Cast("globex")


@pytest.fixture
def browser(acme):
    """Django's test client, signed in as acme's owner."""
    client = Client()
    client.force_login(acme.user)
    return client


@pytest.fixture
def stranger(globex):
    client = Client()
    client.force_login(globex.user)
    return client


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def files_in_a_folder_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
