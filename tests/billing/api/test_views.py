"""GET /v1/organizations/{id}/balance and /transactions: for its own people and keys."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from organizations import keys
from organizations.models import Scope
from tests.factories import make_failed, make_transcription


def address(cast, name, query=""):
    return f"/v1/organizations/{cast.organization.public_id}/{name}{query}"


def get(cast, name, query="", **headers):
    return Client().get(address(cast, name, query), headers=headers or cast.headers)


def test_the_balance_is_told(acme):
    make_transcription(acme)

    answer = get(acme, "balance")

    assert answer.status_code == 200
    data = answer.json()["data"]
    assert re.fullmatch(r"20\S+T\S+Z", data.pop("updated_at"))
    assert data == {
        "organization_id": acme.organization.public_id,
        "available_synapses": 989,
        "currency": "synapses",
    }


def test_transactions_say_what_moved_why_and_by_whom(acme):
    job = make_failed(acme)

    data = get(acme, "transactions").json()["data"]

    refund, charge, top_up = data["transactions"]
    assert re.fullmatch(r"txn_[0-9a-f]{32}", charge.pop("transaction_id"))
    assert re.fullmatch(r"20\S+T\S+Z", charge.pop("created_at"))
    assert charge == {
        "type": "charge",
        "synapses": -11,
        "balance_after": 989,
        "reason": "10.5 s at 1 a second",
        "transcription_id": job.public_id,
        "multipliers": {"base": 1.0, "organization": 1.0, "priority": 1.0},
        "actor": acme.user.email,
    }
    assert (refund["type"], refund["synapses"]) == ("refund", 11)
    assert refund["reason"] == "It can't be read."
    assert (top_up["type"], top_up["synapses"]) == ("top_up", 1000)
    assert (top_up["transcription_id"], top_up["multipliers"]) == (None, None)
    assert data["organization_id"] == acme.organization.public_id


def test_transactions_come_in_pages_that_lead_on(acme):
    for _ in range(4):
        make_transcription(acme)

    first = get(acme, "transactions", "?limit=2&type=charge").json()["data"]
    second = (
        Client()
        .get(first["pagination"]["links"]["next"], headers=acme.headers)
        .json()["data"]
    )

    url = "http://testserver" + address(acme, "transactions")
    assert first["pagination"]["total_count"] == 4
    assert first["pagination"]["has_more"] is True
    assert (
        first["pagination"]["links"]["first"] == f"{url}?type=charge&limit=2&offset=0"
    )
    assert second["pagination"]["links"]["next"] is None
    ids = [t["transaction_id"] for d in (first, second) for t in d["transactions"]]
    assert len(set(ids)) == 4


def test_a_page_past_the_end_is_empty(acme):
    data = get(acme, "transactions", "?offset=1000000000").json()["data"]

    assert data["transactions"] == []
    assert data["pagination"]["total_count"] == 1


@pytest.mark.parametrize(
    ("query", "field"),
    [("?type=gift", "type"), ("?limit=101", "limit"), ("?offset=-1", "offset")],
)
def test_a_question_that_is_wrong_is_refused_by_name(acme, query, field):
    answer = get(acme, "transactions", query)

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "VALIDATION_ERROR")
    assert list(error["details"]["fields"]) == [field]


@pytest.mark.parametrize("name", ["balance", "transactions"])
def test_a_stranger_s_unknown_and_malformed_organization_are_the_same(
    acme, globex, name
):
    paths = [
        address(acme, name),
        f"/v1/organizations/org_{'0' * 32}/{name}",
        f"/v1/organizations/trans_{'0' * 32}/{name}",
        f"/v1/organizations/nonsense/{name}",
    ]

    answers = [Client().get(path, headers=globex.headers) for path in paths]

    assert {answer.status_code for answer in answers} == {404}
    assert {a.json()["error"]["code"] for a in answers} == {"RESOURCE_NOT_FOUND"}
    assert len({answer.json()["error"]["message"] for answer in answers}) == 1


@pytest.mark.parametrize("name", ["balance", "transactions"])
def test_a_person_reads_in_the_browser_what_is_its_own(acme, browser, stranger, name):
    assert browser.get(address(acme, name)).status_code == 200
    assert stranger.get(address(acme, name)).status_code == 404


@pytest.mark.parametrize("name", ["balance", "transactions"])
def test_a_visitor_and_a_key_that_may_only_write_are_refused(acme, name):
    _, secret = keys.issue(acme.organization, name="w", scopes=[Scope.WRITE])

    nobody = Client().get(address(acme, name))
    writer = get(acme, name, **{"X-API-Key": secret})

    assert nobody.json()["error"]["code"] == "AUTHENTICATION_REQUIRED"
    assert writer.json()["error"]["code"] == "INSUFFICIENT_PERMISSIONS"
