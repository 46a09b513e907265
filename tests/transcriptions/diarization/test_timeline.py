from __future__ import annotations

import pytest

from transcriptions.diarization.evidence import HeardWindow, Piece
from transcriptions.diarization.segmentation import FIRST_FRAME, FRAME_SECONDS
from transcriptions.diarization.timeline import turns


def window(*pieces, chunks=(0.0,), start=0.0, seconds=5.0):
    """Pieces of (chunk, local voice, first frame, end frame)."""
    made = tuple(Piece(*piece, 1.0, None) for piece in pieces)
    return HeardWindow(start, seconds, chunks, 293, made)


def time(frame):
    return FIRST_FRAME + (frame - 0.5) * FRAME_SECONDS


def test_a_piece_becomes_a_turn():
    (turn,) = turns([window((0, 0, 60, 120), start=100.0)], [[0]])

    assert turn.speaker == "S1"
    assert turn.start == pytest.approx(100 + time(60), abs=1e-3)
    assert turn.end == pytest.approx(100 + time(120), abs=1e-3)


def test_labels_go_by_first_appearance():
    found = turns([window((0, 0, 10, 60), (0, 1, 80, 200))], [[1, 0]])

    assert [turn.speaker for turn in found] == ["S1", "S2"]


def test_overlapping_turns_both_stay():
    first, second = turns([window((0, 0, 10, 150), (0, 1, 100, 200))], [[0, 1]])

    assert first.end > second.start


def test_the_majority_of_chunks_decides_who_speaks():
    same = [(chunk, 0, 100 - 60 * chunk, 160 - 60 * chunk) for chunk in range(2)]
    at = 60 * FRAME_SECONDS
    three = window(*same, (2, 0, 100, 160), chunks=(0.0, at, 0.0))

    (turn,) = turns([three], [[0, 1, 1]])

    assert turn.start == pytest.approx(time(100), abs=1e-3)


def test_two_local_voices_of_one_speaker_count_once():
    found = turns([window((0, 0, 10, 150), (0, 1, 100, 200))], [[0, 0]])

    assert len(found) == 1


def test_who_is_unknown_gets_no_turn():
    assert turns([window((0, 0, 10, 60))], [[None]]) == ()
    assert turns([], []) == ()


def test_a_turn_goes_on_over_a_short_gap_and_the_border_of_windows():
    first = window((0, 0, 10, 100), (0, 0, 108, 294), seconds=4.95)
    second = window((0, 0, 0, 50), start=4.95)

    found = turns([first, second], [[0, 0], [0]])

    assert len(found) == 1


def test_no_turn_ends_after_its_window():
    (turn,) = turns([window((0, 0, 10, 293), seconds=2.0)], [[0]])

    assert turn.end == 2.0
