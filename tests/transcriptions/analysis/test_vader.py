from __future__ import annotations

import pytest

from tests.transcriptions.analysis.saying import ignore, said
from transcriptions.analysis.base import LanguageNotSupported
from transcriptions.analysis.vader import VaderSentiment


@pytest.fixture(scope="module")
def vader():
    return VaderSentiment()


def of(vader, *texts):
    return vader.sentiments(said(*texts), "en", ignore)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("I love this garden.", "POSITIVE"),
        ("It was a terrible mistake.", "NEGATIVE"),
        ("The train leaves at noon.", "NEUTRAL"),
        ("It is not good.", "NEGATIVE"),
        ("No problem at all.", "POSITIVE"),
        ("Well done!", "POSITIVE"),
        ("we are very happy with it", "POSITIVE"),
    ],
)
def test_a_sentence_has_the_tone_of_its_words(vader, text, label):
    assert of(vader, text)[0].label == label


@pytest.mark.parametrize(
    "text",
    [
        "Well, the train leaves at noon.",
        "Yeah, so the train leaves at noon.",
        "okay so well the train leaves at noon",
        "The train, like, leaves at noon.",
        "The train leaves, you know, at noon.",
        "Please hold the line.",
        "Okay.",
        "No.",
        "Yes, yes.",
    ],
)
def test_the_words_between_have_no_tone(vader, text):
    assert of(vader, text)[0].label == "NEUTRAL"


@pytest.mark.parametrize(
    "text",
    ["He had [INJURY] and [MEDICAL_CONDITION]s.", "It is ##### by [NOBODY_KILLS]."],
)
def test_what_is_redacted_has_no_tone(vader, text):
    assert of(vader, text)[0].label == "NEUTRAL"
    assert of(vader, f"{text} I hate it.")[0].label == "NEGATIVE"


def test_the_more_tone_the_surer(vader):
    mild, strong = of(vader, "It was fine.", "It was absolutely wonderful, I love it!")

    assert mild.label == strong.label == "POSITIVE"
    assert 0.5 < mild.confidence < strong.confidence <= 1.0


def test_tones_that_cancel_out_are_less_surely_neutral_than_none(vader):
    mixed, plain = of(vader, "It is a nice problem.", "It is a new table.")

    assert mixed.label == plain.label == "NEUTRAL"
    assert mixed.confidence < plain.confidence


def test_of_nothing_nothing_is_sure(vader):
    for one in of(vader, "[PERSON_NAME] ####.", "…", ""):
        assert (one.label, one.confidence) == ("NEUTRAL", 0.0)


def test_suspect_sentences_have_a_sentiment_too(vader):
    assert len(vader.sentiments(said("I love it.", flagged=[0]), "en", ignore)) == 1


def test_other_languages_are_not_guessed_at(vader):
    with pytest.raises(LanguageNotSupported):
        vader.sentiments(said("Das ist gut."), "de", ignore)


def test_it_says_who_it_is(vader):
    assert (vader.info.name, vader.info.model) == ("vader", "")
    assert vader.info.version.startswith("3.")


def test_progress_can_stop_the_work(vader):
    def stop(share):
        raise KeyError

    with pytest.raises(KeyError):
        vader.sentiments(said("I love it."), "en", stop)
