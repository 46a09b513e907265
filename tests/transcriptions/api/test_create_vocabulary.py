"""`transcription_options.vocabulary`: kept with the job, or refused with the reason."""

from __future__ import annotations

import pytest

from tests.transcriptions.api.test_create import PATH, error_of, post
from transcriptions.models import Transcription
from transcriptions.vocabulary import vocabulary_of

FIELD = "transcription_options.vocabulary"


@pytest.fixture
def source(server, wav):
    server.add("/talk.wav", wav.read_bytes())
    return server.url("/talk.wav")


def body(cast, url, vocabulary):
    return {
        "organization_id": cast.organization.public_id,
        "transcription_options": {
            "language": "en",
            "audio_url": url,
            "vocabulary": vocabulary,
        },
    }


def test_the_terms_are_cleaned_echoed_and_kept_for_the_worker(acme, source):
    answer = post(acme, body(acme, source, [" Aitronos ", "aitronos", "WhisperX"]))

    assert answer.status_code == 201
    options = answer.json()["data"]["options"]
    assert options == {
        "transcription_options": {"vocabulary": ["Aitronos", "WhisperX"]}
    }
    assert vocabulary_of(Transcription.objects.get()) == ("Aitronos", "WhisperX")


@pytest.mark.parametrize("nothing", [None, []])
def test_null_and_an_empty_list_are_the_same_as_absence(acme, source, nothing):
    answer = post(acme, body(acme, source, nothing))

    assert answer.json()["data"]["options"] == {}


@pytest.mark.parametrize(
    ("terms", "field", "reason"),
    [
        (["ok", ""], f"{FIELD}.1", "may not be blank"),
        (["x" * 61], f"{FIELD}.0", "no more than 60 characters"),
        (["ok", 7], f"{FIELD}.1", "Not a valid string"),
        ([["nested"]], f"{FIELD}.0", "Not a valid string"),
        (["a"] * 101, FIELD, "101 terms were given; at most 100 are taken."),
        ("Aitronos", FIELD, "Expected a list of items"),
        (["<|nospeech|>"], FIELD, "only plain text"),
        (["nu\0l"], f"{FIELD}.0", "Null characters are not allowed"),
    ],
)
@pytest.mark.parametrize("path", [PATH, PATH + "/quote"])
def test_what_is_not_a_short_list_of_terms_is_refused(acme, path, terms, field, reason):
    answer = post(acme, body(acme, "https://media.example/a.wav", terms), path)

    error = error_of(answer)
    assert (answer.status_code, error["code"]) == (422, "VALIDATION_ERROR")
    assert reason in " ".join(error["details"]["fields"][field])
    assert acme.balance == 1000
