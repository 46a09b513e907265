from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("See https://example.org/a?b=1 now", "https://example.org/a?b=1"),
        ("go to example dot com slash help", "example dot com slash help"),
        ("w w w dot example dot i o", "w w w dot example dot i o"),
        (
            "h t t p s colon slash slash docs dot example dot org",
            "h t t p s colon slash slash docs dot example dot org",
        ),
    ],
)
def test_url_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "url") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "connect the dots",
        "version 1.2.in use",
        "It ended.So we left",
        "jane@example.com",
    ],
)
def test_what_is_no_url_is_none(text):
    assert found(text, "url") == []
