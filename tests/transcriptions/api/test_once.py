"""One job and one charge for each Idempotency-Key, whatever happens in between."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connections
from django.test import Client
from django.utils import timezone

from billing.models import Kind, Transaction
from organizations.models import Membership
from tests.factories import Cast
from transcriptions import submission, uploads
from transcriptions.api import once
from transcriptions.models import IdempotencyRecord, Transcription, Upload

PATH = "/v1/audio/transcribe"


class Died(BaseException):
    """Ends a request as the death of its process does: nothing is put in order."""


def body(cast, **changes):
    upload = Upload.objects.filter(organization=cast.organization).first()
    if upload is None:
        upload = Upload.objects.create(
            organization=cast.organization,
            file=default_storage.save("a.wav", ContentFile(b"-")),
            filename="a.wav",
            size_bytes=1,
            content_type="audio/wav",
            duration_seconds=2,
            expires_at=timezone.now() + timedelta(hours=1),
        )
    url = f"http://testserver{uploads.PATH}{upload.public_id}"
    return {
        "organization_id": cast.organization.public_id,
        "transcription_options": {"language": "en", "audio_url": url},
        **changes,
    }


def post(cast, content, key="k-1", client=None, **headers):
    return (client or Client()).post(
        PATH,
        content,
        content_type="application/json",
        headers={**({} if client else cast.headers), "Idempotency-Key": key, **headers},
    )


def code_of(answer):
    return answer.json()["error"]["code"]


def effects(cast):
    """Jobs and charges of an organization."""
    jobs = Transcription.objects.filter(organization=cast.organization)
    charges = Transaction.objects.filter(
        organization=cast.organization, kind=Kind.CHARGE
    )
    return jobs.count(), charges.count()


def test_a_retry_gets_the_first_answer_to_the_byte_and_is_not_charged(acme):
    asked = body(acme)
    first = post(acme, asked)

    again = post(acme, asked)

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again["Content-Type"] == first["Content-Type"] == "application/json"
    assert again["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert again["X-Request-ID"] != first["X-Request-ID"]
    assert effects(acme) == (1, 1)
    assert acme.balance == 998


def test_a_key_with_another_request_is_refused(acme):
    post(acme, body(acme))

    answer = post(acme, body(acme, priority="urgent"))

    assert answer.status_code == 422
    assert code_of(answer) == "IDEMPOTENCY_KEY_REUSED"
    assert answer.json()["error"]["type"] == "validation_error"
    assert effects(acme) == (1, 1)


def test_other_keys_and_no_key_make_other_jobs(acme):
    asked = body(acme)
    post(acme, asked, "one")
    post(acme, asked, "two")
    Client().post(PATH, asked, content_type="application/json", headers=acme.headers)

    assert effects(acme) == (3, 3)


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_of_no_good_length_is_named_in_the_error(acme, key):
    answer = post(acme, body(acme), key)

    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["error"]["details"]["fields"]
    assert effects(acme) == (0, 0)


def test_the_same_key_of_another_organization_is_independent(acme, globex):
    mine = post(acme, body(acme))
    theirs = post(globex, body(globex))

    assert mine.content != theirs.content
    assert "Idempotency-Replayed" not in theirs
    assert effects(acme) == effects(globex) == (1, 1)


def test_a_key_sent_for_a_stranger_s_organization_shows_nothing_of_it(acme, globex):
    asked = body(acme)
    post(acme, asked)

    answer = post(globex, asked)

    assert answer.status_code == 403
    assert "Idempotency-Replayed" not in answer


def test_a_person_of_two_organizations_has_two_sets_of_keys(acme, globex, browser):
    Membership.objects.create(organization=globex.organization, user=acme.user)
    first, second = body(acme), body(globex)

    answers = [post(None, asked, client=browser) for asked in (first, second, second)]

    assert [a.status_code for a in answers] == [201, 201, 201]
    assert answers[2]["Idempotency-Replayed"] == "true"
    assert effects(acme) == effects(globex) == (1, 1)


def test_a_want_of_synapses_is_an_answer_that_is_kept(db):
    poor = Cast("poor", synapses=1)
    asked = body(poor)
    first = post(poor, asked)

    again = post(poor, asked)

    assert first.status_code == again.status_code == 402
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"


def test_a_refused_field_is_an_answer_that_is_kept(acme):
    asked = body(acme, priority="soon")
    first = post(acme, asked)

    again = post(acme, asked)

    assert first.status_code == again.status_code == 422
    assert again.content == first.content
    assert again["Idempotency-Replayed"] == "true"
    assert code_of(post(acme, body(acme))) == "IDEMPOTENCY_KEY_REUSED"


@pytest.mark.parametrize("content", ["[1]", '{"organization_id": "a\\u0000b"}', "7"])
def test_bodies_of_odd_shapes_are_refused_like_without_a_key(acme, content):
    assert post(acme, content).status_code == 422
    assert post(acme, content)["Idempotency-Replayed"] == "true"


def test_answers_that_are_not_final_free_the_key(acme, globex, monkeypatch):
    assert post(acme, b"{").status_code == 400
    assert post(acme, body(globex)).status_code == 403
    with monkeypatch.context() as broken:
        broken.delattr(submission.intake, "prepare")
        assert post(acme, body(acme)).status_code == 500

    assert post(acme, body(acme)).status_code == 201
    assert effects(acme) == (1, 1)


def test_a_process_that_dies_before_the_commit_leaves_nothing_but_its_claim(
    acme, monkeypatch
):
    asked = body(acme)
    with monkeypatch.context() as dying, pytest.raises(Died):
        dying.setattr(once, "_rendered", die)
        post(acme, asked)
    assert effects(acme) == (0, 0)

    early = post(acme, asked)
    IdempotencyRecord.objects.update(locked_until=timezone.now())
    late = post(acme, asked)

    assert code_of(early) == "IDEMPOTENCY_CONFLICT"
    assert early["Retry-After"] == "2"
    assert late.status_code == 201
    assert effects(acme) == (1, 1)


def test_a_process_that_dies_after_the_commit_has_left_its_answer(acme, monkeypatch):
    asked = body(acme)
    with monkeypatch.context() as dying, pytest.raises(Died):
        # The last thing a request does, when all is committed.
        dying.setattr("rest_framework.views.APIView.finalize_response", die)
        post(acme, asked)
    assert effects(acme) == (1, 1)

    again = post(acme, asked)

    job = Transcription.objects.get()
    assert again.status_code == 201
    assert again["Idempotency-Replayed"] == "true"
    assert again.json()["data"]["transcription_id"] == job.public_id
    assert effects(acme) == (1, 1)


def test_of_two_that_hold_one_key_only_one_has_an_effect(acme, monkeypatch):
    asked = body(acme)
    prepare = submission.intake.prepare
    others = []

    def slow(order):
        """The lease runs out, and a second request comes and goes meanwhile."""
        monkeypatch.setattr(submission.intake, "prepare", prepare)
        IdempotencyRecord.objects.update(locked_until=timezone.now())
        others.append(post(acme, asked))
        return prepare(order)

    monkeypatch.setattr(submission.intake, "prepare", slow)

    answer = post(acme, asked)

    assert [other.status_code for other in others] == [201]
    assert code_of(answer) == "IDEMPOTENCY_CONFLICT"
    assert effects(acme) == (1, 1)
    assert post(acme, asked).content == others[0].content


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", range(3))
def test_fifty_at_once_make_one_job_and_one_charge(round):
    cast = Cast("crowd")
    asked = body(cast)
    gate = threading.Barrier(50)

    def send(_):
        try:
            gate.wait(30)
            return post(cast, asked)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(50) as crowd:
        answers = list(crowd.map(send, range(50)))
    created = [a for a in answers if a.status_code == 201]
    refused = [a for a in answers if a.status_code != 201]
    afterwards = post(cast, asked)

    assert len({a.content for a in created}) == 1
    assert sum("Idempotency-Replayed" not in a for a in created) == 1
    assert {code_of(a) for a in refused} <= {"IDEMPOTENCY_CONFLICT"}
    assert effects(cast) == (1, 1)
    assert cast.balance == 998
    assert afterwards.content == created[0].content


def die(*arguments, **options):
    raise Died
