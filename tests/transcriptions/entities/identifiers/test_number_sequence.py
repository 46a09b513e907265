from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the code is 482913", "482913"),
        (
            "my order number is seven three eight two nine one",
            "seven three eight two nine one",
        ),
        ("invoice INV-2024-00123 is due", "INV-2024-00123"),
    ],
)
def test_number_sequence_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "number_sequence") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "we sold 4000 units",
        "in nineteen eighty four",
        "from 2019 to 2020",
        "about four thousand",
        "version 4.8.1500",
        "chances are fifty fifty",
        "ten, nine, eight, seven",
        "one two three four five",
        "it is ISO 9001",
        "12,500 of them",
        "in 1080p",
        "room 1204",
        "25% more",
    ],
)
def test_what_is_no_number_sequence_is_none(text):
    assert found(text, "number_sequence") == []
