"""The rate limit as clients meet it: headers on every answer, 429, whose bucket it is."""

from __future__ import annotations

import re
import time

import pytest
from django.db import OperationalError
from django.test import Client

from organizations import keys
from organizations.models import RateLimitBucket, Scope
from tests.factories import make_transcription
from transcriptions.models import Transcription

LIST = "/v1/audio/transcribe"
UNKNOWN_KEY = {"X-API-Key": "ak_" + "x" * 40}
HEADERS = {"X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"}


@pytest.fixture(autouse=True)
def small_limits(settings):
    settings.RATE_LIMIT_PER_MINUTE = 1
    settings.RATE_LIMIT_BURST = 3


@pytest.fixture
def path(acme):
    return f"{LIST}/{make_transcription(acme).public_id}"


def statuses(path, times, client=None, **options):
    client = client or Client()
    return [client.get(path, **options).status_code for _ in range(times)]


def buckets():
    return sorted(bucket.name.split(":")[0] for bucket in RateLimitBucket.objects.all())


def test_a_key_has_its_burst_and_is_then_told_to_wait(acme, path):
    assert statuses(path, 3, headers=acme.headers) == [200] * 3

    answer = Client().get(path, headers=acme.headers)

    error = answer.json()["error"]
    assert answer.status_code == error["status"] == 429
    assert (error["code"], error["type"]) == ("RATE_LIMIT_EXCEEDED", "rate_limit_error")
    assert error["details"] == {"limit": 3, "retry_after_seconds": 60}
    assert answer["Retry-After"] == "60"
    assert answer["X-RateLimit-Remaining"] == "0"


def test_a_call_over_the_limit_has_no_effect(acme):
    statuses(LIST, 3, headers=acme.headers)

    answer = Client().post(LIST, {}, "application/json", headers=acme.headers)

    assert answer.status_code == 429
    assert not Transcription.objects.exists()


def test_every_answer_tells_what_is_left(acme, path):
    answer = Client().get(path, headers=acme.headers)

    assert answer["X-RateLimit-Limit"] == "3"
    assert answer["X-RateLimit-Remaining"] == "2"
    assert 50 < int(answer["X-RateLimit-Reset"]) - time.time() <= 61


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("get", LIST + "/trans_" + "0" * 32, "key", 404),
        ("delete", LIST + "/quote", "key", 405),
        ("post", LIST, "key", 422),
        ("get", LIST + "/trans_" + "0" * 32, {}, 401),
        ("get", LIST + "/trans_" + "0" * 32, UNKNOWN_KEY, 401),
        ("get", "/v1/nothing/here", {}, 404),
        ("get", LIST + "/trans_" + "0" * 32, {"Accept": "text/html"}, 406),
    ],
)
def test_so_does_every_error(acme, method, path, headers, status):
    headers = acme.headers if headers == "key" else headers

    answer = getattr(Client(), method)(
        path, content_type="application/json", headers=headers
    )

    assert answer.status_code == status
    assert set(answer.headers) >= HEADERS


def test_pages_are_not_limited(browser):
    assert statuses("/", 5, browser) == [200] * 5
    assert buckets() == []


def test_a_key_and_its_organization_are_charged(acme, path):
    statuses(path, 1, headers=acme.headers)

    assert buckets() == ["key", "organization"]


def test_other_keys_have_limits_of_their_own_within_the_organization_s(
    acme, globex, path, settings
):
    settings.RATE_LIMIT_ORGANIZATION_FACTOR = 2
    secrets = [keys.issue(acme.organization, name=str(i))[1] for i in range(3)]

    answers = [statuses(path, 3, headers={"X-API-Key": secret}) for secret in secrets]

    assert answers == [[200] * 3, [200] * 3, [429] * 3]
    assert statuses(path, 1, headers=globex.headers) == [404]


def test_a_person_in_the_browser_has_one_limit(acme, browser, stranger, path):
    assert statuses(path, 4, browser) == [200, 200, 200, 429]
    assert statuses(path, 1, stranger) == [404]
    assert buckets() == ["person", "person"]


def test_a_key_without_the_scope_is_charged_like_any_call_of_it(acme, path):
    _, secret = keys.issue(acme.organization, name="w", scopes=[Scope.WRITE])

    found = statuses(path, 4, headers={"X-API-Key": secret})

    assert found == [403, 403, 403, 429]
    assert buckets() == ["key", "organization"]


def test_wrong_keys_are_limited_by_address_and_right_ones_go_on(acme, path):
    assert statuses(path, 4, headers=UNKNOWN_KEY) == [401, 401, 401, 429]
    assert statuses(path, 1, REMOTE_ADDR="10.0.0.9") == [401]
    assert statuses(path, 1, headers=acme.headers) == [200]


def test_a_guess_over_the_limit_is_answered_as_the_contract_says(acme, path):
    statuses(path, 3, headers=UNKNOWN_KEY)

    answer = Client().get(path, headers=UNKNOWN_KEY)

    assert answer.json()["error"]["code"] == "RATE_LIMIT_EXCEEDED"
    assert re.fullmatch(r"\d+", answer["Retry-After"])
    assert answer["X-Request-ID"] == answer.json()["error"]["trace_id"]


def test_a_caller_can_t_choose_its_address(db, path):
    found = [
        statuses(path, 1, headers={"X-Forwarded-For": f"10.0.0.{i}"})[0]
        for i in range(4)
    ]

    assert found == [401, 401, 401, 429]


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_names(path, settings):
    settings.BEHIND_PROXY = True

    def call(forwarded):
        return statuses(path, 1, headers={"X-Forwarded-For": forwarded})[0]

    assert [call(f"1.1.1.{i}, 10.0.0.1") for i in range(4)] == [401, 401, 401, 429]
    assert call("10.0.0.1, 10.0.0.2") == 401


def test_a_call_costs_one_query_more(acme, path, django_assert_num_queries, settings):
    client = Client()
    client.get(path, headers=acme.headers)
    with django_assert_num_queries(3):  # the key, its limit, the job
        client.get(LIST + "/trans_" + "0" * 32, headers=acme.headers)


def test_without_a_database_the_answer_is_still_the_contract_s(path, monkeypatch):
    def refuse(*arguments, **options):
        raise OperationalError("the connection is lost")

    monkeypatch.setattr("organizations.rate_limits.take", refuse)
    monkeypatch.setattr("organizations.keys.verify", refuse)

    answer = Client().get(path, headers=UNKNOWN_KEY)

    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "SERVICE_UNAVAILABLE"
