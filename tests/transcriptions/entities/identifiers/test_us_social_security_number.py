from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("my SSN is 219-09-9999", "219-09-9999"),
        (
            "my social is two one nine oh nine nine nine nine nine",
            "two one nine oh nine nine nine nine nine",
        ),
        ("the last four of my social are 6789.", "6789."),
        ("it is 219 09 9999", "219 09 9999"),
    ],
)
def test_us_social_security_number_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "us_social_security_number") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "000 12 3456",
        "our social event had 60 guests",
    ],
)
def test_what_is_no_us_social_security_number_is_none(text):
    assert found(text, "us_social_security_number") == []


@pytest.mark.parametrize("digits", ["000123456", "666123456", "900123456", "123001234"])
def test_ranges_that_are_not_given_out_are_none(digits):
    from transcriptions.entities.identifiers.us_social_security_number import issued

    assert not issued(digits)
    assert issued("219099999")
