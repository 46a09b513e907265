"""The audit log: what was done is in it, from where, and stays there."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from aitronos_site.lib import request_context
from organizations import audit
from organizations.models import AuditEntry
from organizations.models_audit import Action

KEY_ISSUED = Action.KEY_ISSUED


def test_an_entry_says_who_did_what_and_from_where(acme):
    token = request_context.address.set("203.0.113.7")
    try:
        audit.record(
            KEY_ISSUED,
            organization=acme.organization,
            actor=acme.user,
            target=acme.api_key,
            scopes=["read"],
        )
    finally:
        request_context.address.reset(token)

    entry = AuditEntry.objects.latest("pk")
    assert (entry.organization, entry.action) == (acme.organization, "key_issued")
    assert (entry.actor, entry.address) == ("owner@acme.example", "203.0.113.7")
    assert (entry.target, entry.details) == (str(acme.api_key), {"scopes": ["read"]})


def test_the_machine_s_own_doing_has_no_address_and_no_actor(acme):
    audit.record(KEY_ISSUED, organization=None)

    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.address, entry.organization) == ("", "", None)


def test_an_endless_name_is_cut(acme):
    audit.record(KEY_ISSUED, organization=None, actor="a" * 500, target="b" * 500)

    entry = AuditEntry.objects.latest("pk")
    assert (len(entry.actor), len(entry.target)) == (254, 254)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE organizations_auditentry SET actor = 'nobody'",
        "DELETE FROM organizations_auditentry",
        "TRUNCATE organizations_auditentry",
    ],
)
def test_the_database_refuses_to_change_the_past(acme, refuses_truncate, statement):
    audit.record(KEY_ISSUED, organization=acme.organization, actor="somebody")

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)

    assert AuditEntry.objects.latest("pk").actor == "somebody"


def test_an_entry_is_rolled_back_with_its_cause(acme):
    before = AuditEntry.objects.count()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(KEY_ISSUED, organization=acme.organization)
        raise ZeroDivisionError

    assert AuditEntry.objects.count() == before


def test_an_action_that_is_not_known_is_refused(acme):
    with pytest.raises(IntegrityError, match="action_known"), transaction.atomic():
        audit.record("made_up", organization=acme.organization)
