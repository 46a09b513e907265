from __future__ import annotations

import logging
import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transcriptions.entities.finding import found
from tests.transcriptions.entities.test_reading import WORDS
from transcriptions.entities.base import Entity
from transcriptions.entities.recognition import (
    RecognitionFailed,
    recognize,
    served,
    types_known,
)
from transcriptions.pii_policies import POLICIES


@settings(max_examples=150, deadline=None)
@given(WORDS, st.sampled_from(["en", "de", "xx"]))
def test_entities_of_any_words_are_sorted_and_apart(words, language):
    after = 0
    for entity in recognize(words, language):
        assert entity.type in POLICIES
        assert after <= entity.first < entity.end <= len(words)
        assert 0 < entity.score <= 1
        after = entity.end


@pytest.mark.parametrize(
    "word", ["1" * 50_000, "a." * 50_000, "@" * 50_000, "1-" * 9_999]
)
def test_a_huge_word_takes_no_time_and_does_no_harm(word):
    recognize(["my", "password", "is", word, "and", word], "en")


class Every:
    """Names every word, or breaks."""

    types = frozenset({"date", "number_sequence"})
    languages = None

    def __init__(self, entities=(), error=None):
        self.entities = entities
        self.error = error

    def find(self, reading):
        if self.error:
            raise self.error
        return self.entities


def test_what_reaches_over_the_edge_of_a_stretch_is_one_entity():
    words = ["so"] * 1490 + ["my", "card", "number", "is"] + ["4111"] * 4 * 3 + ["ok"]

    (entity,) = recognize(words, "en", {"credit_card_number", "number_sequence"})

    assert (entity.first, entity.end) == (1494, 1506)


def test_a_number_longer_than_a_stretch_is_one_entity():
    words = ["so", *["five"] * 2000, "so"]

    (entity,) = recognize(words, "en", {"number_sequence"})

    assert (entity.first, entity.end) == (1, 2001)


def test_types_that_were_not_asked_for_explain_numbers_away():
    assert found("call me at 555 0123", types={"number_sequence"}) == []


def test_equal_evidence_for_another_type_does_not_hide_what_was_asked_for():
    date, number = Entity("date", 0, 2, 0.8), Entity("number_sequence", 0, 2, 0.75)

    def asked(types):
        return recognize(["5", "5"], "en", types, [Every([date, number])])

    assert asked({"number_sequence"}) == [number]
    assert asked({"date"}) == [date]
    assert asked(None) == [date]


def test_a_recognizer_that_breaks_says_which_and_no_word():
    broken = Every(error=ValueError("secret words"))

    with pytest.raises(RecognitionFailed) as failure:
        recognize(["secret", "words"], "en", None, [broken])

    assert str(failure.value) == "Every: ValueError"
    assert failure.value.__cause__ is None
    assert failure.value.__suppress_context__


def test_no_word_is_logged(caplog):
    with caplog.at_level(logging.DEBUG):
        found("mail xylophone at example dot com or call 212 555 0187, ssn 219-09-9999")

    assert "xylophone" not in caplog.text
    assert "0187" not in caplog.text
    assert "219" not in caplog.text


def test_nothing_asks_the_network(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    assert found("mail jane@example.co.uk or see example.org", "url") == ["example.org"]


def test_patterns_serve_every_language_and_words_only_some():
    assert served("en")
    assert not served("xx")
    assert types_known("xx") >= {"email_address", "phone_number", "number_sequence"}
    assert "person_name" not in types_known("xx")


@pytest.mark.parametrize("stray", ["then q and", "q and", "x ray please"])
def test_letters_beside_a_number_do_not_hide_what_it_is(stray):
    """An engine may have misheard the next word."""
    said = (
        f"my phone number is five five five two three four nine eight seven six {stray}"
    )

    [found] = recognize(said.split(), "en", ["phone_number"])

    assert said.split()[found.first : found.end][-1] == "six"
