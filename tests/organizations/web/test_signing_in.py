"""Signing in is limited by address and by account, and leaves a record."""

from __future__ import annotations

import pytest
from django.test import Client

from organizations.models import Membership, User
from organizations.models_audit import AuditEntry
from tests.factories import PASSWORD

OWNER = "owner@acme.example"


def sign_in(password=PASSWORD, email=OWNER, address="198.51.100.7"):
    client = Client(REMOTE_ADDR=address)
    return client.post("/sign-in", {"username": email, "password": password})


def fail(times, **of):
    return [sign_in("wrong", **of).status_code for _ in range(times)]


def entries():
    rows = AuditEntry.objects.filter(action__startswith="sign")
    return list(rows.order_by("pk").values_list("action", "actor", "organization_id"))


def test_an_account_is_guarded_from_many_addresses(acme):
    statuses = [sign_in("wrong", address=f"10.0.0.{i}").status_code for i in range(11)]

    assert statuses == [200] * 10 + [429]
    blocked = sign_in(address="10.0.1.1")
    assert blocked.status_code == 429
    assert 0 < int(blocked["Retry-After"]) <= 60
    assert b"Too many tries" in blocked.content


def test_an_address_is_stopped_at_many_accounts_and_others_are_not(acme, globex):
    for i in range(10):
        sign_in("wrong", email=f"{i}@nobody.example")

    assert sign_in().status_code == 429
    assert sign_in(address="203.0.113.9").status_code == 302


def test_signing_in_rightly_does_not_count(acme):
    assert [sign_in().status_code for _ in range(15)] == [302] * 15
    assert fail(11) == [200] * 10 + [429]


def test_what_was_tried_is_on_record(acme, globex):
    sign_in()
    sign_in("wrong")
    sign_in(email="nobody@else.example")

    assert entries() == [
        ("signed_in", OWNER, acme.organization.pk),
        ("sign_in_failed", OWNER, acme.organization.pk),
        ("sign_in_failed", "nobody@else.example", None),
    ]


@pytest.mark.parametrize("email", ["", "x" * 400, "a\0b"])
def test_an_odd_address_is_refused(db, email):
    assert sign_in(email=email).status_code == 200


@pytest.mark.parametrize(("belongs", "page"), [(False, "/admin/"), (True, "/")])
def test_who_runs_the_house_and_belongs_nowhere_is_led_to_the_admin(
    acme, belongs, page
):
    root = User.objects.create_superuser("root@house.example", PASSWORD)
    if belongs:
        Membership.objects.create(user=root, organization=acme.organization)

    answer = sign_in(email=root.email)

    assert answer["Location"] == page


def test_the_refusal_leads_who_runs_the_house_to_the_admin(db):
    client = Client()
    client.force_login(User.objects.create_superuser("root@house.example", PASSWORD))

    refused = client.get("/")

    assert refused.status_code == 403
    assert b'href="/admin/"' in refused.content
    assert b'href="/"' not in client.get("/admin/").content.split(b"user-tools")[1]
