"""Requests made up from the API's own description, against the whole service.

Schemathesis sends what the description allows and what it forbids, and compares each
answer with it: no 5xx, no status, header or shape that is not described, nothing
accepted that is forbidden, nothing answered without a key.
SCHEMA_EXAMPLES sets how many requests are made up for each operation.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import wave
from pathlib import Path

import pytest

from tests.e2e.conftest import Service

pytestmark = pytest.mark.e2e

EXAMPLES = int(os.environ.get("SCHEMA_EXAMPLES", "15"))
#: 422 is right for what only the service can judge, such as whether an address has audio.
JUDGED = [200, 201, 304, 401, 402, 403, 404, 409, 422]


@pytest.fixture(scope="module")
def unlimited(tmp_path_factory):
    with Service(
        tmp_path_factory.mktemp("schema"),
        RATE_LIMIT_PER_MINUTE="1000000",
        RATE_LIMIT_BURST="1000000",
    ) as running:
        yield running


@pytest.fixture(scope="module")
def upload(unlimited, tmp_path_factory):
    """The address of a second of silence."""
    path = tmp_path_factory.mktemp("audio") / "silence.wav"
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(16_000)
        out.writeframes(b"\0\0" * 16_000)
    return unlimited.upload(path)


def configuration(service, upload, folder):
    """What makes requests reach the code behind the checks: ids that are there."""
    kept, doomed = service.create(upload), [service.create(upload) for _ in range(9)]
    assert service.wait_for_end(kept)["status"] == "completed"
    return f"""
seed = 1
request-timeout = 70
continue-on-failure = true

[generation]
max-examples = {EXAMPLES}
deterministic = true
database = "none"

[auth.openapi]
apiKey = {{ api_key = "{service.api_key}" }}
bearer = {{ bearer = "{service.api_key}" }}

[reports.json]
path = "{folder}/report.json"

[dictionaries]
kept = {{ values = ["{kept}"] }}
doomed = {{ values = {json.dumps(doomed)} }}
files = {{ values = ["{upload.rpartition("/")[2]}"] }}
organizations = {{ values = ["{service.organization_id}"] }}
audio = {{ values = ["{upload}"] }}
languages = {{ values = ["en", "auto"] }}

[parameters]
"path.file_id" = {{ dictionary = "files", probability = 0.8 }}
"path.organization_id" = {{ dictionary = "organizations", probability = 0.8 }}
"path.transcription_id" = {{ dictionary = "kept", probability = 0.8 }}
"body.organization_id" = {{ dictionary = "organizations", probability = 0.9 }}
"body.transcription_options.audio_url" = {{ dictionary = "audio", probability = 0.9 }}
"body.transcription_options.language" = {{ dictionary = "languages", probability = 0.9 }}

[[operations]]
include-operation-id = ["delete_transcription", "cancel_transcription"]
parameters = {{ "path.transcription_id" = {{ dictionary = "doomed", probability = 0.9 }} }}

[[operations]]
include-operation-id = [
    "create_transcription", "quote_transcription", "upload_file", "search_transcript",
]
checks.positive_data_acceptance.expected-statuses = {json.dumps(JUDGED)}
"""


def test_the_service_answers_as_it_describes_itself(unlimited, upload, tmp_path):
    config = tmp_path / "schemathesis.toml"
    config.write_text(configuration(unlimited, upload, tmp_path))
    command = Path(sys.executable).with_name("schemathesis")

    done = subprocess.run(
        [
            *(command, "--config-file", config, "--no-color", "run"),
            unlimited.url + "/v1/openapi.json",
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
