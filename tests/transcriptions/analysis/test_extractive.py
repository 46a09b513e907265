from __future__ import annotations

import pytest

from tests.transcriptions.analysis.saying import ignore, said
from transcriptions.analysis.extractive import (
    MOST_SENTENCES,
    MOST_WORDS,
    ExtractiveSummarizer,
)

TALK = [
    "Good morning.",
    "The council wants to build a bicycle lane along the river.",
    "The bicycle lane along the river costs two million euros.",
    "Okay.",
    "Shop owners fear that the bicycle lane takes their parking spaces.",
    "My dog is called Rex.",
    "Do the owners know about the parking spaces behind the library?",
    "The council votes about the bicycle lane in May.",
    "Thank you, see you next week.",
]


def summary(*texts, language="en", **options):
    sentences = said(*texts, **options)
    return ExtractiveSummarizer().summary(sentences, language, ignore).text


def test_it_takes_what_the_talk_is_about_in_its_order():
    text = summary(*TALK)

    chosen = [sentence for sentence in TALK if sentence in text]
    assert text == " ".join(chosen)
    assert 1 <= len(chosen) <= 3
    assert all("bicycle lane" in sentence for sentence in chosen)


def test_greetings_and_fillers_are_left_out():
    text = summary(*TALK)

    assert "Good morning" not in text
    assert "Okay" not in text
    assert "Thank you" not in text


def test_speakers_are_named_where_several_speak():
    text = summary(*TALK, speakers=["Anna", "Speaker 2"])

    assert all(line.startswith(("Anna: ", "Speaker 2: ")) for line in text.splitlines())
    assert "Anna:" not in summary(*TALK, speakers=["Anna"])
    assert ":" not in summary(*TALK)


def test_one_speaker_is_named_once_for_sentences_in_a_row():
    texts = [
        f"The council builds bicycle lane {at} along the river." for at in range(9)
    ]

    text = summary(*texts, "Yes.", speakers=["Anna"] * 9 + ["Ben"])

    assert text.count("Anna:") == 1


def test_suspect_sentences_are_left_out():
    text = summary(*TALK, flagged=[1, 2, 4])

    assert not any(TALK[at] in text for at in (1, 2, 4))
    assert "votes about the bicycle lane" in text


def test_no_sentence_repeats_another():
    same = "The bicycle lane along the river costs two million euros."

    text = summary(*[same] * 20, *TALK)

    assert text.count(same) == 1


def test_the_summary_grows_slower_than_the_transcript():
    def length(count):
        texts = [
            f"The {chr(97 + at % 26) * 4} council builds {chr(97 + at % 23) * 5} lanes."
            for at in range(count)
        ]
        return summary(*texts).count(".")

    assert length(1) == 1
    assert length(2) == 1
    assert 2 <= length(9) <= 4
    assert length(100) > length(9)
    assert length(4_000) <= MOST_SENTENCES


def test_long_sentences_do_not_make_it_endless():
    words = [f"{a}{b}ord" for a in "abcdefghij" for b in "abcdefghij"]
    texts = [" ".join(words[at : at + 60]) + "." for at in range(40)] * 10

    assert 0 < len(summary(*texts).split()) <= MOST_WORDS


@pytest.mark.parametrize(
    "texts",
    [[], [""], ["…"], ["[PERSON_NAME] ####."], ["[PERSON_NAME]", "##### [DATE]"]],
)
def test_nothing_has_an_empty_summary(texts):
    assert summary(*texts) == ""


def test_all_of_it_suspect_has_an_empty_summary():
    assert summary(*TALK, flagged=range(len(TALK))) == ""


def test_what_little_there_is_stands_for_the_whole():
    assert summary("Bicycles!") == "Bicycles!"
    assert summary("The bicycle lane along the river is new.") == (
        "The bicycle lane along the river is new."
    )


def test_redacted_words_stay_as_they_are():
    texts = ["The lawyer [PERSON_NAME] wrote a letter to the tenant about the rent."]

    assert summary(*texts, "The tenant paid.") == texts[0]


def test_sentences_that_nobody_punctuated_get_a_full_stop():
    assert summary("the bicycle lane along the river is new") == (
        "the bicycle lane along the river is new."
    )
    assert summary("自転車道は川沿いに新しく作られた", language="ja").endswith(
        "作られた。"
    )


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("sw", ["Baraza linajenga njia ya baiskeli kando ya mto.", "Ndiyo."]),
        ("ja", ["市議会は川沿いに自転車道を作る。", "はい。"]),
        ("zh", ["市议会沿河修建自行车道。", "好。"]),
        ("ar", ["يبني المجلس مسارا للدراجات على طول النهر.", "نعم."]),
        ("th", ["สภาเมืองสร้างทางจักรยานริมแม่น้ำ", "ค่ะ"]),
        ("", ["The council builds a bicycle lane.", "Yes."]),
    ],
)
def test_any_language_is_served(language, texts):
    assert summary(*texts, language=language).rstrip(".。") == texts[0].rstrip(".。")


def test_progress_rises_and_can_stop_the_work():
    shares = []
    ExtractiveSummarizer().summary(said(*TALK * 200), "en", shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(share):
        raise KeyError

    with pytest.raises(KeyError):
        ExtractiveSummarizer().summary(said(*TALK), "en", stop)
