"""Where a request comes from, as far as that can be believed."""

from __future__ import annotations

from collections.abc import Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any

Address = IPv4Address | IPv6Address
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_VIA")


def client_address(meta: Mapping[str, Any], *, behind_proxy: bool) -> Address | None:
    """The caller's address in WSGI's `META`; None if there is none, as on a Unix socket.

    Behind a proxy it is the last that X-Forwarded-For names: the proxy itself has
    appended that one, and what stands before it is the caller's own word.
    """
    peer = _parsed(str(meta.get("REMOTE_ADDR", "")))
    if not behind_proxy:
        return peer
    named = str(meta.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2]
    return _parsed(named) or peer


def is_this_machine(meta: Mapping[str, Any], *, behind_proxy: bool) -> bool:
    """Whether a process of this machine calls, for itself and not for somebody else."""
    if behind_proxy or any(header in meta for header in FORWARDED):
        return False
    peer = client_address(meta, behind_proxy=False)
    return peer is not None and peer.is_loopback


def block_of(address: Address | None) -> str:
    """The addresses that one subscriber has: a single IPv4 one, or a /64 of IPv6."""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or "unknown")


def _parsed(text: str) -> Address | None:
    try:
        address = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv6Address):
        return address.ipv4_mapped or address
    return address
