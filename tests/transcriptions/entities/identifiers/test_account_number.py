from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("my account number is 0 0 1 2 3 4 5", "0 0 1 2 3 4 5"),
        ("member ID HZ-5235-001", "HZ-5235-001"),
        (
            "the customer number is a b four five sorry six seven",
            "a b four five sorry six seven",
        ),
    ],
)
def test_account_number_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "account_number") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "the account has 400 dollars",
        "my account is closed",
    ],
)
def test_what_is_no_account_number_is_none(text):
    assert found(text, "account_number") == []
