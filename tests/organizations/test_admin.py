"""People, keys and the audit log in the admin."""

from __future__ import annotations

import re

import pytest
from django.test import Client, TestCase

from organizations import audit, members
from organizations.models import (
    AuditEntry,
    Invitation,
    Membership,
    Organization,
    Role,
    User,
)
from organizations.models_audit import Action

MODELS = ("membership", "invitation", "auditentry", "apikey", "organization")


@pytest.fixture
def root(db):
    client = Client()
    client.force_login(User.objects.create_superuser("root@house.example", "x"))
    return client


@pytest.fixture
def colleague(acme):
    user = User.objects.create_user("colleague@acme.example")
    return Membership.objects.create(organization=acme.organization, user=user)


def act(action, row):
    return {"action": action, "_selected_action": [row.pk]}


def of(model, *parts):
    return "/".join(["/admin/organizations", model, *map(str, parts), ""])


def test_who_is_only_a_member_has_no_admin(acme):
    user = User.objects.create_user("colleague@acme.example")
    Membership.objects.create(
        organization=acme.organization, user=user, role=Role.MEMBER
    )
    client = Client()
    client.force_login(user)

    for address in ("/admin/", *map(of, MODELS)):
        assert client.get(address, follow=True).status_code == 403


@pytest.mark.parametrize("model", MODELS)
def test_a_manager_s_lists_hold_nothing_of_another_organization(
    acme, globex, stranger, browser, model
):
    assert b"acme" in browser.get(of(model)).content or model == "invitation"
    for query in ({}, {"q": "acme"}):
        rows = stranger.get(of(model), query).context["cl"].queryset
        assert "acme" not in str([vars(row) for row in rows]).lower()
    assert ">acme<" not in stranger.get(of(model)).content.decode()


def test_people_are_for_superusers(acme, browser, root):
    assert browser.get(of("user")).status_code == 403
    assert browser.get(of("user", acme.user.pk, "change")).status_code in {302, 403}
    assert root.get(of("user")).status_code == 200
    assert root.get(of("user", acme.user.pk, "change")).status_code == 200
    assert root.post(of("user", acme.user.pk, "delete")).status_code == 403


def test_a_superuser_adds_a_person_by_e_mail_address(root):
    sent = {
        "email": "New@Acme.example", "usable_password": "true",
        "password1": "a-long-enough-1", "password2": "a-long-enough-1",
    }  # fmt: skip

    assert root.get(of("user", "add")).status_code == 200
    root.post(of("user", "add"), sent)

    assert User.objects.get(email="new@acme.example").check_password("a-long-enough-1")


def test_a_superuser_adds_an_organization_and_invites_its_owner(root, mailoutbox):
    sent = {"name": "Initech", "owner": "Bill@Initech.example"}
    with TestCase.captureOnCommitCallbacks(execute=True):
        root.post(of("organization", "add"), sent)

    assert b"Initech" in root.get(of("organization")).content
    (offer,) = Invitation.objects.all()
    assert (offer.organization.name, offer.role) == ("Initech", Role.OWNER)
    (message,) = mailoutbox
    assert message.to == ["bill@initech.example"]
    link = re.search(r"http\S+", message.body)[0]
    assert Client().get(link).status_code == 200


def test_an_organization_without_an_owner_is_not_made(root):
    page = root.post(of("organization", "add"), {"name": "Initech"})

    assert "owner" in page.context["adminform"].form.errors
    assert not Organization.objects.exists()


def test_a_superuser_invites_into_any_organization(acme, root, mailoutbox):
    sent = {
        "organization": acme.organization.pk, "email": "new@acme.example",
        "role": "admin",
    }  # fmt: skip
    with TestCase.captureOnCommitCallbacks(execute=True):
        root.post(of("invitation", "add"), sent)

    assert mailoutbox[0].to == ["new@acme.example"]
    entry = AuditEntry.objects.get(action=Action.MEMBER_INVITED)
    assert (entry.actor, entry.target) == ("root@house.example", "new@acme.example")


def test_who_belongs_is_not_invited_again(acme, root):
    sent = {
        "organization": acme.organization.pk, "email": "OWNER@acme.example",
        "role": "admin",
    }  # fmt: skip

    page = root.post(of("invitation", "add"), sent)

    assert "a member of the organization already" in page.content.decode()
    assert not Invitation.objects.exists()


def test_a_superuser_withdraws_an_invitation(acme, root):
    offer = members.invite(
        acme.organization, "new@acme.example", "member", acme.user, link_to=str
    )

    root.post(of("invitation"), act("withdraw_selected", offer))

    offer.refresh_from_db()
    assert offer.withdrawn_at is not None


def test_a_superuser_changes_a_role_and_the_log_tells(acme, root, colleague):
    root.post(of("membership", colleague.pk, "change"), {"role": "admin"})

    colleague.refresh_from_db()
    assert colleague.role == Role.ADMIN
    entry = AuditEntry.objects.get(action=Action.MEMBER_ROLE_CHANGED)
    assert (entry.actor, entry.target) == (
        "root@house.example",
        "colleague@acme.example",
    )


def test_a_superuser_removes_a_member_and_the_log_tells(acme, root, colleague):
    root.post(of("membership", colleague.pk, "delete"), {"post": "yes"})

    assert not Membership.objects.filter(pk=colleague.pk).exists()
    assert AuditEntry.objects.get(action=Action.MEMBER_REMOVED)


def test_not_even_a_superuser_takes_the_last_owner_away(acme, root):
    owner = acme.user.memberships.get()

    page = root.post(of("membership", owner.pk, "change"), {"role": "member"})
    root.post(of("membership", owner.pk, "delete"), {"post": "yes"})
    root.post(of("membership"), act("delete_selected", owner) | {"post": "yes"})

    assert "role" in page.context["adminform"].form.errors
    owner.refresh_from_db()
    assert owner.role == Role.OWNER


@pytest.mark.parametrize("what", ["change", "delete"])
def test_managers_change_members_on_the_members_page_only(browser, colleague, what):
    sent = {"role": "owner", "post": "yes"}

    assert browser.post(of("membership", colleague.pk, what), sent).status_code == 403
    assert browser.post(of("invitation", "add"), sent).status_code == 403


def test_a_manager_revokes_a_key_and_the_log_tells_who(acme, browser):
    browser.post(of("apikey", acme.api_key.pk, "revoke"))

    acme.api_key.refresh_from_db()
    assert acme.api_key.state == "revoked"
    entry = AuditEntry.objects.get(action=Action.KEY_REVOKED)
    assert (entry.actor, entry.organization) == (acme.user.email, acme.organization)


def test_keys_are_revoked_from_the_list(acme, browser):
    chosen = {"action": "revoke_selected", "_selected_action": [acme.api_key.pk]}

    browser.post(of("apikey"), chosen)

    acme.api_key.refresh_from_db()
    assert acme.api_key.state == "revoked"


def test_the_stranger_revokes_no_key(acme, stranger):
    chosen = {"action": "revoke_selected", "_selected_action": [acme.api_key.pk]}

    assert stranger.post(of("apikey", acme.api_key.pk, "revoke")).status_code == 404
    stranger.post(of("apikey"), chosen)

    acme.api_key.refresh_from_db()
    assert acme.api_key.state == "active"


def test_a_key_s_hash_is_nowhere_to_be_seen(acme, browser):
    shown = browser.get(of("apikey", acme.api_key.pk, "change"))

    assert shown.status_code == 200
    assert acme.api_key.hash not in shown.content.decode()


def test_the_audit_log_is_read_only_for_everybody(acme, root, browser):
    audit.record(Action.SIGNED_IN, organization=acme.organization, actor="x")
    pk = AuditEntry.objects.latest("pk").pk

    for client in (root, browser):
        assert client.get(of("auditentry", pk, "change")).status_code == 200
        assert client.post(of("auditentry", pk, "change")).status_code == 403
        assert client.post(of("auditentry", pk, "delete")).status_code == 403
        assert client.post(of("auditentry", "add")).status_code == 403


def test_what_concerns_the_house_is_for_superusers_alone(acme, root, browser):
    audit.record(Action.RATE_CHANGED, organization=None, actor="the-house")

    assert b"the-house" in root.get(of("auditentry")).content
    assert b"the-house" not in browser.get(of("auditentry")).content


def test_the_log_is_filtered_by_person(acme, browser):
    for actor in ("one@acme.example", "two@acme.example"):
        audit.record(Action.SIGNED_IN, organization=acme.organization, actor=actor)

    answer = browser.get(of("auditentry"), {"actor": "one@acme.example"})

    shown = [entry.actor for entry in answer.context["cl"].queryset]
    assert shown == ["one@acme.example"]


def test_managers_find_the_admin_from_their_pages(browser):
    assert b'href="/admin/"' in browser.get("/").content
    assert b"Dashboard" in browser.get("/admin/").content


def test_an_entry_tells_who_when_from_where_and_what(acme, browser):
    browser.post("/sign-in", {"username": acme.user.email, "password": "wrong"})
    audit.record(
        Action.TOPPED_UP, organization=acme.organization, actor="x", reference="INV-7"
    )
    entry = AuditEntry.objects.latest("pk")

    told = f"{entry.created_at:%Y-%m-%d %H:%M}"
    for page in (of("auditentry"), of("auditentry", entry.pk, "change")):
        text = browser.get(page).content.decode()
        assert "reference: INV-7" in text
        assert told in text


def test_who_manages_one_organization_is_not_told_its_name_in_every_row(
    acme, globex, browser, root
):
    def columns(client):
        return client.get(of("auditentry")).context["cl"].list_display

    assert "organization" in columns(root)
    assert "organization" not in columns(browser)
    Membership.objects.create(
        organization=globex.organization, user=acme.user, role=Role.ADMIN
    )
    assert "organization" in columns(browser)
