from __future__ import annotations

import pytest

from tests.transcriptions.entities.lexical.quoting import quotes
from transcriptions.entities.lexical import recognizers
from transcriptions.pii_policies import POLICIES


def of_type(kind, text, language="en"):
    found = []
    for one in recognizers.LEXICAL:
        if kind in one.types:
            found += quotes(one, text, language)
    return found


@pytest.mark.parametrize(
    ("kind", "text", "term"),
    [
        ("occupation", "i work as a truck driver", "truck driver"),
        (
            "occupation",
            "she trained to be a kindergarten teacher",
            "kindergarten teacher",
        ),
        ("nationality", "I'm Canadian.", "Canadian."),
        ("nationality", "she holds a swiss passport", "swiss"),
        ("nationality", "a black man", "black"),
        ("language", "do you speak portuguese", "portuguese"),
        ("language", "the letter is in german", "german"),
        ("language", "my french isn't very good", "french"),
        ("religion", "i was raised catholic", "catholic"),
        ("political_affiliation", "she's a registered democrat", "democrat"),
        ("political_affiliation", "i always voted conservative", "conservative"),
        ("marital_status", "i'm single no children", "single"),
        ("marital_status", "my ex-wife called", "ex-wife"),
        ("gender_sexuality", "she is a trans woman", "trans woman"),
        ("gender_sexuality", "i'm straight", "straight"),
        ("zodiac_sign", "i'm a leo", "leo"),
        ("zodiac_sign", "my sign is cancer", "cancer"),
        ("blood_type", "my blood type is o negative", "o negative"),
        ("blood_type", "The donor is AB+.", "AB+."),
        ("medical_condition", "he has type two diabetes", "type two diabetes"),
        ("medical_condition", "she has tendinosis", "tendinosis"),
        ("medical_condition", "it's crohn's disease", "crohn's disease"),
        ("medical_process", "i had a colonoscopy", "colonoscopy"),
        ("medical_process", "an arthroplasty is planned", "arthroplasty"),
        ("medical_process", "they removed my appendix", "my appendix"),
        ("medical_condition", "he's got c o p d", "c o p d"),
        ("drug", "i take lisinopril daily", "lisinopril"),
        ("drug", "they gave me zofenopril", "zofenopril"),
        ("injury", "i broke my left arm", "broke my left arm"),
        ("injury", "a sprained ankle", "sprained ankle"),
        ("physical_attribute", "long brown hair", "long brown hair"),
        ("physical_attribute", "he's six foot two", "six foot two"),
        ("event", "we watched the super bowl", "super bowl"),
        ("event", "It was at Glastonbury Festival.", "Glastonbury Festival."),
    ],
)
def test_a_term_is_found_where_it_means_that(kind, text, term):
    assert of_type(kind, text) == [term]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("occupation", "that makes sense to me"),
        ("occupation", "judge me later and model it"),
        ("nationality", "polish the shoes before you leave"),
        ("nationality", "they painted the fence white"),
        ("nationality", "do you speak german"),
        ("political_affiliation", "a conservative estimate"),
        ("marital_status", "every single day we got separated cables"),
        ("gender_sexuality", "go straight ahead"),
        ("zodiac_sign", "cancer is a terrible illness"),
        ("blood_type", "he has a positive attitude"),
        ("blood_type", "on and at and an"),
        ("medical_condition", "the diagnosis was wrong and full of nostalgia"),
        ("medical_process", "there is a dichotomy"),
        ("drug", "take a chill pill in april and grill it"),
        ("injury", "you broke the record and my heart"),
        ("physical_attribute", "the engine is six feet long"),
        ("event", "the festival was last year"),
    ],
)
def test_the_same_words_are_left_where_they_mean_something_else(kind, text):
    assert of_type(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "language", "text", "term"),
    [
        ("occupation", "de", "ich bin Krankenschwester", "Krankenschwester"),
        ("medical_condition", "fr", "elle a un cancer du sein", "cancer du sein"),
        ("marital_status", "es", "soy soltera", "soltera"),
        ("medical_process", "it", "una risonanza magnetica", "risonanza magnetica"),
        ("event", "nl", "met kerstmis", "kerstmis"),
    ],
)
def test_terms_are_found_in_their_language(kind, language, text, term):
    assert term in of_type(kind, text, language)


def test_each_type_is_a_policy_and_none_of_the_lexical_ones_is_missing():
    types = {kind for one in recognizers.LEXICAL for kind in one.types}
    assert types <= POLICIES
    assert len(types) == 26
