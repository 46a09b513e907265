"""Money in the admin: read by its owners, moved once, and never by a stranger."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from billing import ledger, rates
from billing.models import (
    Kind,
    OrganizationRate,
    RateCard,
    SynapseBalance,
    Transaction,
)
from organizations import members
from organizations.models import AuditEntry, Membership, Role, User
from tests import factories

EXPORT = "/admin/billing/transaction/export/"
LIST = "/admin/billing/transaction/"


@pytest.fixture
def root(db):
    client = Client()
    client.force_login(User.objects.create_superuser("root@house.example", "x"))
    return client


@pytest.fixture
def colleague(acme):
    """Signed in as who is a member of acme, without a role to manage it."""
    user = User.objects.create_user("colleague@acme.example")
    Membership.objects.create(
        organization=acme.organization, user=user, role=Role.MEMBER
    )
    client = Client()
    client.force_login(user)
    return client


def page(cast, name="change"):
    return reverse(
        f"admin:organizations_organization_{name}", args=[cast.organization.pk]
    )


def submission(client, address):
    content = client.get(address).content.decode()
    return re.search(r'name="submission" value="(\w+)"', content)[1]


def filled(client, address, **fields):
    return {"amount": 5000, "submission": submission(client, address), **fields}


def top_ups(cast):
    return Transaction.objects.filter(organization=cast.organization, reference="INV-7")


def text(response):
    return b"".join(response.streaming_content).decode()


def test_an_owner_sees_what_a_top_up_does_before_it_is_done(acme, browser):
    address = page(acme, "top_up")

    shown = browser.post(address, filled(browser, address)).content.decode()

    assert "acme" in shown
    assert "5,000" in shown
    assert "6,000" in shown
    assert acme.balance == 1000


def test_a_top_up_that_is_sent_twice_is_made_once_and_told_alike(acme, browser):
    address = page(acme, "top_up")
    sent = filled(browser, address, reference="INV-7", confirm="yes")

    told = [browser.post(address, sent, follow=True) for _ in range(2)]

    for answer in told:
        messages = [str(each) for each in answer.context["messages"]]
        assert messages == ["+5,000 synapses. The balance is 6,000."]
    [entry] = top_ups(acme)
    assert (entry.synapses, entry.actor) == (5000, acme.user.email)
    assert AuditEntry.objects.filter(action="topped_up", actor=entry.actor).count() == 1


def test_a_form_that_was_used_can_t_be_used_for_another_amount(acme, browser):
    address = page(acme, "top_up")
    sent = filled(browser, address, confirm="yes")
    browser.post(address, sent)

    answer = browser.post(address, sent | {"amount": 7}, follow=True)

    assert "Nothing was moved" in answer.content.decode()
    assert acme.balance == 6000


@pytest.mark.parametrize("amount", ["0", "-5", "1.5", "1000000000000", ""])
def test_a_top_up_is_a_whole_sane_number_above_zero(acme, browser, amount):
    address = page(acme, "top_up")

    answer = browser.post(
        address, filled(browser, address, amount=amount, confirm="yes")
    )

    assert answer.status_code == 200
    assert acme.balance == 1000


def test_nobody_tops_up_another_organization(acme, stranger, colleague):
    sent = {"amount": 5000, "submission": "0" * 32, "confirm": "yes"}

    for method in (stranger.get, stranger.post):
        assert method(page(acme, "top_up"), sent).status_code == 404
    assert colleague.post(page(acme, "top_up"), sent).status_code in {302, 403}
    assert acme.balance == 1000


def test_an_adjustment_is_made_by_superusers_and_needs_a_reason(acme, root, browser):
    address = page(acme, "adjust")
    sent = filled(root, address, amount=-300, confirm="yes")

    assert browser.get(address).status_code == 404
    assert browser.post(address, sent | {"reason": "Mine"}).status_code == 404
    assert root.post(address, sent).status_code == 200
    assert acme.balance == 1000
    root.post(address, sent | {"reason": "Goodwill"})
    assert acme.balance == 700


def test_an_adjustment_never_takes_more_than_there_is(acme, root):
    address = page(acme, "adjust")
    sent = filled(root, address, amount=-3000, reason="Too much")

    for step in ({}, {"confirm": "yes"}):
        assert "fall below 0" in root.post(address, sent | step).content.decode()
    assert acme.balance == 1000


def test_the_organization_s_page_shows_its_account(acme, browser):
    factories.make_transcription(acme)
    ledger.set_threshold(acme.organization, 5000, actor="x")

    shown = browser.get(page(acme)).content.decode()

    for expected in ("989", "The balance is low", "Top up", acme.api_key.prefix):
        assert expected in shown
    assert "11 synapses used by 1 job" in shown
    assert "Adjust" not in shown


def test_the_page_tells_of_which_job_each_movement_was(acme, browser):
    job = factories.make_failed(acme)

    shown = browser.get(page(acme)).content.decode()

    assert shown.count(f"?job={job.public_id}") == 2
    assert "10.5 s at 1 a second" in shown


def test_the_page_leads_staff_only_to_what_is_open_to_them(acme, root, browser):
    members.invite(
        acme.organization, "new@acme.example", "member", acme.user, link_to=str
    )

    for client, own in ((root, False), (browser, True)):
        shown = client.get(page(acme)).content.decode()
        assert "new@acme.example" in shown
        assert ("/keys?organization=" in shown) is own
        links = re.findall(r'href="(/[^"#]+)"', shown.split('id="content"')[1])
        for link in links:
            assert client.get(unescape(link)).status_code == 200, link


def test_a_top_up_s_first_page_tells_whose_it_is_and_what_there_is(acme, browser):
    shown = browser.get(page(acme, "top_up")).content.decode()

    assert "<strong>acme</strong> has 1,000 synapses" in shown


def test_an_owner_changes_the_name_and_nothing_else(acme, browser, stranger):
    before = acme.organization.public_id

    assert stranger.post(page(acme), {"name": "Mine"}).status_code in {302, 403, 404}
    browser.post(page(acme), {"name": "Acme Ltd", "public_id": "org_x"})

    acme.organization.refresh_from_db()
    assert acme.organization.name == "Acme Ltd"
    assert acme.organization.public_id == before
    assert browser.get("/admin/organizations/organization/add/").status_code == 403


def test_transactions_can_only_be_read_even_by_superusers(acme, root, browser):
    entry = Transaction.objects.get(organization=acme.organization)

    for client in (root, browser):
        assert client.get(f"{LIST}{entry.pk}/change/").status_code == 200
        for what in ("add/", f"{entry.pk}/delete/"):
            assert client.post(LIST + what).status_code == 403
        assert client.post(f"{LIST}{entry.pk}/change/").status_code == 403
        assert b"delete_selected" not in client.get(LIST).content


def test_the_stranger_finds_no_transaction_of_another_organization(acme, stranger):
    cause = ledger.Cause(actor="owner@acme.example", reference="acmes-invoice")
    entry = ledger.top_up(acme.organization, 77_777, cause=cause)

    for query in ({}, {"q": "acmes-invoice"}, {"actor": cause.actor}):
        shown = stranger.get(LIST, query).content.decode()
        assert "77,777" not in shown
        assert ">acme<" not in shown
        assert "acmes-invoice</" not in shown
    assert "77777" not in text(stranger.get(EXPORT))
    chosen = {"action": "export_selected", "_selected_action": [entry.pk]}
    for each in stranger.post(LIST, chosen):
        assert b"77777" not in each
    assert stranger.get(f"{LIST}{entry.pk}/change/").status_code == 302


def test_the_filters_name_nobody_of_another_organization(acme, globex, stranger):
    Membership.objects.create(
        organization=globex.organization, user=acme.user, role=Role.MEMBER
    )
    ledger.top_up(acme.organization, 1, cause=ledger.Cause(actor="secret@acme.example"))

    shown = stranger.get(LIST).content

    assert b"secret@acme.example" not in shown
    assert b">acme<" not in shown


def test_transactions_are_narrowed_to_a_job_and_to_a_day(acme, browser, stranger):
    job = factories.make_failed(acme)
    factories.make_transcription(acme)
    day = {
        f"created_at__{part}": getattr(timezone.now(), part)
        for part in ("year", "month", "day")
    }

    def found(client, **query):
        return client.get(LIST, query).context["cl"].queryset.count()

    assert found(browser, job=job.public_id) == 2
    assert found(browser, job=f" {job.public_id} ", kind__exact=Kind.REFUND) == 1
    assert found(stranger, job=job.public_id) == 0
    assert found(browser, **day) == 4
    assert found(browser, created_at__year=2001) == 0
    page = browser.get(LIST, {"kind__exact": "charge"}).content.decode()
    assert '<input type="hidden" name="kind__exact" value="charge">' in page


def test_an_entry_s_page_tells_what_was_multiplied(acme, browser):
    job = factories.make_transcription(acme, priority="high")
    entry = Transaction.objects.get(job_id=job.public_id)

    shown = browser.get(f"{LIST}{entry.pk}/change/").content.decode()

    for told in ("priority × 1.5", "10.5 s at 1 a second", f"?job={job.public_id}"):
        assert told in shown


def test_an_export_has_the_filtered_rows_and_no_formula(acme, browser):
    cause = ledger.Cause(reason="=HYPERLINK(1)", reference="@x", actor="+1")
    ledger.top_up(acme.organization, 5, cause=cause)
    factories.make_transcription(acme)

    everything = text(browser.get(EXPORT)).splitlines()
    charges = text(browser.get(EXPORT, {"kind__exact": Kind.CHARGE})).splitlines()

    assert len(everything) == 4
    assert everything[2].endswith(",'+1,'=HYPERLINK(1),'@x")
    assert len(charges) == 2
    assert ",-11," in charges[1]


def test_the_person_s_filter_and_the_search_find_what_they_name(acme, browser):
    for actor in ("one@acme.example", "two@acme.example"):
        cause = ledger.Cause(actor=actor, reference=f"from-{actor}")
        ledger.top_up(acme.organization, 5, cause=cause)

    for query in ({"actor": "one@acme.example"}, {"q": "from-one"}):
        rows = text(browser.get(EXPORT, query))
        assert "one@acme.example" in rows
        assert "two@acme.example" not in rows


def test_a_superuser_publishes_rates_that_managers_can_only_read(
    acme, globex, root, browser, stranger
):
    card = {
        "starts_at_0": "2026-01-01", "starts_at_1": "00:00:00", "base": "1",
        "synapses_per_second": "2", "normal": "1", "high": "2", "urgent": "3",
    }  # fmt: skip
    own = {
        "organization": acme.organization.pk, "multiplier": "0.5",
        "starts_at_0": "2026-01-01", "starts_at_1": "00:00:00",
    }  # fmt: skip

    for model, sent in (("ratecard", card), ("organizationrate", own)):
        address = f"/admin/billing/{model}/add/"
        assert browser.post(address, sent).status_code == 403
        assert root.post(address, sent).status_code == 302

    assert RateCard.objects.get().created_by == "root@house.example"
    rate = OrganizationRate.objects.get()
    assert AuditEntry.objects.filter(action="rate_changed").count() == 2
    change = f"/admin/billing/organizationrate/{rate.pk}/change/"
    assert browser.get(change).status_code == 200
    assert browser.post(change, own).status_code == 403
    assert root.post(change, own).status_code == 403
    assert stranger.get(change).status_code == 302
    assert stranger.get("/admin/billing/ratecard/").status_code == 200


@pytest.mark.parametrize("model", ["ratecard", "organizationrate"])
def test_a_rate_never_starts_before_it_was_made(acme, root, model):
    sent = {
        "starts_at_0": "2026-01-01", "starts_at_1": "00:00:00", "base": "1",
        "synapses_per_second": "2", "normal": "1", "high": "2", "urgent": "3",
        "organization": acme.organization.pk, "multiplier": "0.5",
    }  # fmt: skip
    began = timezone.now()

    root.post(f"/admin/billing/{model}/add/", sent)

    made = (RateCard if model == "ratecard" else OrganizationRate).objects.get()
    assert began <= made.starts_at <= timezone.now()


def test_the_rates_in_force_are_told_before_there_is_a_card(acme, browser, settings):
    settings.SYNAPSES_PER_SECOND = "1.25"

    shown = browser.get("/admin/billing/ratecard/").content.decode()

    assert "from the settings" in shown and "<strong>1.25</strong>" in shown


def test_a_change_of_rates_that_is_planned_is_told_on_the_page(acme, browser):
    start = timezone.now() + timedelta(days=9)
    rates.publish(RateCard(starts_at=start, base=2), actor="x")

    assert f"They change on {start:%Y-%m-%d %H:%M} UTC" in (
        browser.get(page(acme)).content.decode()
    )


def test_an_owner_sets_below_what_balance_to_be_told(acme, browser, stranger):
    page = reverse(
        "admin:organizations_organization_change", args=[acme.organization.pk]
    )
    sent = {"name": "acme", "low_threshold": "5000"}

    stranger.post(page, sent)
    assert not acme.organization.audit_entries.filter(
        action="threshold_changed"
    ).exists()
    browser.post(page, sent)

    held = SynapseBalance.objects.get(organization=acme.organization)
    assert (held.low_threshold, held.low_since is None) == (5000, False)
    assert b"The balance is low" in browser.get(page).content
    entry = acme.organization.audit_entries.get(action="threshold_changed")
    assert (entry.actor, entry.target) == (acme.user.email, "5000")
