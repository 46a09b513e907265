from __future__ import annotations

import logging

import pytest

from tests.transcriptions.analysis.saying import ignore, said
from transcriptions.analysis.base import LanguageNotSupported
from transcriptions.analysis.yake_highlights import FEW, MOST, YakeHighlighter

TALK = [
    "Good morning, today we speak about the solar panel.",
    "A solar panel lasts for thirty years, and Solar Panels get cheaper.",
    "The roof carries the weight of the panel.",
    "Okay, thank you, and what about the battery?",
    "The battery is next to the roof.",
]


def highlights(*texts, language="en", **options):
    return YakeHighlighter().highlights(said(*texts, **options), language, ignore)


def by_text(found):
    return {highlight.text: highlight for highlight in found}


def test_what_recurs_is_found_with_its_count_and_every_time():
    sentences = said(*TALK)

    found = YakeHighlighter().highlights(sentences, "en", ignore)

    best = found[0]
    assert (best.text, best.count, best.rank) == ("solar panel", 3, 1.0)
    words = [word for sentence in sentences for word in sentence.words]
    starts = [word.start for word in words if word.text.lower() == "solar"]
    ends = [word.end for word in words if word.text.lower().startswith("panel")][:3]
    assert best.timestamps == tuple(zip(starts, ends, strict=True))
    assert {"battery", "roof"} <= set(by_text(found))
    assert by_text(found)["battery"].count == 2


def test_ranks_fall_from_one_to_nothing():
    ranks = [highlight.rank for highlight in highlights(*TALK)]

    assert ranks == sorted(ranks, reverse=True)
    assert ranks[0] == 1.0
    assert all(0 < rank <= 1 for rank in ranks)


def test_a_phrase_and_its_parts_are_not_both_highlights():
    texts = list(by_text(highlights(*TALK)))

    assert "solar panel" in texts
    assert "solar" not in texts
    assert "panel" not in texts


def test_a_word_that_also_stands_alone_is_a_highlight_of_its_own():
    alone = ["The panel is on the roof.", "Clean the panel.", "A panel fell down."]

    assert by_text(highlights(*TALK, *alone))["panel"].count == 7


def test_what_comes_in_the_same_sentence_again_is_a_formula():
    formula = "The committee thanks the listeners."

    found = by_text(highlights(*[formula] * 50, *TALK))

    assert next(iter(found)) == "solar panel"
    assert found["committee"].count == 50


def test_fillers_and_greetings_are_none():
    texts = ["Yeah, okay, thank you, um, good morning."] * 3

    assert highlights(*texts) == []


@pytest.mark.parametrize("token", ["[PERSON_NAME]", "[PERSON_NAME],", "####", "#####."])
def test_redacted_words_are_in_no_highlight(token):
    texts = [f"The lawyer {token} wrote a letter.", f"A letter of {token} lawyer came."]

    found = highlights(*texts * 3)

    assert {"lawyer", "letter"} <= set(by_text(found))
    assert not any("#" in h.text or "[" in h.text or "NAME" in h.text for h in found)


def test_a_phrase_does_not_reach_over_punctuation_or_redacted_words():
    texts = ["We have iron, copper [PERSON_NAME] zinc."] * 3

    assert set(by_text(highlights(*texts))) == {"iron", "copper", "zinc"}


def test_suspect_sentences_are_not_read():
    found = highlights(*TALK, "Subscribe to my channel.", flagged=[2, 5])

    assert "channel" not in by_text(found)
    assert "weight" not in by_text(found)
    assert by_text(found)["roof"].count == 1


@pytest.mark.parametrize(
    ("language", "texts", "phrase", "count"),
    [
        ("de", ["Die Wärmepumpe ist neu.", "Eine Wärmepumpe spart Strom."],
         "Wärmepumpe", 2),
        ("fr", ["J'aime l'irrigation.", "Sans irrigation, rien."], "irrigation", 2),
        ("es", ["La sala de lectura cierra.", "Abre la sala de lectura."],
         "sala de lectura", 2),
        ("ru", ["Новая библиотека открыта.", "Эта библиотека большая."],
         "библиотека", 2),
        ("ar", ["المكتبة الجديدة مفتوحة.", "زرت المكتبة الجديدة."], "المكتبة الجديدة", 2),
        ("zh", ["机器学习很有用。", "我们研究机器学习。"], "机器学习", 2),
        ("zh", ["新产品的发布日期。", "新产品的发布日期是五月。"], "发布日期", 2),
        ("hi", ["परियोजना का बजट।", "यह परियोजना नई है।"], "परियोजना", 2),
        ("ja", ["新しいコンピュータは速い。", "コンピュータを買う。"], "コンピュータ", 2),
        ("ja", ["図書館が開く。", "図書館は大きい。"], "図書館", 2),
    ],
)  # fmt: skip
def test_many_languages_are_served(language, texts, phrase, count):
    found = highlights(*texts, language=language)

    assert (found[0].text, found[0].count) == (phrase, count)


@pytest.mark.parametrize("language", ["sw", "th", "br", "yue"])
def test_a_language_without_stopwords_is_not_guessed_at(language):
    with pytest.raises(LanguageNotSupported):
        highlights("Habari ya asubuhi.", language=language)


def test_a_short_transcript_has_few_and_a_long_one_not_too_many():
    once = [
        "Apples",
        "bananas",
        "cherries",
        "dates",
        "elderberries",
        "figs",
        "grapes",
        "hazelnuts",
    ]
    many = [f"the {a}berry of {b}land" for a in "abcdefgh" for b in "abcdefgh"] * 2

    assert len(highlights(" and ".join([*once, "kiwis", "lemons"]))) == FEW
    assert (
        len(highlights(*many, *(f"the {'x' * n} tree" for n in range(4, 40)))) <= MOST
    )


def test_nothing_has_no_highlights():
    for texts in ([], [""], ["…"], ["[PERSON_NAME]"], ["17 42"]):
        assert highlights(*texts) == []


def test_a_sentence_without_timed_words_has_times_all_the_same():
    [sentence] = said("The battery of the battery.")
    untimed = type(sentence)(sentence.text, 10.0, 20.0, (), None)

    [found] = YakeHighlighter().highlights([untimed], "en", ignore)

    assert found.count == 2
    assert all(10.0 <= start < end <= 20.0 for start, end in found.timestamps)


def test_progress_can_stop_the_work_and_nothing_is_logged(caplog):
    caplog.set_level(logging.DEBUG)
    shares = []
    YakeHighlighter().highlights(said(*TALK * 45), "en", shares.append)
    assert shares == sorted(shares)

    for stops_at in range(len(shares)):
        left = iter(range(stops_at))

        def stop(share, left=left):
            if next(left, None) is None:
                raise KeyError

        with pytest.raises(KeyError):
            YakeHighlighter().highlights(said(*TALK * 45), "en", stop)

    assert caplog.text == ""
