"""Signing in and out, and switching organizations."""

from __future__ import annotations

import pytest
from django.test import Client

from organizations.models import Membership, Role
from tests.factories import PASSWORD, make_transcription


def sign_in(**fields):
    data = {"username": "owner@acme.example", "password": PASSWORD, **fields}
    return Client().post("/sign-in", data)


@pytest.mark.parametrize("email", ["owner@acme.example", " Owner@ACME.example "])
def test_a_person_signs_in_with_an_e_mail_address_in_any_case(acme, email):
    response = sign_in(username=email)

    assert response.status_code == 302
    assert response["Location"] == "/"


def test_a_wrong_password_is_refused_without_telling_which_is_wrong(acme):
    wrong = sign_in(password="nope")
    unknown = sign_in(username="nobody@acme.example")

    for response in (wrong, unknown):
        assert response.status_code == 200
        assert b"This e-mail address and password do not match." in response.content


def test_signing_in_leads_to_the_page_that_was_wanted(acme):
    assert sign_in(next="/new")["Location"] == "/new"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "/\\evil.example",
    ],
)
def test_signing_in_never_leads_to_another_site(acme, elsewhere):
    assert sign_in(next=elsewhere)["Location"] == "/"


def test_who_is_signed_in_needs_no_form(browser):
    assert browser.get("/sign-in")["Location"] == "/"


def test_signing_out_ends_the_session_and_needs_a_post(browser):
    assert browser.get("/sign-out").status_code == 405

    browser.post("/sign-out")

    assert browser.get("/").status_code == 302


def test_forms_of_other_sites_are_refused(acme):
    client = Client(enforce_csrf_checks=True)

    response = client.post("/sign-in", {"username": "x", "password": "y"})

    assert response.status_code == 403
    assert b"too old" in response.content


def test_a_member_of_two_organizations_switches_between_them(acme, globex, browser):
    Membership.objects.create(organization=globex.organization, user=acme.user)
    make_transcription(globex, filename="theirs.wav")

    before = browser.get("/").content.decode()
    named = browser.get(
        f"/?organization={globex.organization.public_id}"
    ).content.decode()
    browser.post("/organization", {"organization": globex.organization.public_id})
    after = browser.get("/").content.decode()

    assert "theirs.wav" not in before
    assert "theirs.wav" in named
    assert "theirs.wav" in after


def test_a_stranger_s_organization_can_t_be_chosen(globex, browser):
    answer = browser.post(
        "/organization", {"organization": globex.organization.public_id}
    )
    page = browser.get(
        f"/?organization={globex.organization.public_id}"
    ).content.decode()

    assert answer.status_code == 404
    assert globex.organization.public_id not in page


def test_a_visitor_can_t_switch(acme):
    response = Client().post("/organization", {"organization": "org_x"})

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in")


def test_the_header_s_links_stay_in_the_organization_of_the_page(acme, globex, browser):
    Membership.objects.create(
        organization=globex.organization, user=acme.user, role=Role.ADMIN
    )
    here = f"?organization={globex.organization.public_id}"

    shown = browser.get(f"/usage{here}").content.decode()

    for page in ("/usage", "/members", "/keys", "/webhooks"):
        assert f'href="{page}{here}"' in shown
