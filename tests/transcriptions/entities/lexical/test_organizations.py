from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.organizations import OrganizationRecognizer

ORGANIZATIONS = OrganizationRecognizer()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He was hired by Wells Fargo.", "Wells Fargo."),
        ("i work for microsoft", "microsoft"),
        ("I work for Harlow & Finch LLP.", "Harlow & Finch LLP."),
        ("i work for harlow and finch llp", "harlow and finch llp"),
        ("Pemberton Holdings denied my claim.", "Pemberton Holdings"),
        ("it came from the university of leeds", "university of leeds"),
        ("we went to oakridge primary school", "oakridge primary school"),
        ("I bought it at Apple last year.", "Apple"),
        ("i bank with chase", "chase"),
    ],
)
def test_an_organization_is_found_by_a_list_or_by_its_form(text, name):
    assert quotes(ORGANIZATIONS, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "I like apple pie.",
        "I put it in the bank.",
        "they sat on the bank of the river",
        "my insurance company called",
        "we chase them to the target",
        "he's in high school",
    ],
)
def test_what_is_no_name_of_an_organization_is_left(text):
    assert quotes(ORGANIZATIONS, text) == []
