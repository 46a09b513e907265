"""GET …/{id}/subtitles/{format}; what it shares with its siblings is in test_paragraphs."""

from __future__ import annotations

import itertools

import pysrt
import pytest
import webvtt

from tests import factories
from tests.transcriptions.api.reading import MISSING, make_said, read


def text_of(cast, job, fmt, query=None):
    answer = read(cast, job.public_id, f"subtitles/{fmt}", query)
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


@pytest.mark.parametrize(
    ("fmt", "content_type"),
    [
        ("srt", "text/plain; charset=utf-8"),
        ("vtt", "text/vtt; charset=utf-8"),
        ("txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_format_has_its_type(acme, fmt, content_type):
    job = factories.make_completed(acme, texts=["Grüß Gott."])

    answer = read(acme, job.public_id, f"subtitles/{fmt}")

    assert answer["Content-Type"] == content_type
    assert "Grüß Gott." in answer.content.decode()


def test_subrip_and_webvtt_can_be_parsed_and_say_the_same(acme):
    job = factories.make_completed(acme, texts=["Hello there.", "It works."])

    subrip = pysrt.from_string(text_of(acme, job, "srt"))
    captions = webvtt.from_string(text_of(acme, job, "vtt")).captions

    said = "Hello there. It works."
    assert " ".join(cue.text for cue in subrip) == said
    assert " ".join(cue.text for cue in captions) == said
    assert subrip[0].start.ordinal == 0


@pytest.mark.parametrize("lines", [1, 2, 3])
@pytest.mark.parametrize("width", [20, 42, 60])
@pytest.mark.parametrize("chars", [0, 30, 512])
def test_the_limits_asked_for_are_kept(acme, lines, width, chars):
    texts = ["It was the best of times, it was the worst of times, we had all."] * 3
    job = factories.make_completed(acme, texts=texts)
    query = {
        "max_lines": lines,
        "max_chars_per_line": width,
        "chars_per_caption": chars,
    }

    cues = pysrt.from_string(text_of(acme, job, "srt", query))
    plain = text_of(acme, job, "txt", query).strip("\n").split("\n\n")

    assert [cue.text for cue in cues] == plain
    for cue in cues:
        assert len(cue.text.splitlines()) <= lines
        assert all(len(line) <= width for line in cue.text.splitlines())
        assert not chars or len(cue.text) <= chars
    assert all(a.end <= b.start for a, b in itertools.pairwise(cues))
    assert " ".join(" ".join(plain).split()) == " ".join(texts)


def test_speakers_are_named_when_it_is_asked_for(acme):
    speakers = [{"speaker": "A", "name": "Ann", "talk_seconds": 1.0, "words": 2}]
    job = make_said(acme, ("A", "Hello there."), ("B", "Hi."), speakers=speakers)

    labelled = {"speaker_labels": "true"}

    assert "\nAnn: Hello there.\n" in text_of(acme, job, "srt", labelled)
    assert "\nB: Hi.\n" in text_of(acme, job, "srt", labelled)
    assert "\n<v Ann>Hello there.\n" in text_of(acme, job, "vtt", labelled)
    assert "Ann" not in text_of(acme, job, "srt")
    assert "<v" not in text_of(acme, job, "vtt", {"speaker_labels": "false"})


@pytest.mark.parametrize("fmt", ["ass", "SRT", "json"])
def test_an_unknown_format_is_refused_in_json(acme, fmt):
    job = factories.make_completed(acme)

    answer = read(acme, job.public_id, f"subtitles/{fmt}")

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (400, "UNSUPPORTED_FORMAT")
    assert error["details"] == {
        "format": fmt,
        "supported_formats": ["srt", "vtt", "txt"],
    }


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("chars_per_caption", "-1"),
        ("chars_per_caption", "513"),
        ("max_lines", "0"),
        ("max_lines", "4"),
        ("max_chars_per_line", "19"),
        ("max_chars_per_line", "61"),
        ("max_chars_per_line", "wide"),
        ("speaker_labels", "perhaps"),
    ],
)
def test_a_bad_parameter_is_named(acme, name, value):
    job = factories.make_completed(acme)

    answer = read(acme, job.public_id, "subtitles/vtt", {name: value})

    error = answer.json()["error"]
    assert (answer.status_code, error["code"]) == (422, "VALIDATION_ERROR")
    assert list(error["details"]["fields"]) == [name]


@pytest.mark.parametrize("accept", ["text/vtt", "application/json", "image/png"])
def test_the_address_names_the_format_whatever_the_client_accepts(acme, accept):
    job = factories.make_completed(acme)

    answer = read(acme, job.public_id, "subtitles/vtt", Accept=accept)
    missing = read(acme, MISSING, "subtitles/vtt", Accept=accept)

    assert answer["Content-Type"] == "text/vtt; charset=utf-8"
    assert missing.status_code == 404
    assert missing.json()["error"]["code"] == "RESOURCE_NOT_FOUND"


def test_a_stranger_finds_nothing_in_any_format(acme, globex):
    job = factories.make_completed(acme)

    answers = [
        read(globex, job.public_id, f"subtitles/{fmt}")
        for fmt in ("srt", "vtt", "txt", "ass")
    ]

    assert {answer.status_code for answer in answers} == {404}
