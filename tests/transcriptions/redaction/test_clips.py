"""The clips that a check listens to, cut out of streams of blocks."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transcriptions.audio.decode import SAMPLE_RATE
from transcriptions.audio.spans import merged
from transcriptions.redaction.clips import (
    LONGEST,
    Together,
    cut,
    planned,
    silenced,
)


def blocks(samples, size=32_000):
    return [samples[at : at + size] for at in range(0, len(samples), size)]


def ramp(seconds):
    return np.arange(round(seconds * SAMPLE_RATE), dtype=np.float32)


def test_a_clip_holds_two_seconds_beside_its_span():
    assert planned([(10, 11), (30, 32)]) == [(8, 13), (28, 34)]


def test_neighbouring_spans_share_a_clip():
    assert planned([(0.5, 1), (4, 5)]) == [(0, 7)]


def test_clips_that_would_grow_too_long_are_parted():
    spans = [(at, at + 1.0) for at in range(0, 100, 3)]

    clips = planned(spans)

    assert max(end - start for start, end in clips) <= LONGEST
    for start, end in spans:
        assert any(a <= max(0, start - 2) and end + 2 <= b for a, b in clips)


def test_of_a_long_span_only_the_ends_are_heard():
    assert planned([(100, 1000)]) == [(98, 112), (988, 1002)]


def test_streams_that_end_early_go_on_as_silence():
    together = Together(blocks(ramp(5)), blocks(ramp(3)))

    (clip,) = cut(together, [(2.5, 4.5)])

    first, second = clip.streams
    assert np.array_equal(first, ramp(5)[40_000:72_000])
    assert np.array_equal(second[:8_000], ramp(3)[40_000:])
    assert not second[8_000:].any()
    assert together.samples == [5 * SAMPLE_RATE, 3 * SAMPLE_RATE]
    assert together.seconds == 5


def test_a_span_is_silenced_in_a_copy_of_the_clip():
    samples = np.ones(32_000, np.float32)

    found = silenced(samples, 9.0, [(8.0, 9.5), (10.5, 20.0)])

    assert samples.all()
    assert np.flatnonzero(found).tolist() == list(range(8_000, 24_000))


times = st.floats(0, 90)


@given(st.lists(st.tuples(times, times), max_size=12), st.floats(0.1, 100))
def test_clips_hold_the_samples_of_their_time(spans, seconds):
    samples = ramp(seconds)
    clips = planned(merged(spans))

    found = list(cut(Together(blocks(samples)), clips))

    assert len(found) == sum(round(s * SAMPLE_RATE) < len(samples) for s, _ in clips)
    for clip, (start, end) in zip(found, clips, strict=False):
        first = round(start * SAMPLE_RATE)
        assert clip.start == first / SAMPLE_RATE
        expected = samples[first : round(end * SAMPLE_RATE)]
        assert np.array_equal(clip.streams[0], expected)
