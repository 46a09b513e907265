"""WhisperX on small real models: who said what and when, by the API and on the page.

All of the service's processes are denied the network; every word and turn is known.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

import jiwer
import pytest

from tests.e2e.conftest import Service
from tests.e2e.test_browser import chromium, expect, signed_in  # noqa: F401
from tests.micro_models import ALIGNER, WHISPER
from tests.micro_models.speech import dialogue, write_wav

pytestmark = pytest.mark.e2e

NO_NETWORK = Path(__file__).with_name("no_network")


@pytest.fixture(scope="module")
def conversation():
    return dialogue(7, ("slt", "rms"), seconds=40)


@pytest.fixture(scope="module")
def refused_calls(tmp_path_factory):
    return tmp_path_factory.mktemp("network") / "refused"


@pytest.fixture(scope="module")
def offline(tmp_path_factory, refused_calls):
    home = tmp_path_factory.mktemp("offline")
    environment = {
        "TRANSCRIPTION_ENGINE": "whisperx",
        "WHISPERX_MODEL": str(WHISPER),
        "WHISPERX_ALIGN_MODELS": f"en={ALIGNER}",
        "HF_HUB_OFFLINE": "true",
        "DIARIZER": "embedded",
        "PYTHONPATH": str(NO_NETWORK),
        "REFUSED_CALLS": str(refused_calls),
    }
    with Service(home, **environment) as running:
        yield running


@pytest.fixture(scope="module")
def job(offline, conversation, tmp_path_factory):
    path = write_wav(tmp_path_factory.mktemp("talk") / "dialogue.wav", conversation)
    job_id = offline.create(
        offline.upload(path), speaker_analysis={"diarization_enabled": True}
    )
    assert offline.wait_for_end(job_id, 180)["status"] == "completed"
    return offline.call("GET", f"/v1/audio/transcribe/{job_id}?include=words")[1][
        "data"
    ]


def test_the_words_are_those_that_were_said(job, conversation):
    assert jiwer.wer(conversation.text, job["result"]["text"].lower()) <= 0.10


def test_the_words_begin_when_they_were_said(job, conversation):
    said = [(word.text, word.start) for word in conversation.words]
    heard = [(word["text"], word["start"]) for word in job["result"]["words"]]

    errors = [
        abs(start - heard[at][1])
        for (text, start), at in zip(said, matches(said, heard), strict=True)
        if at is not None
    ]

    assert len(errors) >= 0.9 * len(said)
    assert median(errors) <= 0.15


@pytest.mark.filterwarnings("ignore")  # pyannote warns as it is imported
def test_the_speakers_are_told_apart(job, conversation):
    from pyannote.core import Annotation, Segment
    from pyannote.metrics.diarization import DiarizationErrorRate

    truth, found = Annotation(), Annotation()
    for at, turn in enumerate(conversation.turns):
        truth[Segment(turn.start, turn.end), at] = turn.voice
    for at, utterance in enumerate(job["result"]["utterances"]):
        found[Segment(utterance["start"], utterance["end"]), at] = utterance["speaker"]

    # The library's collar is the whole of it: 0.25 s on either side of a border.
    assert DiarizationErrorRate(collar=0.5)(truth, found) <= 0.15
    assert [s["speaker"] for s in job["result"]["speakers"]] == ["S1", "S2"]
    assert {word["speaker"] for word in job["result"]["words"]} <= {"S1", "S2", None}


def test_the_result_names_what_made_it(job):
    assert job["result"]["engine"]["name"] == "whisperx"
    assert [notice["code"] for notice in job["result"]["quality"]["warnings"]] == []


@pytest.mark.browser
def test_the_page_shows_the_words_by_speaker(chromium, offline, job):  # noqa: F811
    utterances = job["result"]["utterances"]

    with signed_in(chromium, offline) as page:
        page.goto(f"/transcriptions/{job['transcription_id']}")

        expect(page.get_by_text("Speaker 1", exact=True).first).to_be_visible()
        expect(page.get_by_text("Speaker 2", exact=True).first).to_be_visible()
        shown = " ".join(page.locator("body").inner_text().lower().split())
        for utterance in utterances:
            assert utterance["text"].lower().split()[0] in shown


def test_no_process_called_anybody_outside(job, refused_calls):
    assert not refused_calls.exists() or refused_calls.read_text() == ""


def matches(said, heard):
    """For each word that was said, the place where it was heard, or None."""
    from difflib import SequenceMatcher

    found = [None] * len(said)
    texts = [text for text, _ in said], [text.lower().strip(".,") for text, _ in heard]
    for block in SequenceMatcher(
        a=texts[0], b=texts[1], autojunk=False
    ).get_matching_blocks():
        for step in range(block.size):
            found[block.a + step] = block.b + step
    return found
