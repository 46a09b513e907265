"""The main job as a user meets it: by command line and by curl."""

from __future__ import annotations

import json

import jiwer
import pytest

from tests.speech import SPEECH, TRUTH, plain

pytestmark = pytest.mark.e2e


def word_error_rate(text):
    return jiwer.wer(plain(TRUTH), plain(text))


def test_an_uploaded_file_becomes_text_by_curl(service):
    job_id = service.create(service.upload(SPEECH))

    job = service.wait_for_end(job_id)

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
