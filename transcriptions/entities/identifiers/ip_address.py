"""Addresses in networks, of version 4 and 6, and of network cards."""

from __future__ import annotations

import ipaddress
import re

from transcriptions.entities.codes import Code
from transcriptions.entities.identifiers.identifier import Identifier, digits_only

_HEXADECIMAL = re.compile(r"[0-9A-F]{12}|[0-9A-F]{20,32}")


def _shape(code: Code) -> float:
    """Said without dots, or with colons that were dropped."""
    if _version_4(code.text) or _HEXADECIMAL.fullmatch(code.text):
        return 1.0
    said = digits_only(code) and 4 <= len(code.text) <= 12 and len(code.groups) > 2
    return 0.9 if said else 0.0


def _version_4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


NETWORK_ADDRESS = Identifier(
    "ip_address",
    {
        "en": (
            "ip",
            "i p",
            "ip address",
            "i p address",
            "ipv4",
            "ipv6",
            "mac address",
            "mac",
            "hardware address",
            "server address",
            "gateway",
            "subnet",
        ),
        "de": ("ip-adresse", "ip adresse", "mac-adresse"),
        "es": ("dirección ip",),
        "fr": ("adresse ip",),
        "it": ("indirizzo ip",),
        "pt": ("endereço ip",),
        "nl": ("ip-adres", "ip adres"),
    },
    _shape,
    reach=8,
)
