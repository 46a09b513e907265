"""Jobs in the admin: what is shown of them, and what can be done to them."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from billing import ledger
from organizations.models import User
from organizations.models_audit import Action, AuditEntry
from tests import factories
from tests.factories import make_completed, make_failed, make_transcription
from transcriptions import webhook_secrets
from transcriptions.models import Transcription
from transcriptions.states import Status

JOBS = "admin:transcriptions_transcription_changelist"


@pytest.fixture
def staff(db):
    client = Client()
    user = User.objects.create_superuser("staff@house.example", factories.PASSWORD)
    client.force_login(user)
    return client


def act(client, action, *jobs, **more):
    data = {"action": action, "_selected_action": [job.pk for job in jobs], **more}
    return client.post(reverse(JOBS), data, follow=True)


def change_page(client, job):
    return client.get(
        reverse("admin:transcriptions_transcription_change", args=[job.pk])
    )


def deletions():
    found = AuditEntry.objects.filter(action=Action.TRANSCRIPTION_DELETED)
    return list(found.values_list("organization__name", "actor", "target"))


def test_the_list_tells_status_stage_engine_and_money(acme, browser):
    make_completed(acme, filename="talk.wav")

    text = browser.get(reverse(JOBS)).content.decode()

    for told in ("talk.wav", "pill completed", "pocketsphinx", "0:10", "11", "100 %"):
        assert told in text


def test_the_list_asks_the_database_no_more_for_fifty_jobs(
    acme, staff, django_assert_max_num_queries
):
    ledger.top_up(acme.organization, 10_000, cause=ledger.Cause("test"))
    for _ in range(50):
        make_transcription(acme)

    with django_assert_max_num_queries(12):
        assert staff.get(reverse(JOBS)).status_code == 200


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "talk"}, True),
        ({"q": "rocket"}, False),
        ({"engine": "pocketsphinx"}, True),
        ({"engine": "whisperx"}, False),
        ({"status__exact": "completed"}, True),
        ({"language": "fr"}, False),
    ],
)
def test_jobs_are_found_by_their_facts_and_not_by_their_text(acme, staff, asked, found):
    job = make_completed(acme, ["A rocket."], filename="talk.wav")

    assert (job.public_id in staff.get(reverse(JOBS), asked).content.decode()) is found


@pytest.mark.parametrize(
    "lookup",
    [
        "search_vector",
        "result__icontains",
        "metadata__icontains",
        "sentences__text__contains",
        "audio_url__startswith",
    ],
)
def test_the_address_can_t_ask_for_what_a_transcript_says(acme, staff, lookup):
    make_completed(acme, ["A rocket."])

    response = staff.get(reverse(JOBS), {lookup: "rocket"})

    assert response.status_code in (302, 400)


def test_cancelling_stops_and_refunds(acme, browser):
    job = make_transcription(acme)

    said = act(browser, "cancel", job).content.decode()

    job.refresh_from_db()
    assert job.status == Status.CANCELLED
    assert acme.balance == 1000
    assert f"Cancelled: {job.public_id} (talk.wav)." in said


def test_what_can_t_be_cancelled_is_named_and_the_rest_is_done(acme, browser):
    done, waiting = make_completed(acme), make_transcription(acme)

    said = act(browser, "cancel", done, waiting).content.decode()

    waiting.refresh_from_db()
    assert waiting.status == Status.CANCELLED
    assert f"Not cancelled: {done.public_id} (talk.wav). " in said


def test_retrying_charges_anew(acme, browser):
    job = make_failed(acme)
    before = acme.balance

    act(browser, "retry", job)

    job.refresh_from_db()
    assert (job.status, job.attempt) == (Status.QUEUED, 2)
    assert acme.balance == before - job.synapses_charged


def test_a_retry_that_can_t_be_paid_changes_nothing(acme, browser):
    job = make_failed(acme)
    ledger.adjust(acme.organization, -acme.balance, cause=ledger.Cause("spent"))

    said = act(browser, "retry", job).content.decode()

    job.refresh_from_db()
    assert (job.status, job.attempt) == (Status.FAILED, 1)
    assert f"Not queued again: {job.public_id} (talk.wav). " in said


def test_deleting_asks_first(acme, browser):
    job = make_completed(acme)

    page = act(browser, "delete", job).content.decode()

    assert job.public_id in page and "Delete for good" in page
    assert Transcription.objects.filter(pk=job.pk).exists()
    assert deletions() == []


def test_deleting_erases_and_is_in_the_audit_log(acme, browser):
    job = make_completed(acme)
    name = factories.store_audio(job, b"sound")

    act(browser, "delete", job, confirmed="yes")

    assert not Transcription.objects.filter(pk=job.pk).exists()
    assert not default_storage.exists(name)
    assert deletions() == [("acme", "owner@acme.example", job.public_id)]


def test_a_deletion_by_the_api_is_in_the_audit_log_too(acme):
    job = make_completed(acme)

    address = reverse("transcriptions_api:transcription", args=[job.public_id])
    Client().delete(address, headers=acme.headers)

    assert deletions() == [("acme", str(acme.api_key), job.public_id)]


def test_django_s_own_deletion_is_not_offered(acme, staff):
    job = make_completed(acme)

    assert "delete_selected" not in staff.get(reverse(JOBS)).content.decode()
    act(staff, "delete_selected", job, post="yes")

    address = reverse("admin:transcriptions_transcription_delete", args=[job.pk])
    assert staff.post(address, {"post": "yes"}).status_code == 403
    assert Transcription.objects.filter(pk=job.pk).exists()


@pytest.mark.parametrize("action", ["cancel", "retry", "delete"])
@pytest.mark.parametrize("make", [make_transcription, make_failed])
def test_the_stranger_can_do_nothing(acme, stranger, action, make):
    job = make(acme)
    before = Transcription.objects.filter(pk=job.pk).values().get()

    said = act(stranger, action, job, confirmed="yes", select_across="1")

    assert job.public_id not in said.content.decode()
    assert Transcription.objects.filter(pk=job.pk).values().get() == before


def test_staff_see_the_machine_s_details_and_managers_do_not(acme, browser, staff):
    job = make_completed(acme)

    assert "Technical details" in change_page(staff, job).content.decode()
    assert "Technical details" not in change_page(browser, job).content.decode()


def test_managers_are_led_to_the_job_s_own_page(acme, browser):
    job = make_completed(acme)

    page = change_page(browser, job).content.decode()

    assert reverse("transcriptions:detail", args=[job.public_id]) in page


def test_staff_see_no_transcript(acme, staff):
    job = make_completed(acme, ["A rocket."])

    pages = change_page(staff, job), staff.get(reverse(JOBS))

    assert not any("rocket" in page.content.decode() for page in pages)
    assert not AuditEntry.objects.filter(action=Action.TRANSCRIPT_VIEWED).exists()


def test_where_staff_may_see_transcripts_each_look_is_in_the_audit_log(
    acme, staff, browser, settings
):
    settings.ADMIN_SHOWS_TRANSCRIPTS = True
    job = make_completed(acme, ["A rocket."])

    for _ in range(2):
        assert "A rocket." in change_page(staff, job).content.decode()
    assert "A rocket." not in change_page(browser, job).content.decode()

    looks = AuditEntry.objects.filter(action=Action.TRANSCRIPT_VIEWED)
    told = ("acme", "staff@house.example", job.public_id)
    assert (
        list(looks.values_list("organization__name", "actor", "target")) == [told] * 2
    )


def test_a_job_s_page_tells_its_transactions_and_its_history(acme, staff):
    job = make_failed(acme)
    charge, refund = acme.organization.transactions.filter(job_id=job.public_id)

    page = change_page(staff, job).content.decode()

    for entry in (charge, refund):
        assert reverse("admin:billing_transaction_change", args=[entry.pk]) in page
        assert f"{entry.created_at:%Y-%m-%d %H:%M} UTC" in page
    assert all(f" · {event} " in page for event in ("created", "started", "failed"))


def rotation(cast):
    name = "admin:organizations_organization_rotate_secret"
    return reverse(name, args=[cast.organization.pk])


def test_the_webhook_secret_is_rotated_shown_once_and_noted(acme, browser, staff):
    for client, actor in ((browser, acme.user.email), (staff, "staff@house.example")):
        before = webhook_secrets.valid(acme.organization)
        assert "whsec_" not in client.get(rotation(acme)).content.decode()

        shown = client.post(rotation(acme))

        current, previous = webhook_secrets.valid(acme.organization)
        assert current in shown.content.decode() and previous == before[0]
        assert "no-store" in shown["Cache-Control"]
        entry = AuditEntry.objects.filter(action=Action.WEBHOOK_SECRET_ROTATED).last()
        assert (entry.organization, entry.actor) == (acme.organization, actor)
    page = reverse(
        "admin:organizations_organization_change", args=[acme.organization.pk]
    )
    assert "whsec_" not in browser.get(page).content.decode()


def test_the_stranger_rotates_no_secret(acme, stranger):
    before = webhook_secrets.valid(acme.organization)

    assert stranger.post(rotation(acme)).status_code == 404

    assert webhook_secrets.valid(acme.organization) == before
