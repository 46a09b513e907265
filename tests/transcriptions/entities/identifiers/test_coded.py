from __future__ import annotations

from tests.transcriptions.entities.identifiers.found_alone import found


def test_each_number_is_what_the_nearest_cue_that_it_fits_says():
    text = (
        "my card number is 4242 4242 4242 4241 it expires 04/27 and the code on the back is "
        "123 my account number is 00123456 and the routing number 021000021"
    )

    assert found(text) == [
        ("credit_card_number", "4242 4242 4242 4241"),
        ("credit_card_expiration", "04/27"),
        ("credit_card_cvv", "123"),
        ("account_number", "00123456"),
        ("banking_information", "021000021"),
    ]


def test_a_cue_may_stand_in_the_question_before():
    text = (
        "What is your account number? Just a second, I have it here. It is 5521 9834."
    )

    assert found(text) == [("account_number", "5521 9834.")]


def test_a_cue_may_stand_behind_the_number():
    assert found("5521 9834 is my account number") == [("account_number", "5521 9834")]


def test_a_cue_too_far_away_says_nothing():
    text = "my account number " + "so " * 40 + "5521 98"

    assert found(text) == [("number_sequence", "5521 98")]
