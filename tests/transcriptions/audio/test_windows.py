"""Cutting a stream into windows: nothing lost, nothing twice, cut where it is quiet."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcriptions.audio.decode import SAMPLE_RATE
from transcriptions.audio.windows import windows


def noise(seconds, seed=1):
    random = np.random.default_rng(seed)
    samples = random.uniform(-0.5, 0.5, round(seconds * SAMPLE_RATE))
    return samples.astype(np.float32)


def in_blocks(samples, size=2 * SAMPLE_RATE):
    return [samples[start : start + size] for start in range(0, len(samples), size)]


@settings(max_examples=100, deadline=None)
@given(
    lengths=st.lists(st.integers(0, 40_000), max_size=12),
    seconds=st.floats(0.1, 3.0),
    share=st.floats(0.0, 0.9),
)
def test_windows_hold_every_sample_once_in_order(lengths, seconds, share):
    blocks = [noise(length / SAMPLE_RATE, seed) for seed, length in enumerate(lengths)]
    search = seconds * share

    found = list(windows(blocks, seconds=seconds, search=search))

    joined = np.concatenate([np.empty(0, np.float32), *blocks])
    cut = np.concatenate([np.empty(0, np.float32), *(w.samples for w in found)])
    assert np.array_equal(cut, joined)
    limit = round(seconds * SAMPLE_RATE)
    assert all(0 < len(window.samples) <= limit for window in found)
    shortest = limit - round(search * SAMPLE_RATE)
    assert all(len(window.samples) >= shortest for window in found[:-1])
    ends = [0.0, *(window.end for window in found)]
    assert [window.start for window in found] == pytest.approx(ends[:-1])


def test_the_cut_falls_into_the_pause_before_the_limit():
    samples = noise(100)
    samples[52 * SAMPLE_RATE : round(52.4 * SAMPLE_RATE)] = 0

    first, second = windows(in_blocks(samples), seconds=60, search=10)

    assert 52.1 < first.end < 52.3
    assert second.start == first.end
    assert second.end == 100


def test_a_pause_outside_the_searched_part_is_not_used():
    samples = noise(100)
    samples[40 * SAMPLE_RATE : 41 * SAMPLE_RATE] = 0

    first, _ = windows(in_blocks(samples), seconds=60, search=10)

    assert 50 <= first.end <= 60


def test_in_silence_windows_are_as_long_as_they_may_be():
    samples = np.zeros(100 * SAMPLE_RATE, np.float32)

    first, _ = windows(in_blocks(samples), seconds=60, search=10)

    assert 59.7 < first.end <= 60


def test_a_file_that_fits_is_one_window():
    found = list(windows(in_blocks(noise(600))))

    assert [(window.start, window.end) for window in found] == [(0.0, 600.0)]


def test_one_block_may_hold_many_windows():
    ends = [window.end for window in windows([noise(50)], seconds=10, search=2)]

    assert len(ends) in (5, 6)
    assert ends[-1] == 50


def test_no_sound_makes_no_window():
    assert list(windows([])) == []
    assert list(windows([np.empty(0, np.float32)])) == []


@pytest.mark.parametrize(("seconds", "search"), [(10, 10), (10, -1), (0, 0)])
def test_a_search_as_long_as_the_window_is_refused(seconds, search):
    with pytest.raises(ValueError, match="shorter than a window"):
        list(windows([noise(1)], seconds=seconds, search=search))
