"""The pages of members and invitations, by owners, members, guests and strangers."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from django.core import mail
from django.test import Client

from organizations import members
from organizations.models import Membership, Role, User
from tests.factories import PASSWORD


@pytest.fixture
def link(acme):
    invitation = members.invite(
        acme.organization, "new@acme.example", Role.MEMBER, acme.user, link_to=str
    )
    return f"/invitations/{members.token_of(invitation)}"


def test_an_owner_invites_and_the_guest_joins_with_a_new_account(
    acme, browser, django_capture_on_commit_callbacks
):
    form = {
        "organization": acme.organization.public_id,
        "email": "new@acme.example",
        "role": "member",
    }
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post("/members", form).status_code == 302
    [path] = re.findall(r"http://testserver(\S+)", mail.outbox[0].body)
    guest = Client()

    weak = guest.post(path, {"name": "Nora", "password": "12345678"})
    done = guest.post(path, {"name": "Nora", "password": PASSWORD})

    assert weak.status_code == 422
    assert b"too common" in weak.content
    assert done.status_code == 302
    assert acme.organization.name in guest.get("/").content.decode()
    assert b"Nora" in browser.get("/members").content
    assert Client().get(path).status_code == 410


def test_who_has_an_account_joins_with_a_button(acme, link):
    user = User.objects.create_user("new@acme.example")
    client = Client()
    assert f"/sign-in?next={quote(link)}".encode() in client.get(link).content
    client.force_login(user)

    assert b"Join acme" in client.get(link).content
    assert client.post(link).status_code == 302

    assert acme.organization.memberships.filter(user=user).exists()


def test_an_account_can_not_be_taken_over_by_an_invitation(acme, link):
    user = User.objects.create_user("new@acme.example", PASSWORD)

    answer = Client().post(link, {"name": "X", "password": "another " + PASSWORD})

    user.refresh_from_db()
    assert answer.status_code == 403
    assert user.check_password(PASSWORD)


def test_the_stranger_is_told_that_it_is_for_somebody_else(acme, stranger, link):
    for answer in (stranger.get(link), stranger.post(link)):
        assert answer.status_code == 403
        assert b"another e-mail address" in answer.content
        assert b"acme" not in answer.content.replace(link.encode(), b"")


def test_a_withdrawn_link_says_so(acme, browser, link):
    invitation = members.pending(acme.organization).get()

    browser.post(f"/invitations/{invitation.public_id}/withdraw")

    answer = Client().get(link)
    assert answer.status_code == 410
    assert b"was withdrawn" in answer.content


def test_roles_are_changed_and_people_removed_on_the_page(acme, browser):
    user = User.objects.create_user("second@acme.example")
    row = Membership.objects.create(organization=acme.organization, user=user)

    browser.post("/members/role", {"membership": row.pk, "role": "admin"})
    row.refresh_from_db()
    assert row.role == "admin"
    browser.post("/members/remove", {"membership": row.pk})

    assert not Membership.objects.filter(pk=row.pk).exists()


def test_the_page_says_why_the_last_owner_stays(acme, browser):
    row = acme.organization.memberships.get()

    answer = browser.post("/members/remove", {"membership": row.pk})

    assert answer.status_code == 422
    assert b"needs an owner" in answer.content


def test_a_member_is_refused_the_page(acme):
    user = User.objects.create_user("second@acme.example")
    Membership.objects.create(organization=acme.organization, user=user)
    client = Client()
    client.force_login(user)

    assert client.get("/members").status_code == 403
