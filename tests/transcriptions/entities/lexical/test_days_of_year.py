from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.days_of_year import DayOfYearRecognizer

DAYS = DayOfYearRecognizer()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("It's on the first Monday in May.", "the first Monday in May."),
        ("it was signed in march of last year", "march of last year"),
        ("we married in ninety four", "ninety four"),
        ("it was the summer of sixty nine", "sixty nine"),
    ],
)
def test_a_day_or_year_that_is_told_by_another_is_a_date(text, day):
    assert quotes(DAYS, text) == [day]


@pytest.mark.parametrize(
    "text",
    [
        "the first man in line",
        "we met in forty minutes",
        "in march of the penguins",
        "two of sixty nine",
    ],
)
def test_an_order_or_a_count_is_no_date(text):
    assert quotes(DAYS, text) == []
