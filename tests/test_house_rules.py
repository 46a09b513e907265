"""Rules of the house that no linter knows."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPS = ("aitronos_site", "organizations", "billing", "transcriptions")
SOURCES = [
    path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]
FORBIDDEN_NAMES = {"utils", "helpers", "common", "services", "misc"}


def name_of(path):
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_module_is_named_by_its_topic_and_says_what_it_is(path):
    text = path.read_text()

    assert path.stem not in FORBIDDEN_NAMES
    assert text == "" or '"""' in text.splitlines()[0] or text.startswith("#!")
    assert len(text.splitlines()) <= 400


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"\basync_task\(", {"transcriptions/doorbell.py"}),
        (r"\bgroup_send\(", {"transcriptions/pump.py"}),
        (r"^\s*(import|from) (httpx|httpcore|requests|urllib\.request)\b",
         {"aitronos_site/lib/safe_http", "transcriptions/analysis/llm_client.py"}),
        (r"^\s*(import|from) av\b", {"transcriptions/audio"}),
        (r"@receiver\b", set()),
        (r"job\.status = |update\([^)]*\bstatus=", {"transcriptions/lifecycle/"}),
        (r"\bTransaction\(|SynapseBalance\.objects\.(create|update|get_or)",
         {"billing/ledger.py", "billing/models.py"}),
    ],
)  # fmt: skip
def test_what_has_one_place_is_done_in_no_other(pattern, allowed):
    found = {
        name_of(path)
        for path in SOURCES
        if re.search(pattern, path.read_text(), re.MULTILINE)
    }

    assert {f for f in found if not f.startswith(tuple(allowed) or ("-",))} == set()


def test_the_web_process_imports_neither_torch_nor_an_engine():
    """All that a request can reach: the ASGI application and every address."""
    code = (
        "import sys, aitronos_site.asgi\n"
        "from django.urls import get_resolver\n"
        "get_resolver().url_patterns\n"
        "import transcriptions.tasks\n"
        "bad = {'torch', 'whisperx', 'pocketsphinx', 'ctranslate2', 'transformers',\n"
        "       'faster_whisper', 'numpy', 'transcriptions.engines.choice'}\n"
        "print(sorted(bad & set(sys.modules)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "aitronos_site.settings"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.strip() == "[]"
