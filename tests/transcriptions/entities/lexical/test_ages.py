from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.ages import AgeRecognizer

AGES = AgeRecognizer()


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("sally fifty two from bristol won", ["fifty two"]),
        ("Sally, 52, from Bristol won.", ["52,"]),
        ("i left school at sixteen", ["sixteen"]),
        ("my son who is fourteen plays", ["fourteen"]),
        ("he's pushing sixty", ["sixty"]),
        ("she looks about forty", ["forty"]),
        ("i look young for sixty eight", ["sixty eight"]),
        ("she has a daughter of twelve", ["twelve"]),
        ("ages three to seven", ["three to seven"]),
        ("my eldest is fifteen and my youngest nine", ["fifteen", "nine"]),
        ("the driver was twenty three", ["twenty three"]),
    ],
)
def test_an_age_is_told_by_where_it_stands(text, ages):
    assert quotes(AGES, text) == ages


@pytest.mark.parametrize(
    "text",
    [
        "school starts at nine",
        "room fifty two from the left",
        "he's pushing ten boxes",
        "the one who is five feet tall",
        "a team of twelve",
    ],
)
def test_hours_counts_and_heights_are_no_ages(text):
    assert quotes(AGES, text) == []
