from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("My username is jsmith42.", "jsmith42."),
        ("my username is j smith 42 and", "j smith 42"),
        ("log in as torvalds", "torvalds"),
        ("my handle is at night underscore owl", "at night underscore owl"),
        ("I am @night_owl there", "@night_owl"),
    ],
)
def test_username_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "username") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "my username is the same as my email",
        "at home at work",
    ],
)
def test_what_is_no_username_is_none(text):
    assert found(text, "username") == []
