from __future__ import annotations

import pytest

from transcriptions.analysis.stopwords import known, stopwords


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "the"), ("en", "yeah"), ("en", "don't"), ("de", "und"), ("de", "äh"),
        ("fr", "avec"), ("cs", "nebo"), ("nn", "og"), ("ar", "عشر"), ("lt", "aš"),
        ("sk", "čí"), ("pt", "adeus"),
    ],
)  # fmt: skip
def test_each_language_has_its_words(language, word):
    assert known(language)
    assert word in stopwords(language)


@pytest.mark.parametrize("language", ["sw", "br", "cz", "noLang", "", "../en", "th"])
def test_a_language_without_a_list_has_none(language):
    assert not known(language)
    assert stopwords(language) == frozenset()


def test_words_that_mean_something_are_not_among_them():
    assert stopwords("en").isdisjoint({"garden", "payment", "battery", ""})
