"""Keys of requests: claimed once, answered once, given up when their process died."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from transcriptions import idempotency
from transcriptions.errors import (
    IdempotencyConflict,
    IdempotencyKeyReused,
    InvalidField,
)
from transcriptions.idempotency import Answer, fingerprint
from transcriptions.models import IdempotencyRecord

ANSWER = Answer(201, b'{"success":true}')
PAST = timedelta(seconds=-1)


def claim(cast, key="k", asked="a"):
    return idempotency.claim(cast.organization, key, asked)


def change(**fields):
    """Move instants of all records, as time does."""
    now = timezone.now()
    IdempotencyRecord.objects.update(**{n: now + delta for n, delta in fields.items()})


def test_an_answer_is_kept_and_given_again(acme):
    idempotency.keep(claim(acme), ANSWER)

    assert claim(acme) == ANSWER


def test_a_second_request_waits_for_the_first(acme):
    claim(acme)

    with pytest.raises(IdempotencyConflict) as caught:
        claim(acme)

    assert caught.value.headers == {"Retry-After": "2"}


@pytest.mark.parametrize("answered", [False, True])
def test_another_request_with_the_key_is_refused(acme, answered):
    claimed = claim(acme)
    if answered:
        idempotency.keep(claimed, ANSWER)

    with pytest.raises(IdempotencyKeyReused):
        claim(acme, asked="b")


def test_the_same_key_of_another_organization_is_another_key(acme, globex):
    idempotency.keep(claim(acme), ANSWER)

    assert isinstance(claim(globex), idempotency.Claim)


def test_a_released_key_is_free_at_once(acme):
    idempotency.release(claim(acme))

    assert isinstance(claim(acme, asked="b"), idempotency.Claim)


def test_releasing_does_not_forget_an_answer(acme):
    claimed = claim(acme)
    idempotency.keep(claimed, ANSWER)

    idempotency.release(claimed)

    assert claim(acme) == ANSWER


def test_a_claim_whose_process_died_is_up_for_the_next_and_can_t_answer_any_more(acme):
    dead = claim(acme)
    change(locked_until=PAST)

    successor = claim(acme)

    with pytest.raises(IdempotencyConflict):
        idempotency.keep(dead, ANSWER)
    idempotency.keep(successor, ANSWER)
    assert claim(acme) == ANSWER


def test_an_answer_outlives_the_claim_but_not_its_day(acme):
    idempotency.keep(claim(acme), ANSWER)
    change(locked_until=PAST)
    assert claim(acme) == ANSWER

    change(expires_at=PAST)

    assert isinstance(claim(acme, asked="b"), idempotency.Claim)


def test_an_answer_is_kept_for_a_day(acme):
    claim(acme)

    left = IdempotencyRecord.objects.get().expires_at - timezone.now()

    assert timedelta(hours=23, minutes=59) < left <= timedelta(hours=24)


def test_what_is_expired_or_abandoned_is_removed_and_nothing_else(acme):
    idempotency.keep(claim(acme, "old"), ANSWER)
    claim(acme, "abandoned")
    change(expires_at=PAST, locked_until=PAST)
    idempotency.keep(claim(acme, "new"), ANSWER)
    claim(acme, "running")

    assert idempotency.remove_expired() == 2

    left = IdempotencyRecord.objects.order_by("pk").values_list("key", flat=True)
    assert list(left) == ["new", "running"]


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", "naïve", "a\x00b"])
def test_a_key_that_is_not_printable_or_too_long_is_refused_by_its_name(acme, key):
    with pytest.raises(InvalidField) as caught:
        claim(acme, key)

    assert caught.value.details == {
        "fields": {"Idempotency-Key": ["Must be 1-255 printable characters."]}
    }


@pytest.mark.parametrize("key", ["k", "x" * 255, '"a b~!"'])
def test_a_printable_key_is_taken(acme, key):
    assert isinstance(claim(acme, key), idempotency.Claim)


def test_requests_are_told_apart_by_what_they_ask_not_by_how_it_is_written():
    same = [
        fingerprint("POST", "/x", body) for body in ({"a": 1, "b": 2}, {"b": 2, "a": 1})
    ]
    others = [
        fingerprint("POST", "/x", {"a": 1}),
        fingerprint("POST", "/y", {"a": 1, "b": 2}),
        fingerprint("POST", "/x", {"a": 1, "b": "2"}),
    ]

    assert len(set(same)) == 1
    assert len({*same, *others}) == 4


@pytest.mark.parametrize(
    ("status", "kept"),
    [(200, True), (201, True), (402, True), (422, True)]
    + [(code, False) for code in (400, 401, 403, 404, 409, 413, 429, 500, 503)],
)
def test_only_final_answers_are_kept(status, kept):
    assert idempotency.is_kept(status) is kept
