"""The page about usage says the same as its JSON and its CSV."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from organizations.models import Membership, Organization, Role, User
from tests import factories

PATHS = ["/usage", "/usage.json", "/usage.csv"]


def sheet(browser, table):
    text = browser.get("/usage.csv", {"table": table}).content.decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_the_page_the_json_and_the_csv_say_the_same(acme, browser):
    factories.make_completed(acme, filename="board.wav")

    figures = browser.get("/usage.json").json()
    page = browser.get("/usage").content.decode()

    spent = 1000 - acme.balance
    assert figures["totals"]["synapses"] == spent
    assert figures["days"][-1]["balance"] == acme.balance
    assert "board.wav" in page and f"<dd>{spent}</dd>" in page
    for table in ("days", "languages", "priorities", "actors", "jobs", "refunds"):
        as_text = [{k: str(v) for k, v in row.items()} for row in figures[table]]
        assert sheet(browser, table) == as_text


def test_a_cell_is_never_a_formula(acme, browser):
    factories.make_completed(acme, filename="=1+1.wav")

    assert sheet(browser, "jobs")[0]["filename"] == "'=1+1.wav"


def test_an_unknown_table_is_not_found(browser):
    assert browser.get("/usage.csv", {"table": "secrets"}).status_code == 404


@pytest.mark.parametrize("path", PATHS)
def test_a_member_is_refused(acme, path):
    member = User.objects.create_user("member@acme.example", factories.PASSWORD)
    Membership.objects.create(
        organization=acme.organization, user=member, role=Role.MEMBER
    )
    client = Client()
    client.force_login(member)

    assert client.get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_the_stranger_sees_nothing(acme, stranger, path):
    factories.make_completed(acme, filename="secret.wav")
    wanted = {"organization": acme.organization.public_id, "table": "jobs"}

    assert b"secret.wav" not in stranger.get(path, wanted).content


def test_an_empty_page_says_so(db):
    client = Client()
    empty = factories.Cast("empty", synapses=0)
    client.force_login(empty.user)

    page = client.get("/usage").content.decode()

    assert Organization.objects.count() == 1
    assert "Nothing used yet" in page and "usage-chart" not in page
