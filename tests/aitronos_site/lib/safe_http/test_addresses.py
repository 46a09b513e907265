from __future__ import annotations

from ipaddress import IPv4Network, ip_address

import pytest

from aitronos_site.lib.safe_http.addresses import (
    is_permitted,
    is_public,
    numeric_host,
)

FORBIDDEN = [
    "127.0.0.1",
    "127.255.255.255",
    "0.0.0.0",
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "100.64.0.1",
    "100.127.255.254",
    "169.254.169.254",
    "169.254.170.2",
    "192.0.0.192",
    "192.0.0.9",
    "192.0.2.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "168.63.129.16",
    "100.100.100.200",
    "192.88.99.1",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:8.8.8.8",
    "::ffff:224.0.0.1",
    "::127.0.0.1",
    "::169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::808:808",
    "64:ff9b:1::a9fe:a9fe",
    "2002:a9fe:a9fe::",
    "2002:7f00:1::",
    "2002:808:808::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "2001:0:1234:5678:9abc:def0:1234:5678",
    "fe80::1",
    "fe81::1",
    "febf::1",
    "fec0::1",
    "fee2::",
    "feef::1",
    "fc00::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "ff02::1",
    "ff02:0:0:0:0:0:0:2",
    "2001:db8::1",
    "3fff::1",
    "100::1",
    "2001:2::1",
    "2001:10::1",
    "2001:20::1",
    "5f00::1",
    "::ffff:0:169.254.169.254",
    "64:ff9c::1",
    "4000::1",
    "fe80::1%eth0",
    "2606:4700:4700::1111%eth0",
]
PUBLIC = [
    "8.8.8.8",
    "1.1.1.1",
    "100.63.255.254",
    "100.128.0.1",
    "172.15.255.255",
    "172.32.0.1",
    "192.0.1.1",
    "11.0.0.1",
    "223.255.255.254",
    "2606:4700:4700::1111",
    "2001:4860:4860::8888",
    "2a00:1450:4001:800::200e",
    "2400:cb00::1",
]


@pytest.mark.parametrize("text", FORBIDDEN)
def test_private_reserved_and_transition_addresses_are_not_public(text):
    assert not is_public(ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_ordinary_internet_addresses_are_public(text):
    assert is_public(ip_address(text))


def test_an_opened_network_permits_its_own_addresses_only():
    opened = [IPv4Network("10.1.0.0/16")]

    assert is_permitted(ip_address("10.1.2.3"), opened)
    assert not is_permitted(ip_address("10.2.0.1"), opened)
    assert not is_permitted(ip_address("::ffff:10.1.2.3"), opened)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0X7F000001", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0251.0376.0251.0376", "169.254.169.254"),
        ("0", "0.0.0.0"),
        ("::1", "::1"),
        ("0:0:0:0:0:ffff:7f00:1", "::ffff:7f00:1"),
    ],
)
def test_an_address_is_recognised_in_every_notation(host, address):
    assert numeric_host(host) == ip_address(address)


@pytest.mark.parametrize("host", ["example.com", "1.example.com", "0x7f.1.com", "a1"])
def test_a_name_is_no_address(host):
    assert numeric_host(host) is None


@pytest.mark.parametrize(
    "host", ["1.2.3.4.5", "256.1.1.1", "08.1.1.1", "4294967296", "a.1", "0x", "::g"]
)
def test_a_host_that_ends_in_a_number_but_is_no_address_is_an_error(host):
    with pytest.raises(ValueError):
        numeric_host(host)
