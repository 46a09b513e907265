"""The page of API keys: owners and admins make, see and revoke them; nobody else."""

from __future__ import annotations

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from organizations import keys
from organizations.models import ApiKey, Membership, Role, User
from tests.factories import make_transcription

SECRET = re.compile(r"ak_[A-Za-z0-9]{40}")


@pytest.fixture
def member(acme):
    return person(acme, Role.MEMBER)


def person(cast, role):
    user = User.objects.create_user(f"{role}@{cast.organization.name}.example")
    Membership.objects.create(organization=cast.organization, user=user, role=role)
    client = Client()
    client.force_login(user)
    return client


def create(client, cast, **fields):
    form = {
        "organization": cast.organization.public_id,
        "name": "CI",
        "scopes": ["transcriptions:read"],
        "days": "",
        **fields,
    }
    return client.post("/keys", form)


def revoke(client, key):
    return client.post(f"/keys/{key.public_id}/revoke")


def test_a_new_key_is_shown_once_and_works(acme, browser):
    answer = create(browser, acme)

    [secret] = set(SECRET.findall(answer.content.decode()))
    key = keys.verify(secret)
    assert (key.organization, key.name) == (acme.organization, "CI")
    assert (key.scopes, key.expires_at) == (["transcriptions:read"], None)
    assert key.created_by == acme.user
    assert "no-store" in answer["Cache-Control"]
    assert not SECRET.search(browser.get("/keys").content.decode())


def test_a_key_expires_when_that_was_chosen(acme, browser):
    create(browser, acme, days="30")

    left = ApiKey.objects.get(name="CI").expires_at - timezone.now()

    assert timedelta(days=29, hours=23) < left <= timedelta(days=30)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "x" * 101}, "at most 100 characters"),
        ({"scopes": []}, "Choose at least one"),
        ({"scopes": ["everything"]}, "not one of the available choices"),
        ({"days": "7"}, "not one of the available choices"),
    ],
)
def test_a_form_with_a_mistake_says_so_and_makes_no_key(acme, browser, fields, message):
    before = ApiKey.objects.count()

    answer = create(browser, acme, **fields)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert ApiKey.objects.count() == before


def test_the_list_tells_of_each_key_what_it_is_and_whether_it_works(acme, browser):
    past = timezone.now() - timedelta(days=1)
    keys.issue(acme.organization, name="Old <b>", expires_at=past)
    gone, _ = keys.issue(acme.organization, name="Gone")
    keys.revoke(gone, actor=acme.user)
    keys.verify(acme.secret)

    page = browser.get("/keys").content.decode()

    assert re.findall(r'data-state="(\w+)"', page) == ["revoked", "expired", "active"]
    assert f"{acme.api_key.prefix}…" in page
    assert "Old &lt;b&gt;" in page
    assert "Last used" in page
    assert "transcriptions:write" in page


def test_a_revoked_key_stops_working_at_once(acme, browser):
    answer = revoke(browser, acme.api_key)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/keys?organization=")
    called = Client().get(
        f"/v1/audio/transcribe/{make_transcription(acme).public_id}",
        headers=acme.headers,
    )
    assert called.json()["error"]["code"] == "API_KEY_DEACTIVATED"


def test_revoking_needs_a_post_and_asks_first(acme, browser):
    page = browser.get("/keys").content.decode()

    assert browser.get(f"/keys/{acme.api_key.public_id}/revoke").status_code == 405
    assert "This can’t be undone." in page


def test_an_admin_may_do_what_an_owner_may(acme):
    admin = person(acme, Role.ADMIN)

    assert admin.get("/keys").status_code == 200
    assert create(admin, acme).status_code == 200
    assert revoke(admin, acme.api_key).status_code == 302


def test_a_member_is_told_that_it_may_not(acme, member):
    answers = [member.get("/keys"), create(member, acme), revoke(member, acme.api_key)]

    assert [answer.status_code for answer in answers] == [403] * 3
    for answer in answers:
        assert "Only owners and admins" in answer.content.decode()
        assert acme.api_key.prefix not in answer.content.decode()
    assert ApiKey.objects.get().state == "active"


def test_a_stranger_s_organization_and_its_keys_are_not_there(acme, stranger):
    page = stranger.get(f"/keys?organization={acme.organization.public_id}")

    assert acme.api_key.prefix not in page.content.decode()
    assert create(stranger, acme).status_code == 404
    assert revoke(stranger, acme.api_key).status_code == 404
    assert ApiKey.objects.get(pk=acme.api_key.pk).state == "active"
    assert ApiKey.objects.filter(organization=acme.organization).count() == 1


def test_the_owner_of_one_organization_is_a_mere_member_of_another(
    acme, globex, browser
):
    Membership.objects.create(organization=globex.organization, user=acme.user)

    page = browser.get(f"/keys?organization={globex.organization.public_id}")

    assert page.status_code == 403
    assert create(browser, globex).status_code == 403
    assert revoke(browser, globex.api_key).status_code == 403


def test_a_visitor_is_asked_to_sign_in(acme):
    for answer in (
        Client().get("/keys"),
        create(Client(), acme),
        revoke(Client(), acme.api_key),
    ):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/sign-in")


def test_the_header_leads_there_only_who_may_go(browser, member):
    link = 'href="/keys?organization='

    assert link in browser.get("/").content.decode()
    assert link not in member.get("/").content.decode()


def test_nothing_secret_is_logged_when_a_key_is_made_and_used(acme, browser, caplog):
    caplog.set_level(logging.DEBUG)

    page = create(browser, acme, scopes=["transcriptions:read"]).content.decode()
    secret = SECRET.search(page).group()
    paths = ["/v1/audio/transcribe/trans_" + "0" * 32, "/v1/nothing"]
    for path in paths:
        Client().get(path, headers={"X-API-Key": secret})
        Client().get(path, headers={"Authorization": f"Bearer {secret}"})
    Client().get(paths[0], headers={"X-API-Key": secret + "x"})

    logged = "\n".join(
        [*map(str, (vars(record) for record in caplog.records)), caplog.text]
    )
    assert caplog.records
    assert secret[8:] not in logged
    assert keys._hash(secret) not in caplog.text
