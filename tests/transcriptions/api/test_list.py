"""GET /v1/audio/transcribe: an organization's jobs, filtered, searched, in pages."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from transcriptions.models import Transcription

PATH = "/v1/audio/transcribe"


def get(cast, **query):
    address = PATH + ("?" + urlencode(query) if query else "")
    return Client().get(address, headers=cast.headers)


def ids(response):
    return [t["transcription_id"] for t in response.json()["data"]["transcriptions"]]


def test_the_newest_comes_first_with_what_a_list_needs(acme):
    old = factories.make_completed(acme)
    new = factories.make_transcription(acme)

    data = get(acme).json()["data"]

    assert [t["transcription_id"] for t in data["transcriptions"]] == [
        new.public_id,
        old.public_id,
    ]
    first, second = data["transcriptions"]
    assert first["status"] == "queued"
    assert "completed_at" not in first
    assert second["completed_at"].endswith("Z")
    assert second["model_key"] == "fvt-1"
    assert (second["synapses_consumed"], second["audio_duration_seconds"]) == (11, 10.5)


def test_pages_link_to_each_other_with_absolute_addresses(acme):
    for _ in range(5):
        factories.make_transcription(acme)

    pagination = get(acme, limit=2, offset=2).json()["data"]["pagination"]

    base = f"http://testserver{PATH}"
    assert pagination == {
        "total_count": 5,
        "returned_count": 2,
        "limit": 2,
        "has_more": True,
        "links": {
            "first": f"{base}?limit=2&offset=0",
            "current": f"{base}?limit=2&offset=2",
            "next": f"{base}?limit=2&offset=4",
            "previous": f"{base}?limit=2&offset=0",
        },
    }


def test_the_last_page_has_no_next_and_the_first_no_previous(acme):
    factories.make_transcription(acme)

    links = get(acme).json()["data"]["pagination"]["links"]

    assert (links["next"], links["previous"]) == (None, None)


def test_filters_choose_by_status_language_priority_and_time(acme):
    done = factories.make_completed(acme)
    german = factories.make_transcription(acme, language="de")
    urgent = factories.make_transcription(acme, priority="urgent", priority_rank=0)
    hour_ago = timezone.now() - timedelta(hours=1)
    Transcription.objects.filter(pk=done.pk).update(created_at=hour_ago)
    between = (hour_ago + timedelta(minutes=1)).isoformat()

    assert ids(get(acme, status="completed")) == [done.public_id]
    assert ids(get(acme, language="de")) == [german.public_id]
    assert ids(get(acme, priority="urgent")) == [urgent.public_id]
    assert ids(get(acme, created_before=between)) == [done.public_id]
    assert ids(get(acme, created_after=between)) == [urgent.public_id, german.public_id]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "done"),
        ("status", ""),
        ("limit", "0"),
        ("limit", "101"),
        ("limit", "many"),
        ("offset", "-1"),
        ("created_after", "yesterday"),
        ("priority", "asap"),
    ],
)
def test_a_bad_parameter_is_refused_by_its_name(acme, name, value):
    response = get(acme, **{name: value})

    assert response.status_code == 422
    assert list(response.json()["error"]["details"]["fields"]) == [name]


def test_the_stranger_sees_nothing(acme, globex):
    factories.make_completed(acme)

    assert ids(get(globex)) == []
    assert ids(get(globex, q="hello")) == []


def test_words_are_found_in_the_language_they_were_spoken_in(acme):
    english = factories.make_completed(acme, texts=["She was running the meetings."])
    german = factories.make_completed(
        acme, texts=["Die Häuser wurden verkauft."], heard="de"
    )
    factories.make_completed(acme, texts=["Nothing of the sort."])

    assert ids(get(acme, q="run meeting")) == [english.public_id]
    assert ids(get(acme, q="Haus")) == [german.public_id]
    assert ids(get(acme, q='"meetings running"')) == []


def test_the_best_match_comes_first(acme):
    often = factories.make_completed(acme, texts=["Budget, budget and budget again."])
    once = factories.make_completed(acme, texts=["We spoke of the budget at length."])

    assert ids(get(acme, q="budget")) == [often.public_id, once.public_id]


@pytest.mark.parametrize("q", ["'; DROP TABLE x; --", "& | ! ( ) <->", "a:*", '"'])
def test_any_words_can_be_asked_for(acme, q):
    factories.make_completed(acme)

    assert get(acme, q=q).status_code == 200


def test_a_list_takes_the_same_queries_at_1_and_at_50_rows(acme):
    counts = []
    for rows in (1, 49):
        for _ in range(rows):
            factories.make_transcription(acme, duration_seconds=1)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert len(ids(get(acme, limit=100))) in (1, 50)
        counts.append(len(queries))

    assert counts[0] == counts[1] + 1, "one more to note the key's first use"
