"""Calls the service with the published SDK and prints what each call gave.

Runs under the Python of the SDK's own environment. Reads the keyword arguments of
`drive` as JSON from standard input and writes `{name of the call: outcome}` as JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from aitronos import Aitronos
from aitronos.types import (
    IntelligenceFeatures,
    PrivacySettings,
    SpeakerAnalysis,
    TranscriptionOptions,
)

#: The body that the create page shows, without organization and address.
PUBLISHED: dict[str, Any] = {
    "speaker_analysis": {
        "diarization_enabled": True,
        "speakers_expected_count": 2,
    },
    "intelligence_features": {
        "sentiment_analysis_enabled": True,
        "entity_detection_enabled": True,
        "summarization_enabled": True,
    },
    "privacy_settings": {
        "pii_redaction_enabled": True,
        "pii_policies": ["email", "phone_number", "ssn"],
    },
}
#: What a client sends that fills every field of the SDK's own classes.
NULLS: dict[str, Any] = {
    "speaker_analysis": SpeakerAnalysis(
        diarization_enabled=None, speakers_expected_count=None
    ),
    "intelligence_features": IntelligenceFeatures(
        sentiment_analysis_enabled=None,
        entity_detection_enabled=None,
        auto_highlights_enabled=None,
        summarization_enabled=None,
    ),
    "privacy_settings": PrivacySettings(pii_redaction_enabled=None, pii_policies=None),
    "webhook": None,
}
ONCE = {"max_retries": 0}
ENDED = ("completed", "failed", "cancelled")
POLL_S = 0.5
END_TIMEOUT_S = 120


class Journal:
    """Outcomes by the name of the call, and the last answer as it came by wire."""

    def __init__(self) -> None:
        self.outcomes: dict[str, Any] = {}
        self.wire: dict[str, Any] = {}

    def call(self, name: str, method: Callable[..., Any], /, *given: Any, **named: Any):
        """Call and note; return the value, or None where the SDK raised."""
        self.wire = {}
        try:
            value = method(*given, **named)
            outcome: dict[str, Any] = {"value": value}
        except Exception as error:
            value = None
            outcome = {
                "raised": [kind.__name__ for kind in type(error).__mro__],
                "status": getattr(error, "status_code", None),
                "body": getattr(error, "body", None),
                "headers": getattr(error, "headers", None),
                "text": str(error),
            }
        self.outcomes[name] = {**outcome, "wire": self.wire}
        return value

    def listen(self, response: httpx.Response) -> None:
        response.read()
        self.wire = {
            "status": response.status_code,
            "headers": dict(response.headers),
            "text": response.text,
        }


def drive(
    *,
    base_url: str,
    api_key: str,
    organization_id: str,
    audio_url: str,
    long_audio_url: str,
    file: str,
) -> dict[str, Any]:
    journal = Journal()
    call = journal.call
    audio = Aitronos(api_key=api_key, base_url=base_url).audio
    heard = Aitronos(
        api_key=api_key,
        base_url=base_url,
        httpx_client=httpx.Client(event_hooks={"response": [journal.listen]}),
    ).audio

    def create(name: str, url: str, **more: Any) -> str:
        options = {"language": "en", "audio_url": url}
        given = {"transcription_options": options, **PUBLISHED, **more}
        created = call(
            name, audio.create_transcription, organization_id=organization_id, **given
        )
        return created["data"]["transcription_id"] if created else ""

    job_id = create("create", audio_url)
    as_page = journal.outcomes["create"]["value"]
    call("read as the page does", lambda: as_page.data.transcription_id)
    options = TranscriptionOptions(language="en", audio_url=audio_url)
    create("create with nulls", audio_url, transcription_options=options, **NULLS)
    long_id = create("create long", long_audio_url)
    call("paragraphs early", audio.get_paragraphs, long_id, request_options=ONCE)
    call("subtitles early", audio.get_subtitles, long_id, "srt", request_options=ONCE)
    call("delete in work", audio.delete_transcription, long_id)
    call("create wrong", audio.create_transcription,
         organization_id=organization_id,
         transcription_options={"language": "en", "audio_url": "http://example.com/a"},
         )  # fmt: skip

    call("end", wait_for_end, audio, job_id)
    read(call, audio, heard, job_id)

    with Path(file).open("rb") as content:
        call("upload", heard.upload_audio_file, file=content)
    uploaded = json.loads(journal.wire["text"])
    create("create of upload", uploaded["data"]["file_url"])

    call("delete", audio.delete_transcription, job_id)
    call("delete again", audio.delete_transcription, job_id)
    both = Aitronos(api_key=api_key, token=api_key, base_url=base_url + "/")
    call("list with both headers", both.audio.list_transcriptions)
    stranger = Aitronos(api_key="ak_" + "x" * 40, base_url=base_url)
    call("list with a wrong key", stranger.audio.list_transcriptions)
    return journal.outcomes


def wait_for_end(audio: Any, job_id: str) -> dict[str, Any]:
    deadline = time.monotonic() + END_TIMEOUT_S
    while time.monotonic() < deadline:
        answer: dict[str, Any] = audio.get_transcription(job_id)
        if answer["data"]["status"] in ENDED:
            return answer
        time.sleep(POLL_S)
    raise TimeoutError(f"{job_id} does not end")


def read(call: Callable[..., Any], audio: Any, heard: Any, job_id: str) -> None:
    """Everything that can be read of a completed job."""
    raw = audio.with_raw_response.get_transcription(job_id)
    etag = raw.headers.get("etag")
    call("get unchanged", audio.get_transcription, job_id, if_none_match=etag)
    call("get changed", audio.get_transcription, job_id, if_none_match='"other"')
    call("list", audio.list_transcriptions)
    call("list page", audio.list_transcriptions, status="completed", limit=1, offset=0)
    call("paragraphs", audio.get_paragraphs, job_id)
    call("sentences", audio.get_sentences, job_id)
    call("sentences page", audio.get_sentences, job_id, limit=1, offset=1)
    word = raw.data["data"]["result"]["text"].split()[0].strip(".,?!")
    call("search", heard.search_transcript, job_id, query=word)
    call("search too long", audio.search_transcript, job_id, query="a b c d e f")
    layout = {"chars_per_caption": 0, "max_lines": 1, "max_chars_per_line": 20}
    call("srt", audio.get_subtitles, job_id, "srt", **layout)
    call("vtt", audio.get_subtitles, job_id, "vtt")
    call("txt", audio.get_subtitles, job_id, "txt")
    call("docx", audio.get_subtitles, job_id, "docx")
    call("redacted audio", heard.get_redacted_audio, job_id)


if __name__ == "__main__":
    json.dump(drive(**json.load(sys.stdin)), sys.stdout)
