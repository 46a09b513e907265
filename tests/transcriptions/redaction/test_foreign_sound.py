"""Sound in a blanked span that is neither tone nor silence is found."""

from __future__ import annotations

import io

import numpy as np
import pytest

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.audio.redact import render
from transcriptions.options import Format, Method
from transcriptions.redaction.foreign_sound import ForeignSound

WAYS = [(method, format) for method in Method for format in Format]


def rendered(planted, spans, method, format, **how):
    target = io.BytesIO()
    source = io.BytesIO(planted.wav(**how))
    report = lambda seconds: None  # noqa: E731
    render(source, target, spans, method=method, format=format, on_progress=report)
    return np.concatenate(list(decode(target, max_seconds=600)))


def found(planted, samples, spans, method, format, *, block=32_000):
    foreign = ForeignSound(spans, method, format)
    original = planted.samples
    for at in range(0, len(samples), block):
        foreign.look(at, original[at : at + block], samples[at : at + block])
    return foreign.found


@pytest.mark.parametrize("method, format", WAYS)
@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("block", [32_000, 3_333])
def test_a_rendered_file_holds_nothing_foreign(
    planted, method, format, channels, block
):
    spans = planted.spans
    samples = rendered(planted, spans, method, format, channels=channels)

    assert found(planted, samples, spans, method, format, block=block) == ()


@pytest.mark.parametrize("method, format", WAYS)
def test_a_span_that_was_not_blanked_is_found(planted, method, format):
    samples = rendered(planted, planted.spans[:1], method, format)

    left = found(planted, samples, planted.spans, method, format)

    assert left == planted.spans[1:]


@pytest.mark.parametrize("method, format", WAYS)
@pytest.mark.parametrize("seconds", [0.2, 0.3])
def test_a_moment_of_the_original_is_found(planted, method, format, seconds):
    (start, end), other = planted.spans
    blanked = [(start, end - seconds), other]
    samples = rendered(planted, blanked, method, format)

    left = found(planted, samples, planted.spans, method, format)

    assert left == ((start, end),)


@pytest.mark.parametrize("method, format", WAYS)
def test_a_soft_copy_under_the_tone_is_found(planted, method, format):
    start, end = (round(time * SAMPLE_RATE) for time in planted.spans[0])
    samples = rendered(planted, planted.spans, method, format)
    samples[start:end] += 0.05 * planted.samples[start:end]

    left = found(planted, samples, planted.spans, method, format)

    assert left == planted.spans[:1]


def test_silence_is_nothing_foreign_where_a_tone_was_wanted(planted):
    samples = rendered(planted, planted.spans, Method.SILENCE, Format.WAV)

    assert found(planted, samples, planted.spans, Method.TONE, Format.WAV) == ()
    samples = rendered(planted, planted.spans, Method.TONE, Format.WAV)
    assert found(planted, samples, planted.spans, Method.SILENCE, Format.WAV)
