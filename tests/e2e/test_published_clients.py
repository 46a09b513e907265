"""The published clients, unmodified, against the running service.

The SDK has faults of its own, which are noted here, so that nobody looks for them in
the service: the create page reads its answers as objects, and they are dicts; it takes
subtitles for JSON; a 304 raises; and of search, upload and redacted audio it drops the
answer.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pysrt
import pytest

from tests.e2e.conftest import ROOT, Service
from tests.servers import HttpsServer
from tests.speech import SPEECH, repeated

pytestmark = pytest.mark.e2e

HERE = Path(__file__).parent
SDK = ".make/sdk"
NODE = shutil.which("node")
#: Long enough to be still in work when it is read and deleted.
LONG_REPEATS = 60


@pytest.fixture(scope="module")
def audio_server():
    with HttpsServer() as server:
        server.audio_url = server.add("/meeting-recording.wav", SPEECH)
        yield server


@pytest.fixture(scope="module")
def service(tmp_path_factory, audio_server):
    """A service that may fetch from the tests' own HTTPS server."""
    with Service(
        tmp_path_factory.mktemp("published"),
        FETCH_ALLOWED_NETWORKS="127.0.0.0/8",
        FETCH_ALLOWED_PORTS=str(audio_server.port),
        FETCH_CA_FILE=str(audio_server.ca_file),
    ) as running:
        yield running


@pytest.fixture(scope="module")
def client_python():
    """Python of the published clients' environment; `make test` has made it before."""
    made = subprocess.run(
        ["make", f"{SDK}/stamp"], cwd=ROOT, capture_output=True, text=True
    )
    assert made.returncode == 0, made.stderr
    return ROOT / SDK / "bin" / "python"


@pytest.fixture(scope="module")
def gave(service, audio_server, client_python, tmp_path_factory):
    """What each call of the SDK gave, by the driver's names."""
    long = repeated(tmp_path_factory.mktemp("long") / "talk.wav", LONG_REPEATS)
    asked = {
        "base_url": service.url,
        "api_key": service.api_key,
        "organization_id": service.organization_id,
        "audio_url": audio_server.audio_url,
        "long_audio_url": audio_server.add("/long.wav", long),
        "file": str(SPEECH),
    }
    done = subprocess.run(
        [client_python, HERE / "sdk_driver.py"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def sample(name, service, audio_url):
    """A sample of the create page, with only address, key, payer and audio changed."""
    text = (HERE / "samples" / name).read_text()
    for published, own in {
        '"your-api-key"': f'"{service.api_key}", base_url="{service.url}"',
        "https://api.aitronos.com": service.url,
        "YOUR_ACCESS_TOKEN": service.api_key,
        "org_abc123def456": service.organization_id,
        "https://storage.example.com/meeting-recording.mp3": audio_url,
    }.items():
        text = text.replace(published, own)
    assert "https://api." not in text
    return text


def run(command, service):
    return subprocess.run(
        command,
        env={**os.environ, "ACCESS_TOKEN": service.api_key},
        capture_output=True,
        text=True,
        timeout=60,
    )


def error_of(outcome):
    assert "raised" in outcome, outcome
    return outcome["raised"][0], outcome["status"], outcome["body"]["error"]["code"]


def test_the_sdk_is_the_published_one_and_none_of_the_service_s(client_python):
    told = run_python(
        client_python,
        "import importlib.metadata as m, importlib.util as u\n"
        "print(m.version('aitronos-sdk'), u.find_spec('django'))",
    )

    assert told == "0.8.104 None"
    assert Path(client_python) != Path(sys.executable)


def run_python(python, code):
    done = subprocess.run([python, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_sdk_creates_a_job_with_all_that_the_page_shows(gave, audio_server):
    answer = gave["create"]["value"]

    assert answer["success"] is True
    assert answer["data"]["transcription_id"].startswith("trans_")
    assert answer["data"]["status"] == "queued"
    assert answer["data"]["model_key"] == "fvt-1"
    audio = answer["data"]["audio_metadata"]
    assert (audio["url"], audio["language_code"]) == (audio_server.audio_url, "en")
    assert answer["billing"]["synapses_consumed"] >= audio["duration_seconds"]
    assert answer["billing"]["currency"] == "synapses"
    assert set(answer["metadata"]) == {"request_id", "timestamp", "processing_time_ms"}
    assert set(answer["actions"]) == {"check_status"}


def test_the_sdk_s_answers_are_dicts_though_its_page_reads_attributes(gave):
    error = gave["read as the page does"]

    assert error["raised"][0] == "AttributeError"
    assert error["text"] == "'dict' object has no attribute 'data'"


def test_an_explicit_null_of_the_sdk_s_classes_is_the_same_as_absence(gave):
    options = gave["create with nulls"]["value"]["data"]["options"]

    assert not options.get("webhook")
    assert not options.get("speaker_analysis", {}).get("diarization_enabled")
    assert not options.get("privacy_settings", {}).get("pii_redaction_enabled")


def test_the_sdk_gets_a_job_until_it_is_completed(gave):
    answer = gave["end"]["value"]

    assert answer["data"]["status"] == "completed", answer["data"].get("failure")
    assert answer["data"]["result"]["text"]
    assert answer["metadata"]["upstream_refreshed"] is False
    assert {"get_paragraphs", "get_sentences", "search"} <= set(answer["actions"])


def test_a_304_raises_in_the_sdk_because_it_has_no_body(gave):
    error = gave["get unchanged"]

    assert error["raised"][0] == "ApiError"
    assert (error["status"], error["body"]) == (304, "")
    assert gave["get changed"]["value"]["data"] == gave["end"]["value"]["data"]


def test_the_sdk_lists_jobs_by_status_and_page(gave):
    every, page = gave["list"]["value"], gave["list page"]["value"]

    ids = [row["transcription_id"] for row in every["data"]["transcriptions"]]
    assert gave["create"]["value"]["data"]["transcription_id"] in ids
    assert every["data"]["pagination"]["returned_count"] == len(ids)
    [row] = page["data"]["transcriptions"]
    assert row["status"] == "completed"
    assert page["data"]["pagination"]["limit"] == 1


def test_the_sdk_reads_paragraphs_and_sentences(gave):
    text = gave["end"]["value"]["data"]["result"]["text"]

    for name in ("paragraphs", "sentences"):
        answer = gave[name]["value"]
        items = answer["data"][name]
        assert " ".join(item["text"] for item in items) == text
        assert all(item["start"] <= item["end"] for item in items)
        assert answer["metadata"]["total_count"] == len(items)


def test_the_sdk_s_page_of_sentences_is_the_part_it_asked_for(gave):
    every = gave["sentences"]["value"]["data"]["sentences"]
    page = gave["sentences page"]["value"]

    assert page["data"]["sentences"] == every[1:2]
    assert page["metadata"]["total_count"] == len(every)


def test_the_sdk_searches_and_drops_the_matches(gave):
    assert gave["search"]["value"] is None
    wire = gave["search"]["wire"]
    assert wire["status"] == 200
    data = json.loads(wire["text"])["data"]
    assert data["total_count"] == len(data["matches"]) >= 1


def test_a_refused_search_raises_with_the_reason(gave):
    assert error_of(gave["search too long"]) == (
        "UnprocessableEntityError",
        422,
        "VALIDATION_ERROR",
    )


def test_subtitles_raise_in_the_sdk_because_it_takes_them_for_json(gave):
    for name in ("srt", "vtt", "txt"):
        assert gave[name]["raised"][0] == "ApiError"
        assert gave[name]["status"] == 200
    cues = pysrt.from_string(gave["srt"]["body"])
    assert cues
    assert all(len(line) <= 20 for cue in cues for line in cue.text.splitlines())
    assert gave["vtt"]["body"].startswith("WEBVTT")
    assert gave["txt"]["body"].strip()


def test_an_unknown_subtitle_format_raises_the_sdk_s_own_error(gave):
    assert error_of(gave["docx"]) == ("BadRequestError", 400, "UNSUPPORTED_FORMAT")


def test_the_sdk_asks_for_redacted_audio_and_drops_the_answer(gave):
    assert gave["redacted audio"]["value"] is None
    wire = gave["redacted audio"]["wire"]
    assert wire["status"] == 200
    assert json.loads(wire["text"])["data"]["status"] in ("available", "pending")


def test_the_sdk_uploads_and_drops_the_answer_and_the_file_can_be_used(gave):
    assert gave["upload"]["value"] is None
    wire = gave["upload"]["wire"]
    assert wire["status"] == 201
    uploaded = json.loads(wire["text"])["data"]
    assert uploaded["filename"] == SPEECH.name
    assert uploaded["size_bytes"] == SPEECH.stat().st_size
    created = gave["create of upload"]["value"]["data"]
    assert created["audio_metadata"]["url"] == uploaded["file_url"]


def test_the_sdk_deletes_once(gave):
    deleted = gave["delete"]["value"]["data"]

    assert deleted["deleted"] is True
    assert deleted["deleted_upstream"] is True
    assert error_of(gave["delete again"]) == ("ApiError", 404, "RESOURCE_NOT_FOUND")


def test_the_sdk_is_told_that_a_job_is_not_ready_and_can_delete_it_all_the_same(gave):
    not_ready = (409, "TRANSCRIPTION_NOT_READY")

    assert error_of(gave["paragraphs early"]) == ("ApiError", *not_ready)
    assert error_of(gave["subtitles early"]) == ("ConflictError", *not_ready)
    assert gave["paragraphs early"]["headers"]["retry-after"] == "2"
    assert gave["delete in work"]["value"]["data"]["deleted"] is True


def test_a_refused_audio_url_raises_with_the_reason(gave):
    assert error_of(gave["create wrong"]) == (
        "UnprocessableEntityError",
        422,
        "INVALID_AUDIO_URL",
    )
    details = gave["create wrong"]["body"]["error"]["details"]
    assert details["reason"] == "Audio URL must use HTTPS protocol"


def test_the_sdk_may_send_its_key_in_both_headers(gave):
    assert gave["list with both headers"]["value"]["success"] is True


def test_a_wrong_key_raises_with_the_code(gave):
    assert error_of(gave["list with a wrong key"]) == (
        "ApiError",
        401,
        "INVALID_API_KEY",
    )


def test_the_page_s_sdk_sample_creates_the_job_and_then_fails_on_its_own_answer(
    service, audio_server, client_python
):
    counted = "SELECT count(*) FROM transcriptions_transcription"
    [(before,)] = service.query(counted)
    code = sample("create_sdk.py", service, audio_server.audio_url)

    done = run([client_python, "-c", code], service)

    assert "AttributeError: 'dict' object has no attribute 'data'" in done.stderr
    assert service.query(counted) == [(before + 1,)]


@pytest.mark.skipif(not shutil.which("curl"), reason="There is no curl on the PATH")
def test_the_page_s_curl_sample_creates_a_job(service, audio_server):
    command = sample("create.sh", service, audio_server.audio_url)

    done = run(["bash", "-c", command], service)

    answer = json.loads(done.stdout)
    assert answer["success"] is True, answer
    job_id = answer["data"]["transcription_id"]
    assert service.job(job_id)["transcription_id"] == job_id


def test_the_page_s_requests_sample_creates_a_job(service, audio_server, client_python):
    code = sample("create.py", service, audio_server.audio_url)

    done = run([client_python, "-c", code], service)

    first, second = done.stdout.splitlines()
    job_id = first.removeprefix("Transcription ID: ")
    assert service.job(job_id)["transcription_id"] == job_id
    assert second == "Status: queued"


@pytest.mark.skipif(NODE is None, reason="There is no node on the PATH")
def test_the_page_s_javascript_sample_creates_a_job(service, audio_server):
    code = sample("create.js", service, audio_server.audio_url)

    done = run([NODE, "--input-type=module", "--eval", code], service)

    assert done.returncode == 0, done.stderr
    job_id = done.stdout.strip().removeprefix("Transcription ID: ")
    assert service.job(job_id)["transcription_id"] == job_id
