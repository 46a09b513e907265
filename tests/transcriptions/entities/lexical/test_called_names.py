from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.called_names import CalledNameRecognizer

NAMES = CalledNameRecognizer()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("they call me buddy", "buddy"),
        ("ask for art at the desk", "art"),
        ("i said goodbye to rose", "rose"),
        ("my manager is hope", "hope"),
        ("my brother rocky is here", "rocky"),
        ("i gave it to olu", "olu"),
        ("she married tobiah", "tobiah"),
        ("the account is under bell", "bell"),
        ("mark and rose came", "mark and rose"),
        ("Will is late again.", "Will"),
        ("will is late again", "will"),
        ("vera lindholm aged eighty eight died", "vera lindholm"),
        ("her surname is cash", "cash"),
        ("the teacher missus plum said", "plum"),
        ("donald trump said something", "donald trump"),
        ("thandeka mbethani told me", "thandeka mbethani"),
    ],
)
def test_a_name_is_found_where_only_a_name_can_stand(text, name):
    assert quotes(NAMES, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "call me later",
        "call me back",
        "her surname is spelled with a k",
        "donald then said no",
        "may was nice june was wet",
        "it will be late",
        "i am happy",
        "we talked about art and joy",
        "my brother will come",
        "tell me the truth",
    ],
)
def test_what_may_be_a_word_is_left(text):
    assert quotes(NAMES, text) == []
