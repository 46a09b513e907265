"""A second factor is turned on and off by codes, and then signing in needs one."""

from __future__ import annotations

import re
import time

import pytest
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from organizations.models_audit import AuditEntry
from tests.factories import PASSWORD


def code_of(user, later=0):
    """What the authenticator shows `later` steps from now."""
    totp = TOTP(TOTPDevice.objects.get(user=user).bin_key)
    totp.time = time.time() + 30 * later
    return f"{totp.token():06}"


def turn_on(browser, user):
    """Return the back-up codes."""
    browser.post("/security", {"do": "begin"})
    shown = browser.post("/security", {"do": "confirm", "code": code_of(user)})
    return re.findall(r"^(?:.*<pre>)?([0-9a-f]{10})$", shown.content.decode(), re.M)


def sign_in(user, path="/sign-in"):
    client = Client()
    sent = {"username": user.email, "password": PASSWORD, "next": "/usage"}
    return client, client.post(path, sent)


def is_in(client):
    return client.get("/").status_code == 200


@pytest.fixture
def codes(acme, browser):
    return turn_on(browser, acme.user)


def test_the_secret_is_shown_as_a_picture_and_in_letters(acme, browser):
    page = browser.post("/security", {"do": "begin"}).content.decode()

    assert "data:image/svg+xml" in page
    assert re.search(r"<code>([A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>", page)


def test_it_is_off_until_a_right_code_confirms_it(acme, browser):
    browser.post("/security", {"do": "begin"})

    wrong = browser.post("/security", {"do": "confirm", "code": "000000x"})

    assert wrong.status_code == 422
    assert is_in(sign_in(acme.user)[0])


def test_the_password_alone_signs_nobody_in(acme, codes):
    client, answer = sign_in(acme.user)

    assert answer["Location"] == "/sign-in/code"
    assert not is_in(client)


def test_a_code_signs_in_and_leads_on_once(acme, codes):
    client, _ = sign_in(acme.user)
    code = code_of(acme.user, later=1)
    answer = client.post("/sign-in/code", {"code": f"{code[:3]} {code[3:]}"})

    assert answer["Location"] == "/usage"
    assert is_in(client)

    again, _ = sign_in(acme.user)
    assert again.post("/sign-in/code", {"code": code}).status_code == 422
    assert not is_in(again)


def test_a_back_up_code_signs_in_once(acme, codes):
    assert len(set(codes)) == 10
    first, _ = sign_in(acme.user)
    first.post("/sign-in/code", {"code": codes[0]})
    second, _ = sign_in(acme.user)
    second.post("/sign-in/code", {"code": codes[0]})

    assert (is_in(first), is_in(second)) == (True, False)


def test_codes_can_t_be_tried_for_ever(acme, codes):
    client, _ = sign_in(acme.user)

    tried = [client.post("/sign-in/code", {"code": "1"}).status_code for _ in range(11)]

    assert tried == [422] * 10 + [429]


def test_without_a_password_there_is_no_second_step(acme, codes):
    client = Client()

    for answer in (client.get("/sign-in/code"), client.post("/sign-in/code")):
        assert answer["Location"] == "/sign-in"


def test_another_s_code_signs_nobody_in(acme, globex, codes, stranger):
    turn_on(stranger, globex.user)
    client, _ = sign_in(acme.user)

    client.post("/sign-in/code", {"code": code_of(globex.user, later=1)})

    assert not is_in(client)


def test_it_is_turned_off_by_a_code_only(acme, browser, codes, settings):
    settings.OTP_STATIC_THROTTLE_FACTOR = 0  # else a wrong code costs a second
    assert browser.post("/security", {"do": "off", "code": "1"}).status_code == 422
    assert not is_in(sign_in(acme.user)[0])

    browser.post("/security", {"do": "off", "code": codes[1]})

    assert is_in(sign_in(acme.user)[0])
    changed = AuditEntry.objects.filter(action="second_factor_changed").order_by("pk")
    assert [entry.details["state"] for entry in changed] == ["on", "off"]


@pytest.mark.parametrize("is_staff", [True, False])
def test_where_it_is_required_the_admin_opens_only_with_it(
    acme, browser, settings, is_staff
):
    settings.REQUIRE_STAFF_TOTP = True
    if is_staff:
        acme.user.is_superuser = acme.user.is_staff = True
        acme.user.save()

    before = browser.get("/admin/", follow=True)
    assert before.redirect_chain[-1][0] == "/security"
    assert b"only with it" in before.content

    turn_on(browser, acme.user)
    assert browser.get("/admin/").status_code == 200
