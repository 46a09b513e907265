"""The gate that a job's options ask for, with the real recognizers."""

from __future__ import annotations

import pytest

from tests import factories
from transcriptions import redacting
from transcriptions.passages import from_json, to_json
from transcriptions.redaction.redactor import OpenGate, RedactionFailed

JOB = "transcr_1"


def options(*policies, **settings):
    asked = {"pii_redaction_enabled": True, "pii_policies": list(policies)}
    return {"privacy_settings": {**asked, **settings}}


def through(options, text, language="en"):
    gate = redacting.gate(options, JOB)
    passage = factories.passage(0, text, language=language)
    assert gate.take(passage) == []
    [kept] = gate.finish()
    return kept


def text_of(passage):
    return " ".join(segment.text for segment in passage.segments)


def test_without_redaction_everything_passes():
    assert isinstance(redacting.gate({}, JOB), OpenGate)


def test_what_was_asked_for_is_taken_out_and_nothing_else():
    said = "Write to anna@example.com or call 212-555-0147."

    kept = through(options("email_address"), said)

    assert text_of(kept) == "Write to [EMAIL_ADDRESS] or call 212-555-0147."
    assert [r.policy for r in kept.redactions] == ["email_address"]


def test_it_is_replaced_as_was_asked_for():
    asked = options("email_address", pii_substitution="hash")

    assert text_of(through(asked, "Write to anna@example.com.")) == "Write to ####."


def test_who_was_named_once_is_known_in_all_later_windows():
    gate = redacting.gate(options("person_name"), JOB)
    between = " ".join(["We talked about the weather of the day."] * 40)
    said = ["My name is Quillan Obsidian.", between, between, "So Quillan agreed."]

    out = [
        kept
        for position, text in enumerate(said)
        for kept in gate.take(factories.passage(position, text))
    ]

    *_, last = gate.finish()
    assert text_of(out[0]) == "My name is [PERSON_NAME]."
    assert text_of(last) == "So [PERSON_NAME] agreed."


def test_who_was_named_is_known_to_whoever_goes_on_without_a_name_being_kept():
    asked = options("person_name")
    between = " ".join(["We talked about the weather of the day."] * 40)
    said = ["My name is Quillan Obsidian.", between, between, "So Quillan agreed."]
    passages = [factories.passage(at, text) for at, text in enumerate(said)]
    first = redacting.gate(asked, JOB)
    kept = [to_json(out) for one in passages[:3] for out in first.take(one)]
    assert len(kept) == 2 and "quillan" not in str(kept).lower()

    another = redacting.gate(asked, JOB)
    for one in kept:
        another.recall(from_json(one))
    for one in passages[2:]:
        another.take(one)
    *_, last = another.finish()

    assert text_of(last) == "So [PERSON_NAME] agreed."


def test_what_was_kept_under_another_key_of_the_service_does_not_count(settings):
    asked = options("person_name")
    before = redacting.gate(asked, JOB).terms

    assert redacting.gate(asked, JOB).terms == before
    assert redacting.gate(asked, "transcr_2").terms != before
    settings.SECRET_KEY = "another" * 10
    assert redacting.gate(asked, JOB).terms != before


def test_where_only_patterns_are_known_the_reader_is_told():
    kept = through(options("email_address"), "anna@example.com まで", language="ja")

    assert "[EMAIL_ADDRESS]" in text_of(kept)
    assert [n.code for n in kept.notices] == ["REDACTION_BY_PATTERNS_ONLY"]
    assert through(options("email_address"), "Hello.").notices == ()


def test_a_pipeline_that_is_not_there_fails_instead_of_letting_names_pass(settings):
    settings.SPACY_MODEL = "/nowhere/names"

    with pytest.raises(RedactionFailed):
        through(options("person_name"), "My name is Anna Schmidt.")


def test_whoever_goes_on_reads_lower_case_as_before():
    """Tokens are in capitals, which must not make names look like common words."""
    asked = options("phone_number", "person_name", "location")
    said = [
        "call me at five five five two one two three four five six "
        + "and so on " * 12,
        "my name is margaret abernathy and i was born in graz " + "and so on " * 12,
    ]
    passages = [factories.passage(at, text) for at, text in enumerate(said)]
    gate = redacting.gate(asked, JOB)
    whole = [kept for one in passages for kept in gate.take(one)] + gate.finish()

    another = redacting.gate(asked, JOB)
    another.recall(whole[0])
    resumed = another.take(passages[1]) + another.finish()

    assert "[PHONE_NUMBER]" in text_of(whole[0])
    assert text_of(resumed[0]) == text_of(whole[1])
    assert text_of(resumed[0]).startswith(
        "my name is [PERSON_NAME] and i was born in [L"
    )
