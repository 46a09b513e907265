from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("My email is john.smith@example.com, thanks.", "john.smith@example.com,"),
        (
            "my email is john dot smith at example dot com thanks",
            "john dot smith at example dot com",
        ),
        ("it's john smith at example dot com", "john smith at example dot com"),
        (
            "mail j underscore doe 42 at example dot co dot uk",
            "j underscore doe 42 at example dot co dot uk",
        ),
        ("mail me at mary dash ann at gmail", "mary dash ann at gmail"),
        ("write to john@example dot com", "john@example dot com"),
    ],
)
def test_email_address_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "email_address") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "I looked at google.com for a second",
        "meet me at five",
        "he looked at it. dot com bubble",
    ],
)
def test_what_is_no_email_address_is_none(text):
    assert found(text, "email_address") == []
