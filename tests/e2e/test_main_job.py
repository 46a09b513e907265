"""The main job as a user meets it: by command line and by curl."""

from __future__ import annotations

import json
import shutil
import subprocess

import jiwer
import pytest

from tests.speech import SPEECH, TRUTH, plain

pytestmark = pytest.mark.e2e


def word_error_rate(text):
    return jiwer.wer(plain(TRUTH), plain(text))


def curl(service, path, *arguments):
    """Call the API as the README shows; return `data` of the answer."""
    done = subprocess.run(
        [
            *("curl", "-sS", "--fail-with-body", "-H", f"X-API-Key: {service.api_key}"),
            *(*arguments, f"{service.url}/v1/audio/{path}"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)["data"]


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_an_uploaded_file_becomes_text_by_curl(service):
    file_url = curl(service, "files/upload", "-F", f"file=@{SPEECH}")["file_url"]
    order = {
        "organization_id": service.organization_id,
        "transcription_options": {"audio_url": file_url, "language": "en"},
    }
    asked = ("-H", "Content-Type: application/json", "-d", json.dumps(order))
    job_id = curl(service, "transcribe", *asked)["transcription_id"]

    job = curl(service, f"transcribe/{job_id}?wait=60")
    while job["status"] in ("queued", "processing"):
        job = curl(service, f"transcribe/{job_id}?wait=60")

    assert job["status"] == "completed"
    assert word_error_rate(job["result"]["text"]) <= 0.35
    assert job["result"]["engine"]["name"] == "pocketsphinx"


def test_a_file_becomes_text_by_the_command_line(service):
    done = service.manage("transcribe", str(SPEECH))

    assert word_error_rate(done.stdout) <= 0.35
    assert "100 %" in done.stderr


def test_the_command_line_writes_subtitles_to_a_file(service, tmp_path):
    output = tmp_path / "talk.srt"

    done = service.manage(
        "transcribe", str(SPEECH), "--format", "srt", "--output", str(output)
    )

    assert done.stdout == ""
    assert "00:00:0" in output.read_text()


def test_the_command_line_gives_times_and_confidence_as_json(service):
    done = service.manage("transcribe", str(SPEECH), "--format", "json")

    sentences = json.loads(done.stdout)["sentences"]
    assert all(s["start"] <= s["end"] for s in sentences)


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["/nowhere/talk.wav"], "There is no file"),
        (["http://example.com/talk.wav"], "must use HTTPS"),
        (["https://127.0.0.1/talk.wav"], "URL"),
        ([str(SPEECH), "--language", "klingon"], "klingon"),
        ([str(SPEECH), "--organization", "org_" + "0" * 32], "no such organization"),
        ([__file__], "not audio"),
    ],
)
def test_the_command_line_fails_with_the_reason(service, arguments, reason):
    done = service.manage("transcribe", *arguments, check=False)

    assert done.returncode != 0
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
