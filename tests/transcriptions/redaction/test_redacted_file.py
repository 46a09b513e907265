"""The whole way with a real engine: settled, rendered and proven, or no file at all."""

from __future__ import annotations

import io
import logging
import random

import numpy as np
import pytest

from tests.audio_files import make_audio
from tests.transcriptions.redaction.planted import dialogue, numbers_in, words_of
from transcriptions.audio.container import UnsupportedAudio
from transcriptions.audio.decode import decode
from transcriptions.engines.base import Aborted, Recognition
from transcriptions.options import Format, Method
from transcriptions.redaction.redacted_file import Form, redact
from transcriptions.transcript import Segment, Word


def redacted(planted, engine, kept, spans, *, form=None, report=lambda seconds: None):
    target = io.BytesIO()
    found = redact(
        io.BytesIO(planted.wav()),
        target,
        spans,
        kept=kept,
        form=form or Form(),
        engine=engine,
        language="en",
        on_progress=report,
    )
    return found, target.getvalue()


def decoded(data):
    return np.concatenate(list(decode(io.BytesIO(data), max_seconds=600)))


@pytest.mark.parametrize(
    "method, format", [(Method.TONE, Format.MP3), (Method.SILENCE, Format.WAV)]
)
def test_numbers_are_heard_no_more_and_the_rest_is_as_it_was(
    planted, engine, kept, words, spans, method, format
):
    form = Form(method=method, format=format)
    found, data = redacted(planted, engine, kept, spans, form=form)

    samples = decoded(data)
    assert found.verification.passed
    assert found.verification.spans_checked == 2
    assert found.duration == pytest.approx(len(planted.samples) / 16_000, abs=0.001)
    assert abs(len(samples) - len(planted.samples)) <= 0.02 * 16_000
    assert numbers_in(words, planted.spans)
    if format is Format.MP3:
        assert numbers_in(words_of(engine, samples), planted.spans) == []
    else:
        same = np.abs(samples - planted.pcm.astype(np.float32) / 32768) < 1e-6
        for start, end in found.spans:
            same[int(start * 16_000) : int(end * 16_000) + 1] = True
        assert same.all()


def test_a_span_with_wrong_edges_grows_until_no_digit_is_heard(engine, kept):
    planted = dialogue([("slt", 7)])
    (start, end) = planted.spans[0]
    wrong = start + 0.35, end + 0.35

    found, data = redacted(planted, engine, kept, [wrong])

    assert found.verification.passed
    assert found.verification.widened == 1
    assert numbers_in(words_of(engine, decoded(data)), planted.spans) == []
    (grown,) = found.spans
    assert wrong[0] - 1 <= grown[0] <= wrong[0] - 0.15


class Parrot:
    """An engine that hears a secret in a span, and after it however wide it is."""

    secret = "hunter7"

    def transcribe(self, samples, *, language, on_progress, vocabulary=()):
        on_progress(len(samples) / 16_000)
        # Clips begin two seconds before a span.
        at = (40_000 + np.argmax(np.abs(samples[40_000:]) > 0)) / 16_000
        word = Word(self.secret, at, at + 0.2, 0.9)
        segment = Segment(self.secret, at, at + 0.2, (word,))
        return Recognition((segment,), "en", None, ((at, at + 0.2),))


def test_what_is_heard_however_wide_the_span_fails_and_leaves_no_file(
    planted, kept, caplog
):
    caplog.set_level(logging.DEBUG)

    found, data = redacted(planted, Parrot(), kept, planted.spans[:1])

    assert data == b""
    assert not found.verification.passed
    assert found.verification.residual
    assert "hunter" not in repr(found) + caplog.text
    start, end = planted.spans[0]
    assert start - 1.001 <= found.spans[0][0] and found.spans[0][1] <= end + 1.001


class Moody(Parrot):
    """Hears nothing until the file is rendered, then the secret."""

    def __init__(self, calls):
        self.calls = calls

    def transcribe(self, samples, **how):
        self.calls -= 1
        if self.calls >= 0:
            return Recognition((), "en", None, ())
        return super().transcribe(samples, **how)


def test_the_finished_file_is_heard_even_if_memory_was_clean(planted, kept):
    found, data = redacted(planted, Moody(2), kept, planted.spans[:1])

    assert data == b""
    assert not found.verification.passed


def test_nothing_to_blank_still_gives_a_file_of_the_same_length(planted, engine, kept):
    found, data = redacted(planted, engine, kept, [])

    assert found.verification.passed
    assert found.spans == ()
    assert len(decoded(data)) == len(planted.samples)


def test_progress_never_falls_and_ends_at_the_duration(planted, engine, kept, spans):
    told = []

    found, _ = redacted(planted, engine, kept, spans, report=told.append)

    assert told == sorted(told)
    assert told[-1] == pytest.approx(found.duration)


@pytest.mark.parametrize("share", [0.1, 0.57, 0.9])
def test_what_progress_raises_stops_the_work_and_leaves_no_file(
    planted, engine, kept, spans, share
):
    target, limit = io.BytesIO(), share * len(planted.samples) / 16_000

    def report(seconds):
        if seconds > limit:
            raise Aborted

    with pytest.raises(Aborted):
        redact(
            io.BytesIO(planted.wav()),
            target,
            spans,
            kept=kept,
            form=Form(),
            engine=engine,
            language="en",
            on_progress=report,
        )

    assert target.getvalue() == b""


def test_a_damaged_source_is_blanked_at_the_same_times(tmp_path, planted, engine):
    """The words' times are those of the decoded audio, which damage makes shorter."""
    path = make_audio(tmp_path / "a.mp3", "mp3", seconds=12, sound="tone")
    data = bytearray(path.read_bytes())
    for at in (0.3, 0.31, 0.32):
        start = round(len(data) * at)
        data[start : start + 400] = random.Random(7).randbytes(400)
    target = io.BytesIO()

    found = redact(
        io.BytesIO(bytes(data)),
        target,
        [(8.0, 9.0)],
        kept=[],
        form=Form(Method.SILENCE, Format.WAV),
        engine=engine,
        language="en",
        on_progress=lambda seconds: None,
    )

    samples = decoded(target.getvalue())
    assert found.verification.passed
    assert len(samples) == len(decoded(bytes(data)))
    assert not samples[round(8.01 * 16_000) : round(8.99 * 16_000)].any()
    assert np.abs(samples[round(9.01 * 16_000) :][:1_600]).max() > 0.2


def test_a_source_that_is_no_audio_is_refused(planted, engine, kept):
    target = io.BytesIO(b"what was there")

    with pytest.raises(UnsupportedAudio):
        redact(
            io.BytesIO(b"Four score and seven years ago"),
            target,
            planted.spans,
            kept=kept,
            form=Form(),
            engine=engine,
            language="en",
            on_progress=lambda seconds: None,
        )

    assert target.getvalue() == b""
