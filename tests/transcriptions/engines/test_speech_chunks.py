from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from tests.transcriptions.engines.speech import INVOICE, load, silence
from transcriptions.engines.speech_chunks import pcm16, speech_chunks


def test_silence_and_nothing_hold_no_speech():
    assert speech_chunks(silence(3)) == []
    assert speech_chunks(silence(0)) == []


def test_a_pause_separates_chunks_and_is_left_out():
    speech = load(INVOICE)
    samples = np.concatenate([silence(2), speech, silence(3), speech, silence(2)])

    first, second = speech_chunks(samples)

    assert first[0] / 16_000 == pytest.approx(2.0, abs=0.4)
    assert first[1] / 16_000 == pytest.approx(4.6, abs=0.5)
    assert second[0] / 16_000 == pytest.approx(7.6, abs=0.4)


def test_no_chunk_is_longer_than_asked_and_none_overlap():
    speech = np.tile(load(INVOICE)[4_000:-6_000], 12)

    chunks = speech_chunks(speech, longest=5.0)

    assert max(end - start for start, end in chunks) <= 5.0 * 16_000
    assert all(a[1] <= b[0] for a, b in pairwise(chunks))
    assert sum(end - start for start, end in chunks) == pytest.approx(
        len(speech), rel=0.05
    )


def test_samples_beyond_full_scale_are_clipped():
    samples = np.array([-2.0, 0.0, 2.0], np.float32)

    assert np.frombuffer(pcm16(samples), "<i2").tolist() == [-32767, 0, 32767]
