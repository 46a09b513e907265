"""The proof on a finished file: what it finds, by a real engine."""

from __future__ import annotations

import io
import json

import pytest

from tests.transcriptions.redaction.planted import numbers_in
from transcriptions.audio.redact import render
from transcriptions.engines.base import Aborted
from transcriptions.options import Format, Method
from transcriptions.redaction.hearing import Ears
from transcriptions.redaction.verification import Listener, Verification, check


def ignore(seconds):
    """Progress is not of interest here."""


def checked(planted, engine, kept, blanked, spans, *, report=ignore, cut=None):
    """Blank some spans in a file, and check if others are."""
    source, target = io.BytesIO(planted.wav()), io.BytesIO()
    how = {"method": Method.TONE, "format": Format.WAV}
    render(source, target, blanked, **how, on_progress=ignore)
    target = io.BytesIO(target.getvalue()[:cut])
    listener = Listener(Ears(engine, "en"), kept, report)
    return check(source, target, spans, listener, **how)


def test_the_engine_hears_the_planted_numbers(planted, words, kept):
    assert len(numbers_in(words, planted.spans)) >= 4
    assert numbers_in(kept, planted.spans, within=0) == []


def test_a_well_blanked_file_is_clean(planted, engine, kept, spans):
    findings = checked(planted, engine, kept, spans, spans)

    assert findings.clean
    assert findings == type(findings)(foreign=(), heard=(), drift=0.0)


def test_a_span_that_is_not_blanked_shows_in_the_samples(planted, engine, kept, spans):
    findings = checked(planted, engine, kept, spans[:1], spans)

    assert findings.foreign == spans[1:]
    assert not findings.clean


def test_a_digit_beside_a_span_is_heard(planted, engine, kept, spans):
    first, (start, end) = spans
    late = first, (start + 0.5, end)

    findings = checked(planted, engine, kept, late, late)

    assert findings.foreign == ()
    assert {index for index, _ in findings.heard} == {1}
    assert all(start - 0.2 < time[0] < start + 0.5 for _, time in findings.heard)


def test_a_file_that_is_shorter_is_not_clean(planted, engine, kept, spans):
    findings = checked(planted, engine, kept, spans, spans, cut=-3_200)

    assert findings.drift == pytest.approx(-0.1, abs=0.001)
    assert not findings.clean


def test_progress_comes_from_the_engine_too_and_may_stop_the_work(
    planted, engine, kept, spans
):
    told = []

    def report(seconds):
        told.append(seconds)
        if len(told) > 8:
            raise Aborted

    with pytest.raises(Aborted):
        checked(planted, engine, kept, spans, spans, report=report)

    assert len(told) == 9


def test_a_verification_is_told_in_json():
    told = Verification(False, 3, 1, ((1.23456, 2.0),), 0.00049).as_json()

    assert json.loads(json.dumps(told)) == {
        "passed": False,
        "spans_checked": 3,
        "widened": 1,
        "residual": [[1.235, 2.0]],
        "drift": 0.0,
    }
