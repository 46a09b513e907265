from __future__ import annotations

import resource
from collections import Counter
from itertools import count

import numpy as np
import pytest

from transcriptions.diarization.clustering import speakers
from transcriptions.diarization.evidence import HeardWindow, Piece

VOICES = {name: np.eye(256, dtype=np.float32)[at] for at, name in enumerate("ABCDE")}


def window(*said, noise=0.35, seed=1):
    """Pieces of (voice, seconds alone); a local voice each, four times as often as said."""
    rng, chunk = np.random.default_rng(seed), count()
    pieces = []
    for name, seconds in said:
        for _ in range(4):
            vector = VOICES[name] + noise * np.abs(rng.normal(0, 1, 256)) / 16
            unit = (vector / np.linalg.norm(vector)).astype(np.float32)
            pieces.append(Piece(next(chunk), 0, 0, 100, seconds, unit))
    return HeardWindow(
        0.0, 60.0, tuple(float(p.chunk) for p in pieces), 293, tuple(pieces)
    )


def partition(numbers, said):
    """Which voices each speaker has, from the numbers of four pieces a saying."""
    found = Counter()
    for (name, _), number in zip(
        [s for s in said for _ in range(4)], numbers, strict=True
    ):
        found[number, name] += 1
    return sorted(
        "".join(sorted(n for s, n in found if s == k)) for k in {s for s, _ in found}
    )


@pytest.mark.parametrize("expected", [None, 3])
def test_each_voice_becomes_a_speaker(expected):
    said = [("A", 2.0), ("B", 1.5), ("A", 3.0), ("C", 2.0), ("B", 2.0)]

    (found,) = speakers([window(*said)], expected)

    assert partition(found, said) == ["A", "B", "C"]


def test_speakers_are_the_same_in_all_windows():
    first, second = [("A", 2.0), ("B", 2.0)], [("B", 2.0), ("A", 2.0)]

    one, other = speakers([window(*first), window(*second, seed=2)], None)

    assert one[0] == other[-1] != one[-1] == other[0]


@pytest.mark.parametrize("expected", [2, 3, 10])
def test_one_voice_is_not_divided_because_more_were_expected(expected):
    said = [("A", 2.0)] * 6

    (found,) = speakers([window(*said)], expected)

    assert set(found) == {0}


def test_an_odd_instant_is_no_speaker_even_if_one_more_was_expected():
    said = [("A", 3.0), ("B", 3.0), ("C", 0.5)]

    (found,) = speakers([window(*said)], 3)

    assert len(set(found)) == 2


def test_more_voices_than_expected_are_merged():
    said = [("A", 2.0), ("B", 2.0), ("C", 2.0)]

    (found,) = speakers([window(*said)], 2)

    assert len(set(found)) == 2


def test_a_short_piece_follows_its_local_voice():
    known = window(("A", 3.0), ("B", 3.0))
    chunk = len(known.chunks)
    unclear = VOICES["A"] * 0.49 + VOICES["B"] * 0.51
    pieces = (
        *known.pieces,
        Piece(chunk, 1, 0, 60, 1.0, VOICES["A"]),
        Piece(chunk, 1, 70, 80, 0.1, None),
        Piece(chunk, 1, 90, 110, 0.3, unclear / np.linalg.norm(unclear)),
    )
    longer = HeardWindow(0.0, 60.0, (*known.chunks, 50.0), 293, pieces)

    (found,) = speakers([longer], None)

    assert found[-3:] == [found[0]] * 3


def test_a_voice_that_never_speaks_alone_has_no_speaker():
    silent = HeardWindow(0.0, 5.0, (0.0,), 293, (Piece(0, 0, 0, 9, 0.1, None),))

    assert speakers([silent], 2) == [[None]]
    assert speakers([], None) == []


def test_who_speaks_little_in_hours_is_still_a_speaker():
    said = [("A", 2.0)] * 1_000 + [("B", 2.0)] * 20 + [("A", 2.0)] * 1_000

    (found,) = speakers([window(*said)], None)

    assert partition(found, said) == ["A", "B"]


def test_hours_are_grouped_in_bounded_memory():
    rng = np.random.default_rng(1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    said = [(rng.choice(list("ABCD")), 2.0) for _ in range(2_000)]

    (found,) = speakers([window(*said)], None)

    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert partition(found, said) == ["A", "B", "C", "D"]
    assert grown < 100_000  # KiB
