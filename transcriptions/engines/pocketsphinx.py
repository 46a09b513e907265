"""PocketSphinx: English speech recognition that needs no weights, network or GPU.

The embedded default. Speech is cut at its silences and decoded on all cores by child
processes, since the decoder holds Python's lock; the children live until `close`.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcriptions import languages
from transcriptions.engines.base import (
    SAMPLE_RATE,
    EngineInfo,
    EngineUnavailable,
    LanguageNotSupported,
    Progress,
    Recognition,
)
from transcriptions.engines.decoder_pool import DecoderPool
from transcriptions.engines.speech_chunks import (
    Span,
    levelled,
    pcm16,
    speech_chunks,
    voiced_spans,
)
from transcriptions.engines.voice import voiced_frames
from transcriptions.transcript import (
    Notice,
    Segment,
    Word,
    mean_confidence,
    tidy_words,
)

NAME = "pocketsphinx"
MODEL = "en-us"
VOCABULARY_NOT_USED = Notice(
    "VOCABULARY_NOT_USED",
    "The embedded engine cannot use the vocabulary: its dictionary is fixed.",
)


class PocketSphinxEngine:
    """One job at a time; `processes` defaults to the cores this process may use."""

    def __init__(self, processes: int | None = None) -> None:
        self.info = EngineInfo(NAME, MODEL, _installed_version())
        self._pool = DecoderPool(processes or len(os.sched_getaffinity(0)))

    @property
    def pids(self) -> list[int]:
        """Process ids of the decoders now alive."""
        return self._pool.pids

    def transcribe(
        self,
        samples: NDArray[np.float32],
        *,
        language: str,
        on_progress: Progress,
        vocabulary: Sequence[str] = (),
    ) -> Recognition:
        if not languages.accepts(NAME, language):
            raise LanguageNotSupported(
                f"The embedded engine understands English only, not '{language}'."
            )
        duration = len(samples) / SAMPLE_RATE
        on_progress(0.0)
        samples = levelled(samples)
        voiced = voiced_frames(samples)
        chunks = speech_chunks(samples, voiced)
        answers = self._decoded(samples, chunks, on_progress)
        on_progress(duration)
        segments = (
            _segment(words, span, duration)
            for words, span in zip(answers, chunks, strict=True)
        )
        return Recognition(
            segments=tuple(segment for segment in segments if segment.words),
            language=languages.ENGLISH,
            language_confidence=None,
            voiced=tuple(voiced_spans(samples, voiced)),
            notices=(VOCABULARY_NOT_USED,) if vocabulary else (),
        )

    def close(self) -> None:
        self._pool.close()

    def _decoded(
        self,
        samples: NDArray[np.float32],
        chunks: list[Span],
        on_progress: Progress,
    ) -> list[list[Any]]:
        """Return the words of every chunk, in the order of the chunks."""
        answers: list[list[Any]] = [[] for _ in chunks]
        share = len(samples) / SAMPLE_RATE / (_seconds(chunks) or 1.0)
        done = 0.0
        utterances = [pcm16(samples[start:end]) for start, end in chunks]
        running = self._pool.decode(utterances, lambda: on_progress(done * share))
        with closing(running):  # an exception must stop the children here and now
            for index, message in running:
                answers[index] = message["words"]
                done += _seconds([chunks[index]])
        return answers


def _installed_version() -> str:
    try:
        return version("pocketsphinx")
    except PackageNotFoundError as error:
        raise EngineUnavailable(
            "The Python package pocketsphinx is not installed; "
            "install it with `pip install pocketsphinx`."
        ) from error


def _seconds(spans: list[Span]) -> float:
    return sum(end - start for start, end in spans) / SAMPLE_RATE


def _segment(found: list[Any], span: Span, duration: float) -> Segment:
    begin, end = (sample / SAMPLE_RATE for sample in span)
    words = tidy_words(
        (
            Word(text, begin + start, begin + stop, round(confidence, 3))
            for text, start, stop, confidence in found
        ),
        duration=min(end, duration),
    )
    return Segment(
        text=" ".join(word.text for word in words),
        start=words[0].start if words else round(begin, 3),
        end=words[-1].end if words else round(end, 3),
        words=tuple(words),
        confidence=mean_confidence(words),
    )
