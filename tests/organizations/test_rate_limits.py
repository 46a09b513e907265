"""Token buckets: exact under concurrency, refilled by time, fair to the others."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone

from organizations import rate_limits
from organizations.models import RateLimitBucket
from organizations.rate_limits import Bucket

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)
OWN = Bucket("key:1", per_minute=100, burst=3)


def take(own=OWN, shared=None, after=0.0):
    """Take at so many seconds after noon."""
    return rate_limits.take(own, shared, now=NOON + timedelta(seconds=after))


def test_a_full_bucket_grants_its_burst_and_then_refuses(db):
    states = [take() for _ in range(5)]

    assert [state.granted for state in states] == [True, True, True, False, False]
    assert [state.remaining for state in states] == [2, 1, 0, 0, 0]


def test_a_refusal_tells_when_the_next_token_comes(db):
    for _ in range(3):
        take()

    state = take(after=0.2)

    assert state.wait == timedelta(seconds=0.4)
    assert not take(after=0.599).granted
    assert take(after=0.6).granted
    assert not take(after=0.6).granted


def test_tokens_come_evenly_and_never_more_than_the_burst(db):
    for _ in range(3):
        take()

    assert [take(after=1.2).granted for _ in range(3)] == [True, True, False]
    assert [take(after=3600).granted for _ in range(4)] == [True, True, True, False]


def test_over_a_minute_at_full_load_just_the_burst_and_the_rate_pass(db):
    granted = sum(take(after=i / 10).granted for i in range(601))

    assert granted == 3 + 100


def test_the_headers_count_what_is_left_until_it_is_full_again(db):
    take()

    assert take().headers == {
        "X-RateLimit-Limit": "3",
        "X-RateLimit-Remaining": "1",
        "X-RateLimit-Reset": str(int(NOON.timestamp()) + 2),  # 1.2 s, rounded up
    }


def test_a_shared_bucket_limits_all_who_share_it(db):
    shared = Bucket("organization:1", per_minute=100, burst=4)
    keys = [Bucket(f"key:{i}", per_minute=100, burst=3) for i in range(3)]

    states = [take(key, shared) for key in keys for _ in range(2)]

    assert [state.granted for state in states] == [True] * 4 + [False] * 2
    assert states[-1].limit == 4
    assert states[2].remaining == 1  # of the shared one, which has fewer


def test_who_is_over_its_own_limit_takes_nothing_from_the_others(db):
    shared = Bucket("organization:1", per_minute=100, burst=4)
    for _ in range(10):
        take(OWN, shared)

    assert take(Bucket("key:2", per_minute=100, burst=3), shared).granted


def test_buckets_do_not_mix(db):
    for _ in range(4):
        take()

    assert take(Bucket("key:2", per_minute=100, burst=3)).granted


def test_a_clock_set_back_locks_nobody_out_for_longer_than_an_empty_bucket(db):
    take(after=3600)

    assert not take().granted
    assert take(after=0.6).granted


def test_the_database_has_the_time(db):
    before = timezone.now()
    state = rate_limits.take(OWN)
    after = timezone.now()

    assert before <= state.full_at - OWN.interval <= after


def test_a_call_costs_one_query(db, django_assert_num_queries):
    with django_assert_num_queries(1):
        take(OWN, Bucket("organization:1", per_minute=100, burst=4))


def test_full_buckets_are_forgotten(db):
    now = timezone.now()
    rate_limits.take(Bucket("full", 100, 3), now=now - timedelta(minutes=1))
    rate_limits.take(Bucket("in use", 1, 3), now=now)

    assert rate_limits.remove_full() == 1

    assert [bucket.name for bucket in RateLimitBucket.objects.all()] == ["in use"]


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_the_burst_passes():
    key = Bucket("key:1", per_minute=60, burst=97)
    shared = Bucket("organization:1", per_minute=60, burst=120)
    other = Bucket("key:2", per_minute=60, burst=97)
    gate = threading.Barrier(8)

    def call(own):
        try:
            gate.wait(10)
            return sum(take(own, shared).granted for _ in range(40))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as crowd:
        first = sum(crowd.map(call, [key] * 8))
        rest = sum(crowd.map(call, [other] * 8))

    assert first == 97
    assert rest == 120 - 97
