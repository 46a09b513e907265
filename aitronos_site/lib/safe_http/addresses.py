"""Which IP addresses are public, and which host names are IP addresses in disguise.

The rule lists what it refuses on top of `ipaddress`, whose `is_global` lets
multicast and the IPv6 transition forms of private addresses through.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Iterable
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

IPAddress = IPv4Address | IPv6Address
IPNetwork = IPv4Network | IPv6Network

_V4_FORBIDDEN = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",  # carrier-grade NAT, and Alibaba's metadata service
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's wire server
        "169.254.0.0/16",  # link-local, and most clouds' metadata services
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved and broadcast
    )
)
_V6_GLOBAL_UNICAST = IPv6Network("2000::/3")
_V6_FORBIDDEN = tuple(
    IPv6Network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID, benchmarking
        "2001:db8::/32",
        "2002::/16",  # 6to4, which embeds any IPv4 address
        "3fff::/20",
    )
)
_ENDS_IN_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)", re.IGNORECASE)


def is_public(address: IPAddress) -> bool:
    if isinstance(address, IPv4Address):
        return address.is_global and not _in_any(address, _V4_FORBIDDEN)
    return (
        address.scope_id is None
        and address in _V6_GLOBAL_UNICAST
        and not _in_any(address, _V6_FORBIDDEN)
    )


def is_permitted(address: IPAddress, opened: Iterable[IPNetwork]) -> bool:
    """Whether `address` is public or lies in one of the `opened` networks."""
    return is_public(address) or _in_any(address, opened)


def numeric_host(host: str) -> IPAddress | None:
    """Return the address that `host` writes out in any form, None for a name.

    The forms are those that resolvers accept: dotted, short (`127.1`), decimal,
    octal, hexadecimal, and IPv6 without brackets. Raises ValueError for a host that
    ends in a number without being an address, such as `1.2.3.4.5`.
    """
    literal = host.removesuffix(".")
    if ":" in literal:
        return ip_address(literal)
    if not _ENDS_IN_NUMBER.fullmatch(literal):
        return None
    try:
        return IPv4Address(socket.inet_aton(literal))
    except OSError as error:
        raise ValueError(f"not an IPv4 address: {literal!r}") from error


def _in_any(address: IPAddress, networks: Iterable[IPNetwork]) -> bool:
    return any(address in network for network in networks)
