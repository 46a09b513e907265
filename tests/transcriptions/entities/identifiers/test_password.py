from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("My password is Sunshine!2024, okay?", "Sunshine!2024,"),
        (
            "my password is capital s three c r e t exclamation mark",
            "capital s three c r e t exclamation mark",
        ),
        ("the password was changed to bluebird", "bluebird"),
        ("use tiger 7 as the password", "tiger 7"),
        ("my pin is four five two one", "four five two one"),
        ("the wifi is bluebird-42", "bluebird-42"),
    ],
)
def test_password_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "password") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "my password is wrong",
        "the password should be at least eight characters",
        "Did you forget your password? No problem.",
        "the wifi is slow today",
        "we set it to 72 degrees",
    ],
)
def test_what_is_no_password_is_none(text):
    assert found(text, "password") == []


def test_a_password_may_end_with_a_sign_at_the_very_end():
    assert found("my password is tiger underscore", "password") == ["tiger underscore"]
