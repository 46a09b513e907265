"""A file with redacted audio that is proven, or none: settle, render, check.

The spans are settled on samples in memory, which is cheap; then the file is rendered,
and the proof is made on the file itself, as it will be served.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from transcriptions.audio.redact import render
from transcriptions.audio.spans import merged
from transcriptions.engines.base import Engine
from transcriptions.options import Format, Method
from transcriptions.redaction.hearing import Ears, Report
from transcriptions.redaction.verification import (
    Findings,
    Listener,
    Verification,
    check,
    settle,
)
from transcriptions.redaction.widening import Widening
from transcriptions.transcript import Span, Word

#: How often a file is rendered at most; a codec may let be heard what memory didn't.
ROUNDS = 3
#: The shares of the work, for the progress.
SETTLE, RENDER, CHECK = 0.55, 0.05, 0.4


@dataclass(frozen=True, slots=True)
class Redacted:
    """The spans that are blanked, the seconds of the file, and how it was checked."""

    spans: tuple[Span, ...]
    duration: float
    verification: Verification


@dataclass(frozen=True, slots=True)
class Form:
    """How redacted audio is made: what takes the spans' place, and the file's format."""

    method: Method = Method.TONE
    format: Format = Format.MP3


def redact(  # noqa: PLR0913
    source: BinaryIO,
    target: BinaryIO,
    spans: Sequence[Span],
    *,
    kept: Sequence[Word],
    form: Form,
    engine: Engine,
    language: str,
    on_progress: Report,
) -> Redacted:
    """Write the redacted audio of `source` into `target`, an empty file to read and write.

    `kept` are the transcript's words that are not redacted: these may be heard. Unless
    the verification passed, `target` is empty. `on_progress` gets seconds of the source,
    never falling and ending at its duration, at least as often as the engine reports;
    what it raises stops the work.

    Raises CorruptAudio, UnsupportedAudio, EngineError.
    """
    work = _Work(source, target, form, on_progress)
    try:
        return work.done(spans, kept, Ears(engine, language))
    except BaseException:
        _empty(target)
        raise


class _Work:
    def __init__(
        self, source: BinaryIO, target: BinaryIO, form: Form, on_progress: Report
    ) -> None:
        self._source, self._target, self._form = source, target, form
        self._progress = _Progress(on_progress)
        self._duration = 0.0

    def done(self, spans: Sequence[Span], kept: Sequence[Word], ears: Ears) -> Redacted:
        listener = Listener(ears, kept, self._progress)
        widening = Widening(spans)
        self._progress.phase(0.0, SETTLE)
        self._duration, stuck = settle(self._source, widening, listener)
        if stuck:
            return self._failed(widening, stuck)
        for _ in range(ROUNDS):
            findings = self._round(widening, listener)
            if findings.clean:
                return self._result(widening, (), passed=True, drift=findings.drift)
            residual = _residual(findings, widening)
            if not _may_help(findings, widening):
                break
        return self._failed(widening, residual, findings.drift)

    def _round(self, widening: Widening, listener: Listener) -> Findings:
        _empty(self._target)
        self._progress.phase(SETTLE * self._duration, RENDER)
        self._duration = render(
            self._source,
            self._target,
            widening.current,
            method=self._form.method,
            format=self._form.format,
            on_progress=self._progress,
        )
        self._progress.phase((SETTLE + RENDER) * self._duration, CHECK)
        return check(
            self._source,
            self._target,
            widening.current,
            listener,
            method=self._form.method,
            format=self._form.format,
        )

    def _failed(
        self, widening: Widening, residual: tuple[Span, ...], drift: float = 0.0
    ) -> Redacted:
        _empty(self._target)
        return self._result(widening, residual, passed=False, drift=drift)

    def _result(
        self,
        widening: Widening,
        residual: tuple[Span, ...],
        *,
        passed: bool,
        drift: float,
    ) -> Redacted:
        spans = merged(widening.current, duration=self._duration)
        self._progress.end(self._duration)
        return Redacted(
            spans,
            self._duration,
            Verification(passed, len(spans), widening.widened, residual, drift),
        )


def _residual(findings: Findings, widening: Widening) -> tuple[Span, ...]:
    heard = {widening.current[index] for index, _ in findings.heard}
    return merged([*findings.foreign, *heard])


def _may_help(findings: Findings, widening: Widening) -> bool:
    """Widen where something is heard; sound that the renderer left can't be helped."""
    grown = [widening.widen(index, time) for index, time in findings.heard]
    return not findings.foreign and any(grown)


def _empty(target: BinaryIO) -> None:
    target.seek(0)
    target.truncate()


class _Progress:
    """Turns the seconds of one phase into seconds of the whole work, never falling."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._begin, self._share, self._reached = 0.0, 1.0, 0.0

    def phase(self, begin: float, share: float) -> None:
        self._begin, self._share = begin, share

    def __call__(self, seconds: float) -> None:
        self.end(self._begin + self._share * seconds)

    def end(self, seconds: float) -> None:
        self._reached = max(self._reached, seconds)
        self._report(self._reached)
