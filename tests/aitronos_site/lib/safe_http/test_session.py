from __future__ import annotations

import io
import time

import pytest

from aitronos_site.lib.safe_http import FetchFailed, FetchRefused, download
from tests.servers import HttpsServer, policy_for


def fetch(url, policy):
    file = io.BytesIO()
    return download(url, file, policy), file.getvalue()


def test_redirects_are_followed_to_the_file(server):
    server.add("/a.wav", b"sound")
    server.add("/relative", redirect="/a.wav?token=1")
    url = server.add("/absolute", redirect=server.url("/relative", host="127.0.0.1"))

    done, content = fetch(url, policy_for(server))

    assert content == b"sound"
    assert done.url == server.url("/a.wav?token=1", host="127.0.0.1")
    assert done.filename == "a.wav"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("http://localhost/a.wav", "URL must use HTTPS protocol"),
        (
            "https://169.254.169.254/latest",
            "URL must not point to a private or reserved network address",
        ),
        ("https://example.com:22/", "URL must use port"),
        (
            "https://user@example.com/",
            "URL must not contain a user name or password",
        ),
        ("https://exa%20mple.com/", "URL is not a valid web address"),
    ],
)
def test_a_redirect_is_held_to_the_same_rules(server, target, reason):
    url = server.add("/r", redirect=target)
    policy = policy_for(server, allowed_ports=frozenset({443, server.port}))

    with pytest.raises(FetchRefused) as refusal:
        fetch(url, policy)

    assert refusal.value.reason.startswith(f"URL redirects, and the new {reason}")
    assert len(server.requests) == 1


def test_a_redirect_to_something_unparsable_is_refused(server):
    url = server.add("/r", redirect="https://[::1")

    with pytest.raises(FetchRefused) as refusal:
        fetch(url, policy_for(server))

    assert refusal.value.reason == "URL redirects to something that is no URL"


def test_a_redirect_loop_ends_after_the_allowed_number(server):
    url = server.add("/loop", redirect="/loop")

    with pytest.raises(FetchRefused) as refusal:
        fetch(url, policy_for(server, max_redirects=3))

    assert refusal.value.reason == "URL redirects too many times"
    assert len(server.requests) == 4


def test_proxies_of_the_environment_are_ignored(server, monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    server.add("/a.wav", b"sound")

    _, content = fetch(server.url("/a.wav"), policy_for(server))

    assert content == b"sound"


@pytest.mark.parametrize("status", [204, 304, 403, 404, 410, 500, 503])
def test_another_status_than_success_fails_with_that_status(server, status):
    url = server.add("/a.wav", status=status)

    with pytest.raises(FetchFailed) as failure:
        fetch(url, policy_for(server))

    assert failure.value.status == status
    assert failure.value.reason == f"URL answered with HTTP status {status}"


def test_a_compressed_body_fails(server):
    url = server.add("/a.wav", b"\x1f\x8b", headers={"Content-Encoding": "gzip"})

    with pytest.raises(FetchFailed) as failure:
        fetch(url, policy_for(server))

    assert failure.value.reason == "URL answered with a compressed body"


@pytest.mark.parametrize("size", [33_000, 1_000_000])
def test_oversized_headers_fail(server, size):
    url = server.add("/a.wav", b"sound", headers={"X-Filler": "x" * size})

    with pytest.raises(FetchFailed) as failure:
        fetch(url, policy_for(server))

    assert failure.value.reason in (
        "URL answered with oversized headers",
        "URL broke off before it was read completely",
    )


def test_a_server_that_never_answers_is_given_up_after_the_read_timeout(server):
    url = server.add("/a.wav", stall_headers=True)
    started = time.monotonic()

    with pytest.raises(FetchFailed) as failure:
        fetch(url, policy_for(server, read_timeout=0.2))

    assert 0.2 <= time.monotonic() - started < 1
    assert failure.value.reason == "URL took too long to answer"


def test_headers_that_drip_are_given_up_after_the_total_timeout(server):
    url = server.add("/a.wav", b"sound", drip_headers=0.05)
    started = time.monotonic()

    with pytest.raises(FetchFailed) as failure:
        fetch(url, policy_for(server, read_timeout=5, total_timeout=0.5))

    assert time.monotonic() - started < 1
    assert failure.value.reason == "URL took too long to answer"


def test_a_head_request_is_never_sent(server: HttpsServer):
    url = server.add("/a.wav", b"sound", refuse_head=True)

    fetch(url, policy_for(server))

    assert [method for method, _, _ in server.requests] == ["GET"]
