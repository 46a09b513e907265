from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("the VIN is 1HGBH41JXMN109186", "1HGBH41JXMN109186"),
        (
            "one h g b h four one j x m n one zero nine one eight six",
            "one h g b h four one j x m n one zero nine one eight six",
        ),
        ("license plate 7 a b c 1 2 3", "7 a b c 1 2 3"),
        ("The number plate is M-AB 1234.", "M-AB 1234."),
    ],
)
def test_vehicle_id_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "vehicle_id") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "we drove 1234 miles",
        "the car cost 12,000",
    ],
)
def test_what_is_no_vehicle_id_is_none(text):
    assert found(text, "vehicle_id") == []
