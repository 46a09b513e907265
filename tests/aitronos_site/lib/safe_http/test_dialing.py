from __future__ import annotations

import io
import socket
import threading
import time
from ipaddress import IPv4Network

import pytest

from aitronos_site.lib.safe_http import (
    FetchFailed,
    FetchPolicy,
    FetchRefused,
    download,
)
from tests.servers import HttpsServer, policy_for

PRIVATE = "URL must not point to a private or reserved network address"


def answering(monkeypatch, *answers):
    """Make every name resolve to the next of `answers`; return the names asked."""
    genuine = socket.getaddrinfo
    asked = []

    def look_up(host, port, *args, **kwargs):
        if not host.endswith(".test"):
            return genuine(host, port, *args, **kwargs)
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [
            entry
            for address in addresses
            for entry in genuine(address, port, type=socket.SOCK_STREAM)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return asked


def test_a_name_that_resolves_to_a_private_address_is_refused(server, monkeypatch):
    answering(monkeypatch, ["10.0.0.1"])

    with pytest.raises(FetchRefused) as refusal:
        download("https://inside.test/a.wav", io.BytesIO(), FetchPolicy())

    assert refusal.value.reason == PRIVATE


def test_one_private_address_among_public_ones_is_enough_to_refuse(server, monkeypatch):
    answering(monkeypatch, ["127.0.0.1", "fd00::1"])

    with pytest.raises(FetchRefused) as refusal:
        download(
            server.url("/a.wav", host="mixed.test"), io.BytesIO(), policy_for(server)
        )

    assert refusal.value.reason == PRIVATE
    assert server.requests == []


def test_the_address_dialled_is_the_one_that_was_checked(monkeypatch):
    asked = answering(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])

    with HttpsServer(hosts=("rebind.test",)) as server:
        server.add("/a.wav", b"sound")
        url = server.url("/a.wav", host="rebind.test")
        first = io.BytesIO()
        download(url, first, policy_for(server))
        lookups_of_first = len(asked)
        with pytest.raises(FetchRefused) as refusal:
            download(url, io.BytesIO(), policy_for(server))

    assert first.getvalue() == b"sound"
    assert lookups_of_first == 1
    assert refusal.value.reason == PRIVATE
    assert len(server.requests) == 1


def test_an_unreachable_address_falls_back_to_the_next(monkeypatch):
    answering(monkeypatch, ["127.0.0.2", "127.0.0.1"])

    with HttpsServer(hosts=("two.test",)) as server:
        server.add("/a.wav", b"sound")
        url = server.url("/a.wav", host="two.test")
        policy = policy_for(server, allowed_networks=(IPv4Network("127.0.0.0/8"),))
        file = io.BytesIO()
        download(url, file, policy)

    assert file.getvalue() == b"sound"


def test_a_private_server_is_refused_unless_its_network_is_opened(server):
    url = server.add("/a.wav", b"sound")

    with pytest.raises(FetchRefused) as refusal:
        download(url, io.BytesIO(), policy_for(server, allowed_networks=()))

    assert refusal.value.reason == PRIVATE
    assert server.requests == []


def test_a_name_that_does_not_exist_fails(monkeypatch):
    def not_found(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", not_found)

    with pytest.raises(FetchFailed) as failure:
        download("https://nowhere.test/a", io.BytesIO(), FetchPolicy())

    assert failure.value.reason == "URL has a host name that cannot be resolved"


def test_a_resolver_that_never_answers_is_given_up(monkeypatch):
    answered = threading.Event()

    def hang(*args, **kwargs):
        answered.wait(10)
        return []

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    started = time.monotonic()

    with pytest.raises(FetchFailed) as failure:
        download("https://slow.test/a", io.BytesIO(), FetchPolicy(connect_timeout=0.2))
    answered.set()

    assert time.monotonic() - started < 1
    assert failure.value.reason == "URL has a host name that cannot be resolved"


def test_a_refused_connection_fails(server):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    policy = policy_for(server, allowed_ports=frozenset({port}))

    with pytest.raises(FetchFailed) as failure:
        download(f"https://localhost:{port}/a", io.BytesIO(), policy)

    assert failure.value.reason == "URL could not be connected to"


def test_a_server_silent_during_the_handshake_is_given_up(server):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        policy = policy_for(
            server, allowed_ports=frozenset({port}), connect_timeout=0.2
        )
        with pytest.raises(FetchFailed) as failure:
            download(f"https://127.0.0.1:{port}/a", io.BytesIO(), policy)

    assert failure.value.reason == "URL took too long to answer"


def test_a_certificate_of_an_unknown_authority_fails(server):
    url = server.add("/a.wav", b"sound")

    with pytest.raises(FetchFailed) as failure:
        download(url, io.BytesIO(), policy_for(server, ca_file=None))

    assert failure.value.reason == "URL has an invalid TLS certificate"
    assert server.requests == []


def test_a_certificate_for_another_host_fails():
    with HttpsServer(hosts=("other.test",)) as server:
        url = server.add("/a.wav", b"sound")
        with pytest.raises(FetchFailed) as failure:
            download(url, io.BytesIO(), policy_for(server))

    assert failure.value.reason == "URL has an invalid TLS certificate"
