from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriptions.entities.reading import Reading

VOCABULARY = [
    "oh",
    "o",
    "double",
    "triple",
    "five",
    "twenty",
    "hundred",
    "thousand",
    "and",
    "a",
    "point",
    "dot",
    "at",
    "com",
    "pdf",
    "slash",
    "plus",
    "capital",
    "b",
    "as",
    "in",
    "bravo",
    "x",
    "ray",
    "u",
    "uh",
    "huh",
    "okay,",
    "go",
    "on.",
    "my",
    "card",
    "I",
    "A.",
    "B2",
    "USA",
    "+49",
    "12",
    "(555)",
    "01-23",
    "4%",
    "$5",
    "1.5",
    "10:30",
    "04/27",
    "dreiundzwanzig",
    "quatre-vingt-dix",
]
ANY_WORD = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WORDS = st.lists(st.one_of(st.sampled_from(VOCABULARY), ANY_WORD), max_size=25)
LANGUAGES = st.sampled_from(["en", "de", "es", "fr", "it", "pt", "nl", "ja", "xx", ""])


@settings(max_examples=200, deadline=None)
@given(WORDS, LANGUAGES)
def test_every_character_of_a_view_stands_for_words_that_are_there(words, language):
    reading = Reading(words, language)

    for view in (reading.written, reading.spoken, reading.joined):
        assert len(view.text) == len(view.origins) == len(view.ends)
        for first, end in zip(view.origins, view.ends, strict=True):
            assert 0 <= first < end <= len(words)
        assert list(view.origins) == sorted(view.origins)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abc.,!'éß", min_size=1, max_size=6), min_size=1, max_size=9))
def test_the_written_view_shows_each_word_where_it_says(words):
    view = Reading(words, "en").written
    at = 0
    for index, word in enumerate(words):
        assert view.text[at : at + len(word)] == word
        assert view.words_of(at, at + len(word)) == (index, index + 1)
        at += len(word) + 1


@settings(max_examples=200, deadline=None)
@given(WORDS, LANGUAGES)
def test_the_signs_of_a_code_stand_for_words_within_it(words, language):
    for code in Reading(words, language).codes:
        assert 0 <= code.first < code.end <= len(words)
        assert len(code.spans) == len(code.text)
        for first, end in code.spans:
            assert code.first <= first < end <= code.end


@pytest.mark.parametrize(
    ("said", "joined"),
    [
        ("john dot smith at example dot com thanks", "john.smith@example.com thanks"),
        ("it's john smith at example dot com", "it's johnsmith@example.com"),
        ("John dot smith at Example.com.", "john.smith@example.com."),
        ("support at my company dot co dot uk", "support@mycompany.co.uk"),
        ("j o h n dot 4 2 at gmail dot com", "john.42@gmail.com"),
        ("w w w dot example dot com slash new", "www.example.com/new"),
        ("report underscore final dot p d f", "report_final.pdf"),
        ("I looked at it. dot com bubble", "I looked at it. dot com bubble"),
        ("meet me at the hotel", "meet me at the hotel"),
    ],
)
def test_addresses_are_put_together(said, joined):
    assert Reading(said.split(), "en").joined.text == joined


@pytest.mark.parametrize(
    ("language", "said", "joined"),
    [
        ("de", "max punkt muster at beispiel punkt de", "max.muster@beispiel.de"),
        ("es", "ana punto lopez arroba correo punto es", "ana.lopez@correo.es"),
        ("es", "desde el punto de vista", "desde el punto de vista"),
        (
            "fr",
            "marie point dupont arobase exemple point fr",
            "marie.dupont@exemple.fr",
        ),
    ],
)
def test_addresses_are_put_together_in_other_languages(language, said, joined):
    assert Reading(said.split(), language).joined.text == joined
