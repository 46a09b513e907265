"""How a transcript is read: speakers, doubtful sentences, and the text so far."""

from __future__ import annotations

import pytest

from tests.factories import (
    make_completed,
    make_transcription,
    passage,
    result,
    sentence,
)
from transcriptions import lifecycle

SPEAKERS = [
    {"speaker": "S1", "name": None, "talk_seconds": 30.0, "words": 6},
    {"speaker": "S2", "name": "Anna", "talk_seconds": 10.0, "words": 2},
]


def page_of(browser, job, part=""):
    return browser.get(f"/transcriptions/{job.public_id}{part}").content.decode()


def completed(cast, rows, **overrides):
    make_transcription(cast)
    lease = lifecycle.claim("test/1/1")
    lifecycle.complete(lease, rows, result(**overrides))
    return lease.transcription


def said(position, speaker="", flags=()):
    row = sentence(position, f"Sentence {position}.")
    row.speaker, row.flags = speaker, list(flags)
    return row


def dialogue(cast):
    rows = [said(at, speaker) for at, speaker in enumerate(("S1", "S1", "S2", "S1"))]
    return completed(cast, rows, speakers=SPEAKERS)


def test_each_sentence_has_its_speaker_and_a_name_where_the_speaker_changes(
    acme, browser
):
    page = page_of(browser, dialogue(acme))

    assert page.count('data-speaker="S1"') == 3
    assert page.count('data-speaker="S2"') == 1
    assert page.count('class="who voice-1"') == 1 + 2
    assert page.count('class="who voice-1 again"') == 1


def test_speakers_are_listed_by_name_or_number_with_their_share(acme, browser):
    page = page_of(browser, dialogue(acme))

    assert ">Speaker 1</span>" in page
    assert ">Anna</span>" in page
    assert "75%" in page and "25%" in page


def test_speakers_that_only_sentences_name_are_listed_too(acme, browser):
    page = page_of(browser, completed(acme, [said(0, "S7")]))

    assert ">Speaker 7</span>" in page


def test_a_transcript_without_speakers_offers_none(acme, browser):
    page = page_of(browser, make_completed(acme))

    assert "data-speaker" not in page


@pytest.mark.parametrize(
    ("flag", "reason"),
    [
        ("NO_VOICE", "No voice was heard here."),
        ("REPETITION", "The same words come again and again."),
        ("TOO_FAST", "Nobody speaks this fast."),
        ("WEAK_ALIGNMENT", "The words hardly match the sound."),
        ("SOMETHING_NEW", "SOMETHING_NEW."),
    ],
)
def test_a_suspect_sentence_stays_readable_and_says_why_it_is(
    acme, browser, flag, reason
):
    page = page_of(browser, completed(acme, [said(0), said(1, flags=[flag])]))

    assert page.count("sentence suspect") == 1
    assert reason in page
    assert "1 sentence may be wrong. It is marked below" in page
    assert ">1.</span>" in page


def test_a_transcript_without_suspects_warns_of_none(acme, browser):
    page = page_of(browser, make_completed(acme))

    assert "may be wrong" not in page
    assert "suspect" not in page


def test_engine_model_and_device_are_named(acme, browser):
    engine = {"name": "whisperx", "model": "tiny", "version": "3.8", "device": "cuda:1"}

    page = page_of(browser, completed(acme, [said(0)], engine=engine))

    assert "WhisperX<small>tiny · 3.8 · GPU 1</small>" in page


def test_the_text_grows_while_a_job_is_worked_on(acme, browser):
    job = make_transcription(acme)
    lease = lifecycle.claim("test/1/1")
    assert page_of(browser, job, "/so-far").strip() == ""

    lifecycle.checkpoint(lease, passage(0, "The first window."), "f", 10)
    first = page_of(browser, job, "/so-far")
    lifecycle.checkpoint(lease, passage(1, "The <second> window."), "f", 20)
    second = page_of(browser, job, "/so-far")
    whole = page_of(browser, job)

    assert (first.count("<li"), second.count("<li")) == (1, 2)
    assert "&lt;second&gt;" in second
    assert "&lt;second&gt;" in whole and "So far" in whole


def test_a_job_that_is_put_aside_keeps_its_text_so_far(acme, browser):
    job = make_transcription(acme)
    lease = lifecycle.claim("test/1/1")
    lifecycle.checkpoint(lease, passage(0, "The first window."), "f", 10)
    lifecycle.hand_back(lease, "An urgent job goes first.")

    assert ">first</span>" in page_of(browser, job)


def test_what_was_taken_out_is_named_while_the_text_grows(acme, browser):
    job = make_transcription(
        acme, options={"privacy_settings": {"pii_redaction_enabled": True}}
    )
    lease = lifecycle.claim("test/1/1")
    lifecycle.checkpoint(lease, passage(0, "My name is [PERSON_NAME]."), "f", 10)

    page = page_of(browser, job, "/so-far")

    assert "Name of a person<" in page and "[PERSON_NAME]" not in page


def test_a_completed_job_has_no_text_so_far(acme, browser):
    job = make_completed(acme)

    assert page_of(browser, job, "/so-far").strip() == ""


def rename(client, job, label="S1", name="Berta"):
    address = f"/transcriptions/{job.public_id}/speakers/{label}"
    return client.post(address, {"name": name})


def test_a_speaker_gets_a_name_that_the_page_and_the_answer_show(acme, browser):
    job = dialogue(acme)

    answer = rename(browser, job, name="  Berta  Meier ")

    assert (answer.status_code, answer.content) == (200, b"Berta Meier")
    page = page_of(browser, job)
    assert ">Berta Meier</span>" in page and ">Speaker 1</span>" not in page


def test_an_empty_name_gives_the_number_back(acme, browser):
    job = dialogue(acme)

    assert rename(browser, job, "S2", "").content == b"Speaker 2"
    assert ">Speaker 2</span>" in page_of(browser, job)


@pytest.mark.parametrize("name", ["x" * 61, "a\u0000b", "a\u202eb"])
def test_a_name_that_cannot_be_shown_is_refused_with_the_reason(acme, browser, name):
    answer = rename(browser, dialogue(acme), name=name)

    assert answer.status_code == 422
    assert answer.content.startswith(b"Give a name ")


def test_a_speaker_that_is_not_there_is_not_found(acme, browser):
    assert rename(browser, dialogue(acme), "S9").status_code == 404
    assert rename(browser, make_transcription(acme)).status_code == 404


def test_a_stranger_names_no_speaker(acme, stranger, browser):
    job = dialogue(acme)

    assert rename(stranger, job).status_code == 404
    assert "Berta" not in page_of(browser, job)
