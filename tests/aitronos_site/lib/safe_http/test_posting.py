from __future__ import annotations

import time

import pytest

from aitronos_site.lib.safe_http import FetchFailed, FetchPolicy, FetchRefused, post
from tests.servers import policy_for


def test_body_and_headers_arrive_and_the_answer_comes_back(server):
    url = server.add("/hook", b"thanks", status=202)

    answer = post(url, "grüße".encode(), {"X-Id": "7"}, policy_for(server))

    (received,) = server.posts
    assert received.body == "grüße".encode()
    assert received.headers["x-id"] == "7"
    assert received.headers["content-length"] == "7"
    assert received.headers["host"] == f"localhost:{server.port}"
    assert (answer.status, answer.excerpt) == (202, b"thanks")
    assert 0 < answer.latency_seconds < 5


@pytest.mark.parametrize("status", [204, 304, 400, 410, 429, 500, 503])
def test_an_answer_of_any_status_is_an_answer(server, status):
    url = server.add("/hook", status=status)

    assert post(url, b"{}", {}, policy_for(server)).status == status


def test_a_redirect_is_returned_and_not_followed(server):
    server.add("/elsewhere")
    url = server.add("/hook", redirect="/elsewhere")

    answer = post(url, b"{}", {}, policy_for(server))

    assert answer.status == 302
    assert [path for _, path, _ in server.requests] == ["/hook"]


@pytest.mark.parametrize(
    "behaviour", [{}, {"endless": True}, {"content_length": 10**12}]
)
def test_of_a_long_answer_the_first_kibibyte_is_read(server, behaviour):
    url = server.add("/hook", b"0123456789abcdef" * 65, **behaviour)

    answer = post(url, b"{}", {}, policy_for(server))

    assert answer.excerpt == b"0123456789abcdef" * 64


@pytest.mark.parametrize("behaviour", [{"stall_body_after": 3}, {"close_after": 3}])
def test_an_answer_whose_body_breaks_off_counts_with_what_came(server, behaviour):
    url = server.add("/hook", b"thanks", **behaviour)

    answer = post(url, b"{}", {}, policy_for(server, total_timeout=0.4))

    assert (answer.status, answer.excerpt) == (200, b"tha")


@pytest.mark.parametrize("behaviour", [{"stall_headers": True}, {"drip_headers": 0.05}])
def test_an_answer_that_takes_too_long_is_given_up(server, behaviour):
    url = server.add("/hook", **behaviour)
    started = time.monotonic()

    with pytest.raises(FetchFailed) as failure:
        post(url, b"{}", {}, policy_for(server, total_timeout=0.4))

    assert 0.4 <= time.monotonic() - started < 1
    assert failure.value.reason == "URL took too long to answer"


def test_a_connection_that_is_dropped_is_a_failure(server):
    url = server.add("/hook", hang_up=True)

    with pytest.raises(FetchFailed) as failure:
        post(url, b"{}", {}, policy_for(server))

    assert failure.value.reason == "URL broke off before it was read completely"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://example.com/", "URL must use HTTPS protocol"),
        (
            "https://localhost/",
            "URL must not point to a private or reserved network address",
        ),
        (
            "https://[::ffff:10.0.0.1]/",
            "URL must not point to a private or reserved network address",
        ),
    ],
)
def test_the_rules_for_addresses_hold(url, reason):
    with pytest.raises(FetchRefused) as refusal:
        post(url, b"{}", {}, FetchPolicy())

    assert refusal.value.reason == reason
