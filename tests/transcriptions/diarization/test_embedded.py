from __future__ import annotations

import json
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from tests.transcriptions.diarization.dialogues import dialogue, error_rate
from transcriptions.diarization.base import DiarizationFailed
from transcriptions.transcript import SpeakerTurn

PROJECT = Path(__file__).parents[3]
TWO, THREE, FOUR = (
    ["slt", "rms"],
    ["slt", "awb", "kal16"],
    ["slt", "rms", "awb", "kal16"],
)


def ignore(_seconds):
    """A progress callback that takes no notice."""


@pytest.fixture(scope="module")
def heard(embedded):
    """What the diarizer heard of dialogues, and the truth, by number of voices."""
    found = {}
    for voices, turns in ((TWO, 6), (THREE, 7), (FOUR, 9)):
        samples, truth = dialogue(voices, turns)
        evidence = embedded.hear(samples, start=0.0, on_progress=ignore)
        found[len(voices)] = [evidence], truth
    return found


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("count", [2, 3, 4])
def test_it_tells_voices_apart_whether_it_knows_how_many_or_not(
    embedded, heard, count, told
):
    evidence, truth = heard[count]

    turns = embedded.turns(evidence, expected=count if told else None)

    assert error_rate(truth, turns) <= 0.10
    assert len({turn.speaker for turn in turns}) == count


@pytest.mark.parametrize("expected", [3, 4, 10])
def test_it_invents_no_speakers_when_told_that_there_are_more(
    embedded, heard, expected
):
    evidence, truth = heard[2]

    turns = embedded.turns(evidence, expected=expected)

    assert error_rate(truth, turns) <= 0.10


def test_it_merges_those_most_alike_when_told_that_there_are_fewer(embedded, heard):
    evidence, _ = heard[3]

    turns = embedded.turns(evidence, expected=1)

    assert {turn.speaker for turn in turns} == {"S1"}


def test_turns_are_in_order_and_labelled_by_first_appearance(embedded, heard):
    turns = embedded.turns(heard[4][0], expected=None)

    assert all(one.start <= next_.start for one, next_ in pairwise(turns))
    labels = list(dict.fromkeys(turn.speaker for turn in turns))
    assert labels == ["S1", "S2", "S3", "S4"]


def test_evidence_is_small_json_that_another_process_can_use(embedded, heard):
    (evidence,), truth = heard[2]

    stored = json.dumps(evidence)
    turns = embedded.turns([json.loads(stored)], expected=None)

    assert turns == embedded.turns([evidence], expected=None)
    assert len(stored) / truth[-1].end < 1000  # bytes a second


def test_speakers_are_the_same_from_window_to_window(embedded):
    samples, truth = dialogue(TWO, 6)
    cut = round((truth[3].end + 0.05) * 16_000)

    first = embedded.hear(samples[:cut], start=0.0, on_progress=ignore)
    second = embedded.hear(samples[cut:], start=cut / 16_000, on_progress=ignore)
    turns = embedded.turns([first, second], expected=None)

    assert error_rate(truth, turns) <= 0.10


def test_two_who_speak_at_once_are_both_heard(embedded):
    samples, truth = dialogue(TWO, 6, gaps=(0.4, -0.9))

    evidence = embedded.hear(samples, start=0.0, on_progress=ignore)
    turns = embedded.turns([evidence], expected=2)

    assert error_rate(truth, turns) <= 0.20
    assert any(after.start < before.end - 0.2 for before, after in pairwise(turns))


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.float32),
        np.zeros(100, np.float32),
        np.zeros(12 * 16_000, np.float32),
        np.random.default_rng(1).normal(0, 0.01, 8 * 16_000).astype(np.float32),
    ],
    ids=["nothing", "an instant", "silence", "noise"],
)
def test_where_nobody_speaks_there_are_no_turns(embedded, samples):
    evidence = embedded.hear(samples, start=0.0, on_progress=ignore)

    assert embedded.turns([evidence], expected=2) == ()


def test_a_short_answer_alone_is_one_turn(embedded):
    samples, truth = dialogue(["slt"], 1)

    evidence = embedded.hear(samples[: 3 * 16_000], start=10.0, on_progress=ignore)
    (turn,) = embedded.turns([evidence], expected=None)

    assert turn.speaker == "S1"
    assert turn.start == pytest.approx(10 + truth[0].start, abs=0.1)


def test_progress_rises_to_the_length_of_the_window(embedded):
    samples = np.zeros(25 * 16_000, np.float32)
    done: list[float] = []

    embedded.hear(samples, start=50.0, on_progress=done.append)

    assert done == sorted(done)
    assert (done[0], done[-1]) == (0.0, 25.0)
    assert len(done) > 3


def test_what_the_progress_callback_raises_ends_the_work(embedded):
    class Stop(Exception):
        pass

    def stop(_seconds):
        raise Stop

    with pytest.raises(Stop):
        embedded.hear(np.zeros(16_000, np.float32), start=0.0, on_progress=stop)


def test_evidence_of_another_version_is_refused(embedded):
    with pytest.raises(DiarizationFailed):
        embedded.turns([{"version": 0}], expected=None)


def test_there_are_no_turns_without_evidence(embedded):
    assert embedded.turns([], expected=None) == ()


def test_it_imports_neither_pyannote_nor_whisperx():
    code = (
        "import sys; from transcriptions.diarization.embedded import EmbeddedDiarizer;"
        "EmbeddedDiarizer();"
        "sys.exit(bool({'pyannote.audio', 'whisperx', 'resemblyzer'} & {*sys.modules}))"
    )

    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT).returncode == 0


def test_the_error_rate_counts_misses_inventions_and_confusions():
    truth = [SpeakerTurn(0, 4, "a"), SpeakerTurn(4, 8, "b")]

    def rate(*spans):
        return error_rate(truth, [SpeakerTurn(*span) for span in spans])

    assert rate((0, 4, "S2"), (4, 8, "S1")) == 0
    assert rate((0, 4, "S1")) == pytest.approx(0.5)
    assert rate((0, 8, "S1")) == pytest.approx(0.5)
    assert rate((0, 4, "S1"), (4, 8, "S2"), (8, 10, "S2")) == pytest.approx(0.25)
    assert rate() == 1
