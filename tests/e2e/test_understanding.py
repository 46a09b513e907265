"""Understanding and redaction by the whole service: three queues, the real engine."""

from __future__ import annotations

import io
import wave
from pathlib import Path

import httpx
import pytest

from tests.e2e.conftest import wait_for
from tests.transcriptions.redaction import planted
from transcriptions.options import Feature
from transcriptions.redaction.number_words import is_number

pytestmark = pytest.mark.e2e

#: Sentences whose numbers the embedded engine hears.
TURNS = [("slt", 1), ("rms", 3), ("rms", 6)]
PRIVACY = {
    "pii_redaction_enabled": True,
    "pii_policies": ["phone", "account_number", "number_sequence"],
    "redacted_audio_format": "wav",
}


@pytest.fixture(scope="module")
def dialogue():
    return planted.dialogue(TURNS)


@pytest.fixture(scope="module")
def job(service, dialogue, tmp_path_factory):
    path = tmp_path_factory.mktemp("audio") / "dialogue.wav"
    path.write_bytes(dialogue.wav())
    file_url = service.upload(path)
    job_id = service.create(
        file_url,
        intelligence_features=dict.fromkeys(Feature, True),
        privacy_settings=PRIVACY,
    )
    job = service.wait_for_end(job_id, 180)
    assert job["status"] == "completed", job
    return {**job, "file_url": file_url}


@pytest.fixture(scope="module")
def audio(service, job):
    """What the address of the redacted audio gives, without any key."""
    path = f"/v1/audio/transcribe/{job['transcription_id']}/redacted-audio"
    wait_for(
        lambda: service.call("GET", path)[1]["data"]["status"] == "available",
        180,
        "the redacted audio",
    )
    url = service.call("GET", path)[1]["data"]["redacted_audio_url"]
    return httpx.get(url).raise_for_status().content


def test_every_feature_that_was_asked_for_is_in_the_result(job):
    result = job["result"]

    assert set(result["analysis"]) == {
        "sentiment_analysis", "entities", "auto_highlights", "summary",
    }  # fmt: skip
    assert result["summary"]
    assert result["auto_highlights"]
    assert len(result["sentiment_analysis"]) > 0
    assert result["quality"]["warnings"] == []


def test_the_numbers_are_tokens_in_the_text(job):
    result = job["result"]

    assert sum(result["redaction"]["counts"].values()) >= len(TURNS)
    words = result["text"].split()
    assert [word for word in words if is_number(word, "en")] == []
    assert sum(word.startswith("[") for word in words) >= len(TURNS)


def test_the_redacted_audio_lasts_as_long_and_the_rest_is_as_it_was(audio, dialogue):
    with wave.open(io.BytesIO(audio)) as sound:
        samples = sound.readframes(sound.getnframes())

    original = dialogue.pcm.tobytes()
    assert len(samples) == len(original)
    begin = 2 * round(16_000 * (dialogue.spans[0][0] - 0.6))
    assert samples[:begin] == original[:begin]
    for start, end in dialogue.spans:
        middle = slice(*(2 * round(16_000 * at) for at in (start + 0.1, end - 0.1)))
        assert samples[middle] != original[middle]


def test_the_original_is_gone(service, job, audio, dialogue):
    path = job["file_url"].removeprefix(service.url)
    home = Path(service.environment["AITRONOS_HOME"])

    assert service.call("GET", path)[0] == 404
    files = [file for file in home.glob("media/audio/**/*") if file.is_file()]
    assert files
    assert not any(file.read_bytes() == dialogue.wav() for file in files)


def test_another_worker_analyses_than_the_one_that_transcribes(service, job):
    """By the history: what was claimed by the transcriber, and what by the analyst."""
    workers = service.query(
        "SELECT DISTINCT e.detail FROM transcriptions_transcriptionevent e"
        " JOIN transcriptions_transcription t ON t.id = e.transcription_id"
        " WHERE t.public_id = %s AND e.type = 'started'",
        job["transcription_id"],
    )

    assert len(workers) == 2
