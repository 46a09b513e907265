"""What a customer's URL may look like: `FetchPolicy`, and the check of its shape.

One parser (httpx's) serves both the check and the request, so that the two can't
understand one URL differently. No function here touches the network.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Network
from pathlib import Path

import httpx

from aitronos_site.lib.safe_http.addresses import (
    IPAddress,
    is_permitted,
    numeric_host,
)
from aitronos_site.lib.safe_http.errors import FetchRefused

MAX_URL_LENGTH = 2048
HTTPS_PORT = 443

_MALFORMED = "URL is not a valid web address"
_PRIVATE = "URL must not point to a private or reserved network address"
_LABEL = r"(?!-)[a-z0-9_-]{1,63}(?<!-)"
_HOST_NAME = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.?")


@dataclass(frozen=True)
class FetchPolicy:
    """Limits of one fetch; timeouts are seconds, the defaults suit production."""

    allowed_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    allowed_ports: frozenset[int] = frozenset({HTTPS_PORT})
    ca_file: Path | None = None
    connect_timeout: float = 5.0
    read_timeout: float = 15.0
    total_timeout: float = 3600.0
    max_redirects: int = 3
    max_bytes: int = 5 * 10**9


def check_url(url: str, policy: FetchPolicy) -> None:
    """Raise FetchRefused unless the shape of `url` is acceptable."""
    parse_url(url, policy)


def parse_url(url: str, policy: FetchPolicy) -> httpx.URL:
    """Return the parsed `url`; raises FetchRefused as `check_url` does."""
    if len(url) > MAX_URL_LENGTH:
        raise FetchRefused(f"URL is longer than {MAX_URL_LENGTH} characters")
    parsed = _parse(url)
    if parsed.scheme and parsed.scheme != "https":
        raise FetchRefused("URL must use HTTPS protocol")
    if not parsed.scheme or not parsed.raw_host:
        raise FetchRefused(_MALFORMED)
    if parsed.userinfo:
        raise FetchRefused("URL must not contain a user name or password")
    if port_of(parsed) not in policy.allowed_ports:
        ports = " or ".join(str(port) for port in sorted(policy.allowed_ports))
        raise FetchRefused(f"URL must use port {ports}")
    _check_host(parsed.raw_host.decode("ascii"), policy)
    return parsed


def join_url(base: httpx.URL, location: str) -> str:
    """Resolve the `Location` of a redirect; raises FetchRefused if it is no URL."""
    try:
        return str(base.join(location))
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchRefused("URL redirects to something that is no URL") from error


def port_of(url: httpx.URL) -> int:
    return HTTPS_PORT if url.port is None else url.port


def check_address(address: IPAddress, policy: FetchPolicy) -> None:
    if not is_permitted(address, policy.allowed_networks):
        raise FetchRefused(_PRIVATE)


def _parse(url: str) -> httpx.URL:
    # Browsers read a backslash as a slash, this parser doesn't: no reading is safe.
    if "\\" in url:
        raise FetchRefused(_MALFORMED)
    try:
        return httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as error:
        raise FetchRefused(_MALFORMED) from error


def _check_host(host: str, policy: FetchPolicy) -> None:
    try:
        address = numeric_host(host)
    except ValueError as error:
        raise FetchRefused(_MALFORMED) from error
    if address is None and not _HOST_NAME.fullmatch(host):
        raise FetchRefused(_MALFORMED)
    if address is None and f".{host.removesuffix('.')}".endswith(".localhost"):
        address = IPv4Address("127.0.0.1")
    if address is not None:
        check_address(address, policy)
