from __future__ import annotations

import json

import numpy as np
import pytest

from transcriptions.diarization.base import DiarizationFailed
from transcriptions.diarization.evidence import HeardWindow, Piece, from_json, to_json


def unit(seed):
    vector = np.maximum(np.random.default_rng(seed).normal(0, 1, 256), 0)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def test_what_was_heard_survives_being_stored():
    pieces = (Piece(0, 2, 5, 90, 1.25, unit(1)), Piece(1, 0, 0, 293, 0.1, None))
    window = HeardWindow(600.5, 6.0, (0.0, 1.0), 293, pieces)

    found = from_json(json.loads(json.dumps(to_json(window))))

    assert (found.start, found.seconds, found.chunks) == (600.5, 6.0, (0.0, 1.0))
    first, second = found.pieces
    assert (first.chunk, first.voice, first.begin, first.end) == (0, 2, 5, 90)
    assert first.alone == 1.25
    assert first.embedding @ unit(1) > 0.9999
    assert np.linalg.norm(first.embedding) == pytest.approx(1, abs=1e-5)
    assert second.embedding is None


def test_other_evidence_is_refused():
    with pytest.raises(DiarizationFailed) as failure:
        from_json({"start": 0.0, "seconds": 3.0})

    assert "version" in failure.value.system_message
