"""Whose address counts: the peer's, or the one that our own proxy names."""

from __future__ import annotations

import pytest

from aitronos_site.lib.client_address import (
    block_of,
    client_address,
    is_this_machine,
)


def meta(peer, **headers):
    return {"REMOTE_ADDR": peer, **headers}


def test_what_a_caller_says_of_itself_is_not_believed():
    found = client_address(
        meta("10.0.0.1", HTTP_X_FORWARDED_FOR="127.0.0.1"), behind_proxy=False
    )

    assert str(found) == "10.0.0.1"


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("127.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("203.0.113.7,  2001:db8::1 ", "2001:db8::1"),
        ("nonsense", "10.0.0.1"),
        ("", "10.0.0.1"),
    ],
)
def test_behind_a_proxy_the_last_address_that_is_named_counts(forwarded, address):
    found = client_address(
        meta("10.0.0.1", HTTP_X_FORWARDED_FOR=forwarded), behind_proxy=True
    )

    assert str(found) == address


@pytest.mark.parametrize(
    ("address", "block"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", "unknown"),
    ],
)
def test_an_ipv6_subscriber_is_its_whole_network(address, block):
    assert block_of(client_address(meta(address), behind_proxy=False)) == block


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])
def test_a_process_of_this_machine_is_known_by_its_address(peer):
    assert is_this_machine(meta(peer), behind_proxy=False)


@pytest.mark.parametrize(
    ("found", "behind_proxy"),
    [
        (meta("10.0.0.1"), False),
        (meta(""), False),
        (meta("127.0.0.1"), True),
        (meta("127.0.0.1", HTTP_X_FORWARDED_FOR="127.0.0.1"), False),
        (meta("127.0.0.1", HTTP_FORWARDED="for=127.0.0.1"), False),
        (meta("127.0.0.1", HTTP_VIA="1.1 proxy"), False),
    ],
)
def test_whoever_may_come_through_a_proxy_is_not_this_machine(found, behind_proxy):
    assert not is_this_machine(found, behind_proxy=behind_proxy)
