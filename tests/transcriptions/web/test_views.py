"""Who sees which page, what is on it, and at what cost in queries."""

from __future__ import annotations

import json
import re
import socket

import pytest
from django.test import Client

from aitronos_site.lib.ids import new_id
from billing import ledger
from organizations.models import Membership
from tests.factories import (
    make_completed,
    make_failed,
    make_transcription,
    new_transcription,
    result,
    sentence,
    store_audio,
)
from transcriptions import lifecycle, speeds
from transcriptions.models import Transcription, Worker

WORKER = f"{socket.gethostname()}/1/1"


def pages_of(job):
    base = f"/transcriptions/{job.public_id}"
    return [
        base,
        f"{base}/transcript",
        f"{base}/so-far",
        f"{base}/audio",
        f"{base}/export.srt",
    ]


def hire(factor):
    """An idle worker of this host, and how fast it was found to be."""
    engine = {"name": "pocketsphinx", "model": "en-us", "version": "5", "device": "cpu"}
    Worker.objects.create(name=WORKER, engine=engine)
    speeds.note(engine, 1000, 1000 * factor)


def without_token(response):
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", response.content)


def test_a_visitor_is_sent_to_sign_in_from_every_page(acme):
    job = make_completed(acme)

    for address in ["/", "/new", "/balance", *pages_of(job)]:
        response = Client().get(address)
        assert response.status_code == 302
        assert response["Location"] == f"/sign-in?next={address}"


def test_another_organization_s_job_is_answered_like_an_unknown_one(acme, stranger):
    job = make_completed(acme)
    store_audio(job, b"RIFF")

    for address in pages_of(job):
        theirs = stranger.get(address)
        unknown = stranger.get(address.replace(job.public_id, new_id("trans")))
        assert (theirs.status_code, unknown.status_code) == (404, 404)
        assert without_token(theirs) == without_token(unknown)


def test_the_owner_opens_every_page(acme, browser):
    job = make_completed(acme)
    store_audio(job, b"RIFF")

    for address in ["/", "/new", *pages_of(job)]:
        response = browser.get(address)
        assert response.status_code == 200
        assert b"".join(response).strip() or address.endswith("/so-far")


def test_the_dashboard_shows_only_the_own_jobs_and_balance(acme, globex, browser):
    make_transcription(acme, filename="ours.wav")
    make_transcription(globex, filename="theirs.wav")

    page = browser.get("/").content.decode()

    assert "ours.wav" in page
    assert "theirs.wav" not in page
    assert "989" in page
    assert "No worker is running." in page


def test_an_empty_dashboard_offers_the_first_action(browser):
    page = browser.get("/").content.decode()

    assert "Transcribe your first recording" in page


def test_the_place_in_the_queue_counts_turns_of_others_and_priorities(
    acme, globex, browser
):
    hire(factor=0.5)
    make_transcription(acme, duration_seconds=800)
    lifecycle.claim(WORKER)
    make_transcription(globex)
    make_transcription(globex)
    mine = make_transcription(acme)
    make_transcription(globex, priority="urgent", priority_rank=0)

    page = browser.get(f"/transcriptions/{mine.public_id}").content.decode()
    listed = browser.get("/").content.decode()

    assert "Place 3 in the queue" in page
    assert "Ready in about 7 minutes" in page
    assert "2 transcriptions are ahead of this one." in page
    assert "Place 3 in the queue · ready in about 7 minutes" in listed
    assert "Fetching audio · 0 % · about 7 minutes left" in listed


@pytest.mark.parametrize("jobs", [1, 5])
def test_the_dashboard_takes_seven_queries_for_any_number_of_jobs(
    acme, browser, jobs, django_assert_num_queries
):
    hire(factor=0.5)
    for _ in range(jobs):
        make_transcription(acme)

    with django_assert_num_queries(7):
        assert browser.get("/").content.count(b'class="row"') == jobs + 1  # a template


def test_a_job_s_page_takes_five_queries(acme, browser, django_assert_num_queries):
    job = make_completed(acme, texts=[f"Sentence {n}." for n in range(20)])

    with django_assert_num_queries(5):
        browser.get(f"/transcriptions/{job.public_id}")


def test_the_dashboard_pages_through_older_jobs(acme, browser):
    rows = [new_transcription(acme, filename=f"{n:03}.wav") for n in range(60)]
    Transcription.objects.bulk_create(rows)

    first = browser.get("/").content.decode()
    second = browser.get("/?page=2").content.decode()
    beyond = browser.get("/?page=9").content.decode()

    assert "059.wav" in first and "010.wav" in first and "009.wav" not in first
    assert 'href="?page=2"' in first
    assert "009.wav" in second and 'href="?page=1"' in second
    assert "Nothing older" in beyond


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 30])
def test_a_page_number_that_makes_no_sense_is_no_error(browser, page):
    assert browser.get("/", {"page": page}).status_code == 200


def test_names_and_words_are_shown_as_text_never_as_markup(acme, browser):
    evil = "<script>alert(1)</script>"
    job = make_completed(acme, texts=[f"{evil} yes."], filename=f"{evil}.wav")

    for address in ["/", *pages_of(job)[:2]]:
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_completed_job_s_page_has_words_with_times_cost_engine_and_player(
    acme, browser
):
    job = make_completed(acme)

    page = browser.get(f"/transcriptions/{job.public_id}").content.decode()

    assert '<span data-start="0.0" data-end="0.5">Hello</span>' in page
    assert "PocketSphinx" in page and "expect many errors" in page
    assert "11 <span" in page
    assert f"/transcriptions/{job.public_id}/audio" in page
    assert "90%" in page


def test_doubtful_sentences_are_marked(acme, browser):
    make_transcription(acme)
    lease = lifecycle.claim("test/1/1")
    rows = [sentence(0, "Sure."), sentence(1, "Perhaps.")]
    rows[1].confidence = 0.49
    lifecycle.complete(lease, rows, result())

    page = browser.get(f"/transcriptions/{lease.transcription.public_id}").content

    assert page.count(b"sentence doubtful") == 1


def test_warnings_of_the_result_are_shown(acme, browser):
    job = make_completed(acme)
    job.result["quality"]["warnings"] = [{"code": "X", "message": "Mind the gap."}]
    job.save()

    assert b"Mind the gap." in browser.get(f"/transcriptions/{job.public_id}").content


def test_a_transcript_of_silence_says_so(acme, browser):
    job = make_completed(acme, texts=[])

    page = browser.get(f"/transcriptions/{job.public_id}").content.decode()

    assert "No speech was found" in page


def test_a_failed_job_s_page_says_why_and_what_was_refunded(acme, browser):
    job = make_failed(acme)

    page = browser.get(f"/transcriptions/{job.public_id}").content.decode()

    assert "It can&#x27;t be read." in page
    assert "11 synapses refunded" in page


def test_the_audio_is_sent_by_ranges_with_its_type(acme, browser):
    job = make_completed(acme)
    store_audio(job, b"0123456789")
    address = f"/transcriptions/{job.public_id}/audio"

    part = browser.get(address, headers={"range": "bytes=2-4"})

    assert part.status_code == 206
    assert part.getvalue() == b"234"
    assert part["Content-Type"] == "audio/wav"
    assert part["Content-Disposition"] == "inline"
    assert part["X-Content-Type-Options"] == "nosniff"


def test_audio_that_is_not_there_is_not_found(acme, browser):
    job = make_completed(acme)
    gone = make_completed(acme)
    Transcription.objects.filter(pk=gone.pk).update(audio="nowhere.wav")

    for each in (job, gone):
        response = browser.get(f"/transcriptions/{each.public_id}/audio")
        assert response.status_code == 404


@pytest.mark.parametrize(
    ("fmt", "content_type", "begins"),
    [
        ("srt", "text/plain; charset=utf-8", "1\n00:00:00,000 --> "),
        ("vtt", "text/vtt; charset=utf-8", "WEBVTT\n"),
        ("txt", "text/plain; charset=utf-8", "Hello there.\n"),
        ("json", "application/json", "{"),
    ],
)
def test_a_transcript_is_downloaded_under_its_recording_s_name(
    acme, browser, fmt, content_type, begins
):
    job = make_completed(acme, filename="Größe.final.wav")

    response = browser.get(f"/transcriptions/{job.public_id}/export.{fmt}")

    assert response["Content-Type"] == content_type
    assert response.content.decode().startswith(begins)
    assert f"Gr%C3%B6%C3%9Fe.final.{fmt}" in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")


def test_the_json_download_holds_job_result_and_words(acme, browser):
    job = make_completed(acme)

    response = browser.get(f"/transcriptions/{job.public_id}/export.json")

    document = json.loads(response.content)
    assert document["transcription_id"] == job.public_id
    assert document["engine"]["name"] == "pocketsphinx"
    assert document["text"] == "Hello there. It works."
    assert document["sentences"][1]["words"][0]["text"] == "It"


def test_there_is_no_download_before_the_end_nor_in_another_format(acme, browser):
    done, waiting = make_completed(acme), make_transcription(acme)

    unknown = browser.get(f"/transcriptions/{done.public_id}/export.exe")
    early = browser.get(f"/transcriptions/{waiting.public_id}/export.srt")

    assert (unknown.status_code, early.status_code) == (404, 404)


def test_the_form_offers_the_languages_that_are_accepted_and_the_multipliers(
    browser, settings
):
    settings.TRANSCRIPTION_ENGINE = "pocketsphinx"
    english_only = browser.get("/new").content.decode()
    settings.TRANSCRIPTION_ENGINE = "whisperx"
    many = browser.get("/new").content.decode()

    assert '<option value="auto">' in english_only
    assert '<option value="en">English' in english_only
    assert '<option value="de">' not in english_only
    assert '<option value="de">German' in many
    assert "1.5 \u00d7 the price" in many


def test_the_balance_alone_is_a_number(acme, browser):
    assert browser.get("/balance").content == b"1000"


def test_a_person_without_an_organization_is_told_so(acme, browser):
    Membership.objects.all().delete()

    response = browser.get("/")

    assert response.status_code == 403
    assert b"not a member of an organization" in response.content


def test_pages_change_nothing_by_post(acme, browser):
    job = make_completed(acme)

    for address in ["/", "/new", *pages_of(job)]:
        assert browser.post(address).status_code == 405


def test_no_page_has_inline_script_or_style(acme, browser):
    job = make_completed(acme)

    for address in ["/", "/new", *pages_of(job)[:2], "/nowhere"]:
        page = browser.get(address).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count(
            '<script type="module" src="/static/'
        )
        assert " onclick" not in page


def test_a_low_balance_is_shown_to_managers_only(browser, stranger, acme):
    notice = "Your balance is below 2,000 synapses."
    assert notice not in browser.get("/").content.decode()
    ledger.set_threshold(acme.organization, 2000, actor="owner")

    assert notice in browser.get("/").content.decode()
    assert notice not in stranger.get("/").content.decode()
    Membership.objects.update(role="member")
    assert notice not in browser.get("/").content.decode()
