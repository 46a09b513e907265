"""The page about webhooks: who sees it, what it shows and what can be done there."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client
from django.utils import timezone

from aitronos_site.lib.ids import new_id
from organizations.models import Membership, Role, User
from organizations.models_audit import Action, AuditEntry
from tests.factories import make_completed
from transcriptions import webhook_secrets, webhooks
from transcriptions.models_webhooks import (
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
    WebhookTry,
)

URL = "https://hooks.example.com/in"
ACTIONS = ["secret", "secret/rotate", "test", "resume"]


def job_with_webhook(cast, url=URL):
    events = ["transcription.completed"]
    return make_completed(cast, options={"webhook": {"url": url, "events": events}})


def page_of(client, address="/webhooks"):
    return html.unescape(client.get(address).content.decode())


def shown_secret(response):
    found = re.search(r"data-secret>(whsec_[^<]+)<", response.content.decode())
    return html.unescape(found[1]) if found else None


def failed_try(delivery, **changes):
    fields = {
        "number": 1,
        "at": timezone.now(),
        "status": 500,
        "latency_seconds": 0.25,
        "excerpt": "<b>oops</b>",
        "error": "Webhook URL answered with HTTP status 500.",
        **changes,
    }
    WebhookTry.objects.create(delivery=delivery, **fields)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(tries=fields["number"])


@pytest.fixture
def member(acme):
    """Django's test client, signed in as a plain member of acme."""
    user = User.objects.create_user("member@acme.example", "x")
    Membership.objects.create(organization=acme.organization, user=user)
    client = Client()
    client.force_login(user)
    return client


def test_a_visitor_is_sent_to_sign_in(acme):
    response = Client().get("/webhooks")

    assert (response.status_code, response["Location"]) == (
        302,
        "/sign-in?next=/webhooks",
    )


@pytest.mark.parametrize("role", [Role.OWNER, Role.ADMIN])
def test_owners_and_admins_find_the_page_in_the_header(acme, browser, role):
    Membership.objects.update(role=role)

    link = f'href="/webhooks?organization={acme.organization.public_id}"'
    assert link in page_of(browser, "/")
    assert browser.get("/webhooks").status_code == 200


def test_members_neither_see_the_page_nor_act_on_it(acme, member):
    job_with_webhook(acme)
    delivery = WebhookDelivery.objects.get()

    answers = [
        member.get("/webhooks"),
        *(member.post(f"/webhooks/{action}", {"url": URL}) for action in ACTIONS),
        member.post(f"/webhooks/{delivery.public_id}/replay"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert b"Only owners and admins" in answers[0].content
    assert 'href="/webhooks"' not in page_of(member, "/")
    assert WebhookDelivery.objects.count() == 1
    assert not WebhookSecret.objects.exists()


def test_a_stranger_sees_and_changes_nothing_of_it(acme, stranger):
    job_with_webhook(acme)
    delivery = WebhookDelivery.objects.get()
    now = timezone.now()
    WebhookEndpoint.objects.update(paused_at=now, failing_since=now)
    secret = webhook_secrets.reveal(acme.organization)
    here = f"?organization={acme.organization.public_id}"

    page = page_of(stranger, f"/webhooks{here}")
    for action in ("secret", "secret/rotate", "resume"):
        stranger.post(f"/webhooks/{action}{here}", {"url": URL})
    theirs = stranger.post(f"/webhooks/{delivery.public_id}/replay")
    unknown = stranger.post(f"/webhooks/{new_id('whd')}/replay")

    assert URL not in page and delivery.public_id not in page
    assert (theirs.status_code, unknown.status_code) == (404, 404)
    assert WebhookDelivery.objects.count() == 1
    assert WebhookEndpoint.objects.get().paused_at == now
    assert webhook_secrets.valid(acme.organization) == [secret]


def test_the_role_counts_in_the_organization_that_is_shown(acme, globex, browser):
    Membership.objects.create(organization=globex.organization, user=acme.user)

    theirs = browser.get(f"/webhooks?organization={globex.organization.public_id}")

    assert theirs.status_code == 403
    assert browser.get("/webhooks").status_code == 200


def test_actions_are_posts_and_the_page_is_a_get(acme, browser):
    for action in [*ACTIONS, f"{new_id('whd')}/replay"]:
        assert browser.get(f"/webhooks/{action}").status_code == 405
    assert browser.post("/webhooks").status_code == 405


def test_the_secret_is_shown_once_and_never_kept_by_a_browser(acme, browser):
    first = browser.post("/webhooks/secret")
    again = browser.post("/webhooks/secret")

    secret = shown_secret(first)
    assert [secret] == webhook_secrets.valid(acme.organization)
    assert "no-store" in first["Cache-Control"]
    assert shown_secret(again) is None
    assert secret not in page_of(browser)
    assert "shown once" in page_of(browser)


def test_a_secret_is_replaced_and_the_old_one_still_signs(acme, browser):
    old = shown_secret(browser.post("/webhooks/secret"))

    new = shown_secret(browser.post("/webhooks/secret/rotate"))

    assert webhook_secrets.valid(acme.organization) == [new, old]
    assert "The one before signs too until" in page_of(browser)
    entry = AuditEntry.objects.get(action=Action.WEBHOOK_SECRET_ROTATED)
    assert (entry.organization, entry.actor) == (acme.organization, acme.user.email)


def test_looking_at_the_page_makes_no_secret(acme, browser):
    assert "There is none yet" in page_of(browser)
    assert not WebhookSecret.objects.exists()


def test_a_delivery_shows_its_message_and_each_try_as_text(acme, browser):
    job = job_with_webhook(acme)
    delivery = WebhookDelivery.objects.get()
    failed_try(delivery)
    failed_try(delivery, number=2, status=None, excerpt="", error="Webhook URL took …")

    raw = browser.get("/webhooks").content.decode()
    page = html.unescape(raw)

    assert delivery.body in page
    assert delivery.webhook_id in page and delivery.public_id in page
    assert f"/transcriptions/{job.public_id}" in page
    assert "HTTP 500" in page and "0.250 s" in page
    assert "No answer · 2 tries" in page
    assert "<b>oops</b>" not in raw and "&lt;b&gt;oops&lt;/b&gt;" in raw
    assert "Next try" in page


def test_a_test_event_is_sent_to_a_url_that_is_entered(acme, browser):
    response = browser.post("/webhooks/test", {"url": f" {URL} "})

    assert response.status_code == 302
    delivery = WebhookDelivery.objects.get()
    assert (delivery.event, delivery.endpoint.url) == ("webhook.test", URL)
    assert "webhook.test" in page_of(browser, response["Location"])


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://hooks.example.com/", "Webhook URL must use HTTPS protocol."),
        ("https://10.0.0.1/", "Webhook URL must not point to a private or reserved"),
        ("", "Webhook URL is not a valid web address."),
    ],
)
def test_a_url_that_must_not_be_called_is_refused_with_its_reason(
    acme, browser, url, reason
):
    response = browser.post("/webhooks/test", {"url": url})

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert not WebhookDelivery.objects.exists()


def test_a_replay_is_a_new_delivery_of_the_same_message(acme, browser):
    job_with_webhook(acme)
    first = WebhookDelivery.objects.get()

    response = browser.post(f"/webhooks/{first.public_id}/replay")

    assert response.status_code == 302
    assert WebhookDelivery.objects.filter(webhook_id=first.webhook_id).count() == 2


def test_an_erased_message_is_said_to_be_so_and_not_replayed(acme, browser):
    job = job_with_webhook(acme)
    webhooks.erase(job)
    delivery = WebhookDelivery.objects.get()

    response = browser.post(f"/webhooks/{delivery.public_id}/replay")

    assert response.status_code == 409
    assert b"The transcription was deleted" in response.content
    assert "erased with the transcription" in page_of(browser)
    assert "/replay" not in page_of(browser)


def test_a_paused_endpoint_is_announced_and_resumed(acme, browser):
    job_with_webhook(acme)
    now = timezone.now()
    WebhookEndpoint.objects.update(paused_at=now, failing_since=now)

    assert "is paused. 1 delivery waits until you resume it" in page_of(browser)
    response = browser.post("/webhooks/resume", {"url": URL})

    assert response.status_code == 302
    assert WebhookEndpoint.objects.get().paused_at is None
    assert "is paused" not in page_of(browser)


@pytest.mark.parametrize("jobs", [1, 6])
def test_the_page_takes_eight_queries_for_any_number_of_deliveries(
    acme, browser, jobs, django_assert_num_queries
):
    for n in range(jobs):
        job_with_webhook(acme, f"{URL}/{n}")
        failed_try(WebhookDelivery.objects.latest("pk"))

    with django_assert_num_queries(8):
        browser.get("/webhooks")


def test_older_deliveries_are_on_the_next_page(acme, browser):
    sent = [webhooks.send_test(acme.organization, URL) for _ in range(51)]

    first, second = page_of(browser), page_of(browser, "/webhooks?page=2")

    assert sent[-1].public_id in first and sent[0].public_id not in first
    assert sent[0].public_id in second and sent[1].public_id not in second
    assert "Older →" in first and "← Newer" in second
    assert browser.get("/webhooks?page=nonsense").status_code == 200


def test_the_page_has_no_inline_script_or_style(acme, browser):
    job_with_webhook(acme)
    page = browser.get("/webhooks").content.decode()

    assert " style=" not in page and " onclick" not in page
    assert page.count("<script") == page.count('<script type="module" src="/static/')
