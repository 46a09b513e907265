from __future__ import annotations

import pytest

from tests.transcriptions.entities.identifiers.found_alone import found


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("IBAN GB29 NWBK 6016 1331 9268 19", "GB29 NWBK 6016 1331 9268 19"),
        (
            "the routing number is oh two one oh oh oh oh two one",
            "oh two one oh oh oh oh two one",
        ),
        ("sort code 12-34-56", "12-34-56"),
        ("The BIC is DEUTDEFF.", "DEUTDEFF."),
    ],
)
def test_banking_information_is_found_as_it_is_written_and_said(text, quote):
    assert found(text, "banking_information") == [quote]


@pytest.mark.parametrize(
    "text",
    [
        "the bank closed in 2009",
        "a swift answer",
    ],
)
def test_what_is_no_banking_information_is_none(text):
    assert found(text, "banking_information") == []


def test_check_digits_tell_an_iban_and_a_routing_number():
    from transcriptions.entities.identifiers.banking_information import (
        iban,
        routing_number,
    )

    assert iban("GB29NWBK60161331926819")
    assert not iban("GB29NWBK60161331926818")
    assert routing_number("021000021")
    assert not routing_number("021000022")
