from __future__ import annotations

import pytest

from transcriptions.entities.identifiers.presidio import PresidioPatterns
from transcriptions.entities.reading import Reading


def kinds(text):
    return {
        entity.type for entity in PresidioPatterns().find(Reading(text.split(), "en"))
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jane@example.com", "email_address"),
        ("4111111111111111", "credit_card_number"),
        (
            "four one one one one one one one one one one one one one one one",
            "credit_card_number",
        ),
        ("GB29NWBK60161331926819", "banking_information"),
        ("10.0.0.1", "ip_address"),
        ("medicare 1EG4-TE5-MK73", "healthcare_number"),
    ],
)
def test_patterns_are_found_in_what_was_written_and_said(text, kind):
    assert kind in kinds(text)


def test_check_digits_alone_prove_nothing_where_one_in_ten_fits_by_chance():
    assert "healthcare_number" not in kinds("call 943 476 5919")
    assert "healthcare_number" in kinds("my nhs number is 943 476 5919")
    assert "banking_information" not in kinds("it was 021000021")


def test_a_made_up_domain_is_no_address():
    assert kinds("jane@example.notadomain") == set()
