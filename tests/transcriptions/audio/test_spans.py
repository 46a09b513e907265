from __future__ import annotations

import math
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from transcriptions.audio.spans import merged


def test_spans_that_touch_or_overlap_become_one():
    assert merged([(3, 4), (1, 2), (2, 2.5), (3.5, 5)]) == ((1, 2.5), (3, 5))


def test_spans_are_brought_into_the_audio():
    assert merged([(-1, 1), (5, 9), (10, 11)], duration=6) == ((0, 1), (5, 6))


def test_spans_without_length_are_dropped():
    assert merged([(2, 2), (4, 3), (math.nan, 1)]) == ()


times = st.floats(-5, 65)


@given(st.lists(st.tuples(times, times)), st.lists(times))
def test_a_moment_is_covered_as_it_was_before(spans, moments):
    found = merged(spans, duration=60)

    assert all(a[1] < b[0] for a, b in pairwise(found))
    for moment in moments:
        if 0 < moment < 60:
            before = any(start <= moment < end for start, end in spans)
            assert any(start <= moment < end for start, end in found) == before
