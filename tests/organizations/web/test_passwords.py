"""A person changes the own password, knowing the old one."""

from __future__ import annotations

from django.test import Client

from tests.factories import PASSWORD

NEW = "another battery horse"


def change(client, old=PASSWORD, new=NEW):
    fields = {"old_password": old, "new_password1": new, "new_password2": new}
    return client.post("/password", fields)


def test_a_password_is_changed_and_other_sessions_end(acme, browser):
    other = Client()
    other.force_login(acme.user)

    assert change(browser).status_code == 302

    acme.user.refresh_from_db()
    assert acme.user.check_password(NEW)
    assert browser.get("/").status_code == 200
    assert other.get("/")["Location"].startswith("/sign-in")


def test_a_wrong_old_or_a_weak_new_password_changes_nothing(acme, browser):
    assert change(browser, old="wrong").status_code == 200
    assert b"too common" in change(browser, new="password1").content

    acme.user.refresh_from_db()
    assert acme.user.check_password(PASSWORD)
