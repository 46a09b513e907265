"""GET …/{id}/sentences; what it shares with its siblings is in test_paragraphs."""

from __future__ import annotations

from tests import factories
from tests.transcriptions.api.reading import MISSING, make_said, read


def test_the_sentences_come_with_their_times_speakers_and_confidence(acme):
    job = make_said(acme, ("A", "Hello there."), ("", "It works."))

    body = read(acme, job.public_id, "sentences").json()

    assert body["data"]["transcription_id"] == job.public_id
    assert body["data"]["audio_duration_seconds"] == 10.5
    assert body["data"]["sentences"] == [
        {
            "text": "Hello there.",
            "start": 0.0,
            "end": 1.0,
            "speaker": "A",
            "confidence": 0.9,
            "sentiment": None,
            "flags": [],
        },
        {
            "text": "It works.",
            "start": 1.0,
            "end": 2.0,
            "speaker": None,
            "confidence": 0.9,
            "sentiment": None,
            "flags": [],
        },
    ]
    assert "get_paragraphs" in body["actions"]
    assert "get_sentences" not in body["actions"]


def test_without_a_limit_all_come_from_the_offset_on(acme):
    job = factories.make_completed(acme, texts=[f"Number {n}." for n in range(5)])

    body = read(acme, job.public_id, "sentences", {"offset": 3}).json()

    texts = [sentence["text"] for sentence in body["data"]["sentences"]]
    assert texts == ["Number 3.", "Number 4."]
    assert body["metadata"]["total_count"] == 5
    assert body["metadata"]["returned_count"] == 2
    assert "next" not in body["actions"]
    assert body["actions"]["previous"].endswith("/sentences?limit=3&offset=0")


def test_a_page_is_cut_from_the_whole(acme):
    job = factories.make_completed(acme, texts=[f"Number {n}." for n in range(5)])

    body = read(acme, job.public_id, "sentences", {"limit": 2, "offset": 1}).json()

    texts = [sentence["text"] for sentence in body["data"]["sentences"]]
    assert texts == ["Number 1.", "Number 2."]
    assert body["actions"]["next"].endswith("/sentences?limit=2&offset=3")
    assert body["actions"]["previous"].endswith("/sentences?limit=2&offset=0")


def test_a_stranger_finds_nothing(acme, globex):
    job = factories.make_completed(acme)

    answers = [read(globex, i, "sentences") for i in (job.public_id, MISSING)]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_suspect_sentence_says_why(acme):
    job = factories.make_completed(acme)
    row = job.sentences.first()
    row.flags = ["REPETITION"]
    row.save()

    sentences = read(acme, job.public_id, "sentences").json()["data"]["sentences"]

    assert [sentence["flags"] for sentence in sentences] == [["REPETITION"], []]


def test_the_mood_of_each_sentence_is_told_on_every_page(acme):
    job = make_said(acme, ("A", "How nice."), ("A", "So it is."), ("A", "How sad."))
    told = [{"sentiment": mood} for mood in ("POSITIVE", "NEUTRAL", "NEGATIVE")]
    job.result = {**job.result, "sentiment_analysis": told}
    job.save()

    page = {"offset": 1, "limit": 2}
    found = read(acme, job.public_id, "sentences", page).json()["data"]["sentences"]

    assert [one["sentiment"] for one in found] == ["NEUTRAL", "NEGATIVE"]
