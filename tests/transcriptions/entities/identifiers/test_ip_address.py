from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the server is 192.168.1.1 and", "192.168.1.1"),
        (
            "one nine two dot one six eight dot oh dot one",
            "one nine two dot one six eight dot oh dot one",
        ),
        ("it is fe80::1ff:fe23:4567:890a", "fe80::1ff:fe23:4567:890a"),
        ("the mac is 00:1A:2B:3C:4D:5E", "00:1A:2B:3C:4D:5E"),
        (
            "the mac address is zero zero colon one a colon two b colon three c colon four d colon five e",
            "zero zero colon one a colon two b colon three c colon four d colon five e",
        ),
    ],
)
def test_ip_address_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "ip_address") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "version 1.2.3.4 is out",
        "at 10:30",
        "999.1.2.3 things",
    ],
)
def test_what_is_no_ip_address_is_none(text):
    assert found(text, "ip_address") == []
