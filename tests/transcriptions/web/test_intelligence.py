"""What was understood of a transcript, on its job's page."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from tests.factories import make_completed, make_transcription, result, sentence
from transcriptions import lifecycle
from transcriptions.models import Transcription
from transcriptions.states import Stage
from transcriptions.web.pages import steps

SPEAKERS = [
    {"speaker": "S1", "name": None, "talk_seconds": 30.0, "words": 6},
    {"speaker": "S2", "name": "Anna", "talk_seconds": 10.0, "words": 2},
]


def completed(cast, texts=("The plan is good.", "It is late."), speaker="", **told):
    """A completed job with a sentence for each of `texts`, a second each."""
    make_transcription(cast, duration_seconds=Decimal(max(10, len(texts))))
    lease = lifecycle.claim("test/1/1")
    rows = [sentence(at, text) for at, text in enumerate(texts)]
    for row in rows:
        row.speaker = speaker
    lifecycle.complete(lease, rows, result(**told))
    return lease.transcription


def page_of(browser, job):
    return browser.get(f"/transcriptions/{job.public_id}").content.decode()


def felt(*sentiments, speaker=None):
    return [
        {
            "text": f"Sentence {at}.",
            "start": float(at),
            "end": at + 1.0,
            "sentiment": sentiment,
            "confidence": 0.8,
            "speaker": speaker,
        }
        for at, sentiment in enumerate(sentiments)
    ]


def named(entity_type, text, start):
    return {
        "entity_type": entity_type,
        "text": text,
        "start": start,
        "end": start + 0.5,
    }


def highlight(text, rank, *starts):
    times = [{"start": start, "end": start + 0.25} for start in starts]
    return {"text": text, "count": len(starts), "rank": rank, "timestamps": times}


def test_what_was_not_asked_for_shows_nothing(acme, browser):
    page = page_of(browser, make_completed(acme))

    assert "data-insight" not in page and "with-insights" not in page
    for title in ("Summary", "Highlights", "Entities", "Sentiment", "Redaction"):
        assert f"<h2>{title}</h2>" not in page


def test_what_was_asked_for_and_found_nothing_says_so(acme, browser):
    job = completed(
        acme, entities=[], auto_highlights=[], summary="", sentiment_analysis=[]
    )

    page = page_of(browser, job)

    for text in (
        "There is too little to sum up.",
        "No phrase stands out.",
        "Nobody and nothing is named.",
        "There is no sentence to judge.",
    ):
        assert text in page


def test_a_summary_is_shown_by_paragraphs_with_who_said_what(acme, browser):
    job = completed(
        acme,
        speakers=SPEAKERS,
        summary="Anna: The plan is good.\n\nS1: It is late.\nIn short: <b>yes</b>.",
    )

    page = page_of(browser, job)

    assert page.count('class="summary-line"') == 3
    assert re.search(r'data-name-of="S2">Anna</span></b> The plan is good\.', page)
    assert re.search(r'data-name-of="S1">Speaker 1</span></b> It is late\.', page)
    assert "In short: &lt;b&gt;yes&lt;/b&gt;." in page


def test_each_panel_names_what_made_it(acme, browser):
    job = completed(
        acme,
        summary="Good.",
        entities=[],
        analysis={
            "summary": {"name": "vader", "model": "", "version": "3.3.2"},
            "entities": {"name": "someone", "model": "of/hub", "version": "1"},
        },
    )

    page = page_of(browser, job)

    assert "Made by VADER · 3.3.2<" in page
    assert "Made by someone · of/hub · 1<" in page


def test_highlights_have_count_rank_and_times_and_are_marked_in_the_words(
    acme, browser
):
    job = completed(acme, auto_highlights=[highlight("plan", 0.9, 0.25)])

    page = page_of(browser, job)

    assert '<b dir="auto">plan</b><span class="hint">1×</span>' in page
    assert 'value="0.9"' in page
    assert '<button class="chip" type="button" data-seek="0.25"' in page
    assert '<span class="key" data-start="0.25" data-end="0.5">plan</span>' in page
    assert page.count('class="key"') == 1


def test_many_highlights_and_times_are_folded(acme, browser):
    phrases = [highlight(f"phrase {n}", 0.5, *range(10)) for n in range(12)]

    page = page_of(browser, completed(acme, auto_highlights=phrases))

    assert "Show all 12" in page
    assert page.count("<summary>4 more</summary>") == 12


def test_entities_are_grouped_by_type_and_told_once_with_all_their_times(acme, browser):
    job = completed(
        acme,
        entities=[
            named("person_name", "Maria", 1.0),
            named("location", "Bern", 2.0),
            named("person_name", "maria", 7.5),
            named("shoe_size", "<42>", 8.0),
        ],
    )

    page = page_of(browser, job)

    headings = re.findall(r"<h3>(.+?) <span class=\"hint\">(\d+)", page)
    assert headings == [
        ("Name of a person", "2"),
        ("Place or address", "1"),
        ("Shoe size", "1"),
    ]
    assert 'data-seek="1.0 7.5"' in page and "maria" not in page
    assert "&lt;42&gt;" in page


def test_sentiment_is_counted_quoted_and_marked_in_the_text(acme, browser):
    job = completed(
        acme,
        ["Good.", "So.", "Bad."],
        sentiment_analysis=felt("POSITIVE", "NEUTRAL", "NEGATIVE"),
    )

    page = page_of(browser, job)

    assert "Sentiment over time: 1 positive, 1 neutral, 1 negative" in page
    transcript = page.partition("data-transcript")[2]
    assert transcript.count('class="mood positive"') == 1
    assert transcript.count('class="mood negative"') == 1
    assert 'class="mood neutral"' not in transcript
    assert "Positive, 80% sure" in transcript
    strip = page.partition('<svg class="strip"')[2].partition("</svg>")[0]
    assert re.findall(r'<rect class="(\w+)" x="([\d.]+)"', strip) == [
        ("positive", "0.0"),
        ("neutral", "100.0"),
        ("negative", "200.0"),
    ]


def test_positive_stands_above_and_negative_below_the_middle(acme, browser):
    job = completed(acme, sentiment_analysis=felt("POSITIVE", "NEGATIVE"))

    page = page_of(browser, job)

    assert re.search(r'class="positive".+? y="4.0" .+? height="16.0"', page)
    assert re.search(r'class="negative".+? y="20.0" .+? height="16.0"', page)


def test_with_speakers_each_has_a_strip_and_totals(acme, browser):
    job = completed(
        acme,
        speaker="S2",
        speakers=SPEAKERS,
        sentiment_analysis=felt("POSITIVE", "POSITIVE", speaker="S2"),
    )

    page = page_of(browser, job)

    assert page.count('<svg class="strip"') == 2
    assert "Sentiment over time of Anna: 2 positive" in page


def test_sentiments_that_do_not_fit_the_sentences_mark_none(acme, browser):
    page = page_of(browser, completed(acme, sentiment_analysis=felt("POSITIVE")))

    assert 'class="mood' not in page.partition("data-transcript")[2]


def test_what_was_understood_is_text_never_markup(acme, browser):
    evil = "<script>alert(1)</script>"
    job = completed(
        acme,
        summary=f"{evil}: {evil}",
        entities=[named("event", evil, 1.0)],
        auto_highlights=[highlight(evil, 0.5, 1.0)],
        sentiment_analysis=[{**felt("POSITIVE")[0], "text": evil}],
        analysis={"summary": {"name": evil, "model": evil, "version": evil}},
    )

    page = page_of(browser, job)

    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 8


def test_a_stranger_sees_nothing_of_it(acme, stranger):
    job = completed(acme, summary="Our secret plan.")

    for part in ("", "/transcript"):
        answer = stranger.get(f"/transcriptions/{job.public_id}{part}")
        assert answer.status_code == 404
        assert b"secret" not in answer.content


def test_the_strip_of_a_long_transcript_does_not_grow_with_it(acme, browser):
    moods = ["POSITIVE", "NEUTRAL", "NEGATIVE", "POSITIVE"] * 200
    texts = [f"Sentence {at}." for at in range(800)]

    page = page_of(browser, completed(acme, texts, sentiment_analysis=felt(*moods)))

    strip = page.partition('<svg class="strip"')[2].partition("</svg>")[0]
    assert strip.count('class="positive"') == strip.count('class="negative"') == 120
    assert page.count('class="mood positive" role="img"') == 400 + 3


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ({}, False),
        ({"intelligence_features": {"summarization_enabled": False}}, False),
        ({"intelligence_features": {"summarization_enabled": True}}, True),
    ],
)
def test_analysing_is_a_step_where_it_was_asked_for(options, shown):
    job = Transcription(stage=Stage.SAVING, options=options)

    labels = {step.label: step.state for step in steps(job)}

    assert ("Analysing" in labels) == shown
    assert labels["Saving"] == "current" and labels["Transcribing"] == "done"


def test_a_job_that_is_analysed_shows_that_step_in_any_case():
    current = [
        s for s in steps(Transcription(stage="analysing")) if s.state == "current"
    ]

    assert [step.label for step in current] == ["Analysing"]
