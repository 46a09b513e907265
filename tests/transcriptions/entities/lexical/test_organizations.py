from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical.employers import EmployerRecognizer
from transcriptions.entities.lexical.organizations import OrganizationRecognizer

ORGANIZATIONS = OrganizationRecognizer()
EMPLOYERS = EmployerRecognizer()


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("i applied at kestrix last week", "kestrix"),
        ("she got a job with ovaline", "ovaline"),
        ("we switched to quomero", "quomero"),
        ("My solicitor is with Wardle and Crane.", "Wardle and Crane."),
        ("my lawyer is from hobson and reed", "hobson and reed"),
    ],
)
def test_a_firm_is_found_by_what_people_have_with_it(text, name):
    assert quotes(EMPLOYERS, text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "i applied for it in person",
        "my lawyer is with them and me",
        "she worked with sarah",
        "i work from home and at night",
    ],
)
def test_work_with_people_and_at_night_names_no_firm(text):
    assert quotes(EMPLOYERS, text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("delta changed my flight", ["delta"]),
        ("Delta changed my flight.", ["Delta"]),
        ("the delta changed over time", []),
        ("she joined google after stripe", ["google", "stripe"]),
        ("he painted a stripe", []),
        ("whitcombe and sons fixed it", ["whitcombe and sons"]),
        ("he has two sons and daughters", []),
        ("he runs bramley bakery", ["bramley bakery"]),
        ("he runs the bakery", []),
    ],
)
def test_a_firm_that_is_called_as_a_thing_is_told_by_what_it_does(text, names):
    assert quotes(ORGANIZATIONS, text) == names
