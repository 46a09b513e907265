from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.bodies import (
    InjuryRecognizer,
    PhysicalAttributeRecognizer,
)
from transcriptions.entities.lexical.events import EventRecognizer
from transcriptions.entities.lexical.medicine import ProcessRecognizer


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("she spoke at the dublin tech summit", ["dublin tech summit"]),
        ("he fought in the falklands war", ["falklands war"]),
        ("he has a china cup", []),
        ("it was a music festival", []),
    ],
)
def test_in_lower_case_an_event_is_told_by_the_name_before_its_kind(text, events):
    assert quotes(EventRecognizer(), text) == events


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("i have a big mole on my cheek", ["a big mole on my cheek"]),
        ("she wears hearing aids", ["hearing aids"]),
        ("he is very tall", ["very tall"]),
        ("the mole dug up the lawn", []),
    ],
)
def test_marks_and_builds_are_physical_attributes(text, marks):
    assert max(quotes(PhysicalAttributeRecognizer(), text), key=len, default="") == (
        marks[0] if marks else ""
    )


def test_a_wound_is_taken_with_the_part_it_is_on():
    assert quotes(InjuryRecognizer(), "he had a gash on his leg") == [
        "a gash on his leg"
    ]


@pytest.mark.parametrize(
    ("text", "treatments"),
    [
        ("she is having physio", ["physio"]),
        ("they took a throat swab", ["throat swab"]),
        ("he had a hernia repair", ["hernia repair"]),
        ("she had her appendix taken out", ["her appendix taken out"]),
        ("i did the brake repair", []),
    ],
)
def test_treatments_are_told_by_the_part_of_the_body(text, treatments):
    assert quotes(ProcessRecognizer(), text) == treatments
