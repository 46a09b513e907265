"""What is written to be sent: exactly for what was asked, and with the change itself."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ

from tests import factories
from transcriptions import doorbell, lifecycle, webhooks
from transcriptions.errors import InvalidField, LeaseLost, WebhookErased
from transcriptions.models_webhooks import (
    WebhookDelivery,
    WebhookEndpoint,
    WebhookEvent,
    WebhookTry,
)

URL = "https://hooks.example.com/in?token=1"
BOTH = ["transcription.completed", "transcription.failed"]


def asking(events=BOTH, url=URL):
    return {"webhook": {"url": url, "events": events}}


def bells():
    return OrmQ.objects.filter(key="aitronos")


def test_a_completed_job_has_its_delivery_and_doorbell(acme):
    job = factories.make_completed(acme, options=asking(), metadata={"case": "7"})

    delivery = WebhookDelivery.objects.get()
    assert (delivery.event, delivery.state) == ("transcription.completed", "pending")
    assert (delivery.organization, delivery.transcription) == (acme.organization, job)
    assert (delivery.endpoint.url, delivery.tries) == (URL, 0)
    assert bells().count() == 1


def test_the_body_is_the_job_as_it_is_now_without_its_transcript(acme):
    job = factories.make_completed(
        acme, texts=["A secret sentence."], options=asking(), metadata={"größe": "7"}
    )

    delivery = WebhookDelivery.objects.get()
    body = json.loads(delivery.body)
    assert list(body) == ["event", "data", "timestamp", "webhook_id", "delivery_id"]
    assert body["webhook_id"] == delivery.webhook_id
    assert body["delivery_id"] == delivery.public_id
    assert delivery.webhook_id.startswith("evt_")
    assert datetime.fromisoformat(body["timestamp"]).utcoffset() == timedelta(0)
    assert body["data"]["transcription_id"] == job.public_id
    assert body["data"]["status"] == "completed"
    assert body["data"]["timestamps"]["completed_at"] is not None
    assert body["data"]["metadata"] == {"größe": "7"}
    assert "result" not in body["data"]
    assert "secret sentence" not in delivery.body
    assert len(delivery.body.encode()) < 20_000


def test_a_failed_job_s_body_says_why(acme):
    factories.make_failed(acme, options=asking())

    body = json.loads(WebhookDelivery.objects.get().body)
    assert body["event"] == "transcription.failed"
    assert body["data"]["failure"] == {
        "code": "CORRUPT_AUDIO",
        "message": "It can't be read.",
    }


@pytest.mark.parametrize("options", [{}, asking(["transcription.failed"])])
def test_what_was_not_asked_for_is_not_sent(acme, options):
    factories.make_completed(acme, options=options)

    assert not WebhookDelivery.objects.exists()
    assert not bells().exists()


def test_an_end_that_does_not_happen_has_no_delivery(acme):
    factories.make_transcription(acme, options=asking())
    lease = lifecycle.claim("test/1/1")
    lifecycle.fail(lease, "CORRUPT_AUDIO", "No.")

    with pytest.raises(LeaseLost):
        lifecycle.complete(lease, [], factories.result())

    assert WebhookDelivery.objects.get().event == "transcription.failed"


@pytest.mark.django_db(transaction=True)
def test_a_rollback_takes_delivery_and_doorbell_with_it(transactional_db):
    acme = factories.Cast("acme")
    job = factories.make_completed(acme)
    job.options = asking()

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        webhooks.enqueue(job, WebhookEvent.COMPLETED)
        job.save()
        webhooks.enqueue(job, WebhookEvent.COMPLETED)
        raise ZeroDivisionError

    assert not WebhookDelivery.objects.exists()
    assert not bells().exists()


def test_jobs_of_one_url_share_an_endpoint_but_organizations_do_not(acme, globex):
    for cast in (acme, acme, globex):
        factories.make_completed(cast, options=asking())

    assert WebhookEndpoint.objects.count() == 2
    assert WebhookDelivery.objects.count() == 3


@pytest.mark.parametrize("letter", ["x", "ß"])
def test_the_longest_url_that_is_accepted_is_no_problem_at_the_end(acme, letter):
    url = "https://hooks.example.com/" + letter * (2048 - 26)

    job = factories.make_completed(acme, options=asking(url=url))

    assert (job.status, WebhookEndpoint.objects.get().url) == ("completed", url)


def test_the_doorbell_goes_to_the_short_tasks_also_from_a_transcription_worker(
    acme, monkeypatch
):
    from django_q.conf import Conf

    monkeypatch.setattr(Conf, "CLUSTER_NAME", doorbell.QUEUE)

    factories.make_completed(acme, options=asking())

    assert bells().get().func() == doorbell.WEBHOOK_TASK


def test_a_delayed_doorbell_is_not_taken_before_its_time(acme):
    broker = doorbell._LaterBroker("aitronos")
    doorbell.ring_for_webhooks(after=3600)

    assert not broker.dequeue()

    bells().update(lock=timezone.now() - timedelta(seconds=1))
    assert len(broker.dequeue()) == 1


def test_a_test_event_is_of_no_job_and_checked_like_any_url(acme):
    sent = webhooks.send_test(acme.organization, URL)

    assert json.loads(sent.body)["event"] == "webhook.test"
    assert sent.transcription is None
    with pytest.raises(InvalidField) as refused:
        webhooks.send_test(acme.organization, "https://127.0.0.1/")
    assert refused.value.details["fields"] == {
        "url": ["Webhook URL must not point to a private or reserved network address."]
    }


def test_a_replay_is_the_same_message_in_a_new_delivery(acme):
    factories.make_completed(acme, options=asking())
    first = WebhookDelivery.objects.get()

    again = webhooks.replay(first)

    assert again.webhook_id == first.webhook_id
    assert again.public_id != first.public_id
    before, after = json.loads(first.body), json.loads(again.body)
    assert before | {"delivery_id": again.public_id} == after
    assert (again.endpoint, again.transcription) == (
        first.endpoint,
        first.transcription,
    )


def test_erasing_forgets_bodies_and_answers_and_withdraws_what_waits(acme):
    job = factories.make_completed(acme, options=asking())
    other = factories.make_completed(acme, options=asking())
    waiting = WebhookDelivery.objects.get(transcription=job)
    done = webhooks.replay(waiting)
    WebhookDelivery.objects.filter(pk=done.pk).update(state="delivered", tries=1)
    WebhookTry.objects.create(
        delivery=done,
        number=1,
        at=timezone.now(),
        status=200,
        latency_seconds=0.1,
        excerpt="echo",
    )

    webhooks.erase(job)

    states = dict(job.webhook_deliveries.values_list("pk", "state"))
    assert states == {waiting.pk: "withdrawn", done.pk: "delivered"}
    assert set(job.webhook_deliveries.values_list("body", flat=True)) == {""}
    assert WebhookTry.objects.get().excerpt == ""
    assert other.webhook_deliveries.get().body != ""
    with pytest.raises(WebhookErased):
        webhooks.replay(done)


def test_deliveries_outlive_their_job(acme):
    job = factories.make_completed(acme, options=asking())

    job.delete()

    assert WebhookDelivery.objects.get().transcription is None


def test_the_database_knows_the_states_of_the_model():
    known = {each.name: each for each in WebhookDelivery._meta.constraints}[
        "transcriptions_webhook_delivery_state_known"
    ].condition

    assert known.children == [("state__in", WebhookDelivery.State.values)]
