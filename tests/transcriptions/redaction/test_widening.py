from __future__ import annotations

import pytest

from transcriptions.redaction.widening import MOST, STEP, Widening


def rounded(widening):
    return [(round(start, 3), round(end, 3)) for start, end in widening.current]


@pytest.mark.parametrize(
    "heard, grown",
    [
        ((11.0, 11.1), (10, 11.15)),
        ((11.1, 11.4), (10, 11.45)),
        ((9.9, 10.05), (9.85, 11)),
        ((9.5, 9.7), (9.4, 11)),
        ((10.8, 10.9), (10, 11.15)),
    ],
)
def test_a_span_grows_in_steps_on_the_side_where_something_is_heard(heard, grown):
    widening = Widening([(10, 11)])

    assert widening.widen(0, heard)
    assert rounded(widening) == [grown]
    assert widening.widened == 1


def test_a_span_grows_to_the_limit_and_no_further():
    widening = Widening([(10, 11), (20, 21)])

    steps = 0
    while widening.widen(0, (widening.current[0][1], widening.current[0][1] + 0.01)):
        steps += 1

    assert steps == -(-MOST // STEP)
    assert rounded(widening) == [(10, 12), (20, 21)]
    assert widening.widen(0, (9.9, 10))


def test_a_span_never_begins_before_the_audio():
    widening = Widening([(0.1, 1)])

    assert widening.widen(0, (0.0, 0.1))
    assert widening.current[0][0] == 0
    assert not widening.widen(0, (0.0, 0.01))
