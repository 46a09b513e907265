from __future__ import annotations

import json

from tests import factories
from transcriptions import command_line


def test_a_transcript_is_rendered_in_every_format_of_the_command(acme):
    job = factories.make_completed(acme, texts=["Hello there.", "It works."])

    files = {fmt: command_line.render(job, fmt) for fmt in command_line.FORMATS}

    assert set(files) == {"srt", "vtt", "txt", "json"}
    assert files["txt"] == "Hello there.\nIt works.\n"
    assert files["srt"].startswith("1\n00:00:00,000 --> ")
    assert files["vtt"].startswith("WEBVTT\n\n00:00:00.000 --> ")
    assert json.loads(files["json"])["text"] == "Hello there. It works."
