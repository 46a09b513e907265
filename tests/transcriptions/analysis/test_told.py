from __future__ import annotations

from tests.transcriptions.analysis.saying import said
from transcriptions.analysis.told import several_speak, told


def test_each_change_of_speaker_begins_a_line():
    talk = said("One.", "Two.", "Three.", "Four.", speakers=["Anna", "Anna", "Ben"])

    assert (
        told(talk, "en", with_speakers=True)
        == "Anna: One. Two.\nBen: Three.\nAnna: Four."
    )
    assert told(talk, "en", with_speakers=False) == "One. Two. Three. Four."


def test_who_nobody_heard_is_not_named():
    talk = said("One.", "Two.", speakers=[None, "Ben"])

    assert told(talk, "en", with_speakers=True) == "One.\nBen: Two."
    assert not several_speak(talk)


def test_every_sentence_ends_in_its_script():
    assert told(said("one", "two,", "three?"), "en", with_speakers=False) == (
        "one. two. three?"
    )
    assert told(said("一", "二。"), "zh", with_speakers=False) == "一。二。"
    assert told(said("एक"), "hi", with_speakers=False) == "एक।"
    assert told(said("“Yes!”", ""), "en", with_speakers=False) == "“Yes!”"


def test_names_that_are_alike_are_one_speaker():
    assert not several_speak(said("One.", "Two.", speakers=["Anna", "Anna"]))
    assert several_speak(said("One.", "Two.", speakers=["Anna", "Ben"]))
