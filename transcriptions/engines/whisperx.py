"""WhisperX: speech recognition in about a hundred languages, on a CPU or a GPU.

Keeps a CTranslate2 Whisper model, and an aligner for each of the latest languages,
which gives words their times and confidence. Where a language has none, words are
spread over the voiced part of their segment, and a notice says so.
"""

from __future__ import annotations

import logging
import math
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from transcriptions import languages
from transcriptions.engines import (
    devices,
    environment,
    loops,
    vocabulary,
    whisper_weights,
)
from transcriptions.engines.alignment import Aligner, Aligners, is_out_of_memory
from transcriptions.engines.background import BackgroundWork, Report
from transcriptions.engines.base import (
    SAMPLE_RATE,
    EngineError,
    EngineInfo,
    EngineUnavailable,
    LanguageNotSupported,
    Progress,
    Recognition,
)
from transcriptions.engines.word_times import spread_words
from transcriptions.quality import Flag
from transcriptions.repetition import is_repetitive
from transcriptions.transcript import Notice, Segment, Word, mean_confidence

if TYPE_CHECKING:
    from transcriptions.engines.whisper_pipeline import (
        Chunk,
        Decoded,
        WhisperPipeline,
    )

logger = logging.getLogger(__name__)

NAME = "whisperx"
CHUNK_SECONDS = 30.0  # what Whisper's encoder takes at once
DETECTORS = ("pyannote", "silero")
DETECTION_POINTS = (0.15, 0.5, 0.85)  # of the chunks with voice
DECODING_SHARE = 0.7  # of the work, where alignment follows

Samples = NDArray[np.float32]


class WhisperXEngine:
    """One job at a time; the model runs in one background thread of the engine.

    A batch that does not fit into a GPU's memory is tried once more in halves; what
    fails then is an EngineError that may pass.
    """

    def __init__(  # noqa: PLR0913
        self,
        model: str,
        *,
        device: str = "auto",
        compute_type: str = "auto",
        batch_size: int = 8,
        threads: int = 0,
        download_root: Path | None = None,
        offline: bool = False,
        vad: str = "pyannote",
        align_models: Mapping[str, str] | None = None,
        chunk_seconds: float = CHUNK_SECONDS,
    ) -> None:
        if vad not in DETECTORS:
            raise EngineUnavailable(
                f"Unknown voice detector '{vad}': use one of {', '.join(DETECTORS)}."
            )
        weights = whisper_weights.require(model, download_root, offline=offline)
        environment.prepare(download_root, offline=offline)
        self._batch_size = batch_size
        device = devices.device(device)
        self._aligners = Aligners(
            align_models or {},
            device=device,
            download_root=download_root,
            offline=offline,
        )
        self._pipeline = _load(
            weights,
            device=device,
            compute_type=_compute_type(compute_type, device),
            threads=threads or len(os.sched_getaffinity(0)),
            vad=vad,
            chunk_seconds=chunk_seconds,
        )
        name = weights.name if Path(model).is_dir() else model
        self.info = EngineInfo(NAME, name, version("whisperx"), device)
        self._work = BackgroundWork("whisperx")

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str,
        on_progress: Progress,
        vocabulary: Sequence[str] = (),
    ) -> Recognition:
        if not languages.accepts(NAME, language):
            raise LanguageNotSupported(f"Whisper does not know language '{language}'.")
        seconds = len(samples) / SAMPLE_RATE

        def advance(share: float) -> None:
            on_progress(share * seconds)

        advance(0.0)
        recognition = self._work.run(
            lambda report: self._guarded(samples, language, vocabulary, report), advance
        )
        advance(1.0)
        return recognition

    def close(self) -> None:
        self._work.close()

    def _guarded(
        self, samples: Samples, language: str, terms: Sequence[str], report: Report
    ) -> Recognition:
        try:
            return self._recognize(samples, language, terms, report)
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(system_message=f"WhisperX failed: {error}") from error

    def _recognize(
        self, samples: Samples, language: str, terms: Sequence[str], report: Report
    ) -> Recognition:
        self._pipeline.forget()
        chunks = self._pipeline.chunks(samples)
        report(0.0)
        spoken, confidence = self._language(samples, chunks, language)
        report(0.0)
        hotwords, notices = vocabulary.prompt(terms, self._pipeline.count_tokens)
        aligner = self._aligners.get(spoken) if chunks else None
        share = DECODING_SHARE if aligner else 1.0
        job = _Job(self._pipeline, samples, spoken, aligner, self._batch_size)
        heard = job.heard(chunks, hotwords, lambda done: report(done * share))
        segments, unaligned = _segments(
            samples,
            heard,
            aligner,
            lambda done: report(share + done * (1 - share)),
        )
        return Recognition(
            segments=tuple(segments),
            language=spoken,
            language_confidence=confidence,
            voiced=tuple(span for chunk in chunks for span in chunk.spans),
            notices=(*notices, *_estimated(unaligned, spoken, aligner)),
        )

    def _language(
        self, samples: Samples, chunks: Sequence[Chunk], language: str
    ) -> tuple[str, float | None]:
        if language in (languages.AUTO, languages.ENGLISH):
            if self._pipeline.is_multilingual:
                return self._detected(samples, chunks)
            return languages.ENGLISH, None
        if not self._pipeline.knows(language):
            raise LanguageNotSupported(
                f"Model {self.info.model} does not know language '{language}'."
            )
        return language, None

    def _detected(
        self, samples: Samples, chunks: Sequence[Chunk]
    ) -> tuple[str, float | None]:
        """Let up to three places with voice vote, by how much voice each one has."""
        if not chunks:
            return languages.ENGLISH, None
        places = sorted({int(point * len(chunks)) for point in DETECTION_POINTS})
        votes: defaultdict[str, float] = defaultdict(float)
        for chunk in (chunks[place] for place in places):
            start, end = (int(at * SAMPLE_RATE) for at in (chunk.start, chunk.end))
            heard = self._pipeline.language_probabilities(samples[start:end])
            for language, probability in heard.items():
                votes[language] += probability * chunk.voiced_seconds
        language = max(votes, key=lambda one: votes[one])
        return language, round(votes[language] / (sum(votes.values()) or 1.0), 3)


class _Job:
    """Decodes the chunks of one window."""

    def __init__(
        self,
        pipeline: WhisperPipeline,
        samples: Samples,
        language: str,
        aligner: Aligner | None,
        batch_size: int,
    ) -> None:
        self._pipeline = pipeline
        self._samples = samples
        self._language = language
        self._aligner = aligner
        self._batch_size = batch_size

    def heard(
        self, chunks: Sequence[Chunk], hotwords: str | None, report: Report
    ) -> list[tuple[Chunk, Decoded]]:
        """Return the chunks with text, decoded anew where the text is a loop."""
        options = {"hotwords": hotwords}
        decoded = self._decoded(chunks, options, report)
        looped = [at for at, one in enumerate(decoded) if is_repetitive(one.text)]
        again = self._decoded(
            [chunks[at] for at in looped], loops.REDECODING, lambda _: report(1.0)
        )
        for at, second in zip(looped, again, strict=True):
            if self._is_better(chunks[at], decoded[at], second):
                decoded[at] = second
        return [pair for pair in zip(chunks, decoded, strict=True) if pair[1].text]

    def _is_better(self, chunk: Chunk, first: Decoded, second: Decoded) -> bool:
        return loops.is_better(
            self._reading(chunk, first),
            self._reading(chunk, second),
            chunk.voiced_seconds,
        )

    def _reading(self, chunk: Chunk, decoded: Decoded) -> loops.Reading:
        words: Sequence[Word] | None = None
        if self._aligner and decoded.text:
            within = chunk.start, chunk.end
            words = self._aligner.words(self._samples, decoded.text, within)
        alignment = mean_confidence(words or ())
        return loops.Reading(decoded.text, decoded.logprob, alignment)

    def _decoded(
        self, chunks: Sequence[Chunk], options: dict[str, Any], report: Report
    ) -> list[Decoded]:
        try:
            return self._decode(chunks, options, report, self._batch_size)
        except RuntimeError as error:
            if self._batch_size < 2 or not is_out_of_memory(error):
                raise
            logger.warning("Batches of %d need too much memory.", self._batch_size)
        _release_memory()  # only now: the traceback held the tensors
        return self._decode(chunks, options, report, self._batch_size // 2)

    def _decode(
        self,
        chunks: Sequence[Chunk],
        options: dict[str, Any],
        report: Report,
        batch_size: int,
    ) -> list[Decoded]:
        return self._pipeline.decode(
            self._samples,
            chunks,
            language=self._language,
            batch_size=batch_size,
            report=report,
            options=options,
        )


def _segments(
    samples: Samples,
    heard: Sequence[tuple[Chunk, Decoded]],
    aligner: Aligner | None,
    report: Callable[[float], None],
) -> tuple[list[Segment], int]:
    """Return the segments, and how many of them have estimated times."""
    segments, estimated = [], 0
    for done, (chunk, decoded) in enumerate(heard, start=1):
        within = chunk.start, chunk.end
        words = aligner.words(samples, decoded.text, within) if aligner else None
        if words is None:
            words = list(spread_words(decoded.text, chunk.spans))
            estimated += 1
        segments.append(_segment(chunk, decoded, words))
        report(done / len(heard))
    return segments, estimated


def _segment(chunk: Chunk, decoded: Decoded, words: Sequence[Word]) -> Segment:
    return Segment(
        text=decoded.text,
        start=chunk.start,
        end=chunk.end,
        words=tuple(words),
        confidence=round(math.exp(min(decoded.logprob, 0.0)), 3),
        flags=(str(Flag.REPETITION),) if is_repetitive(decoded.text) else (),
    )


def _estimated(
    segments: int, language: str, aligner: Aligner | None
) -> tuple[Notice, ...]:
    if not segments:
        return ()
    if aligner is None:
        reason = f"There is no alignment model for language '{language}'"
    else:
        reason = "Some of the speech could not be aligned with its text"
    message = f"{reason}: the times of its words are estimates."
    return (Notice("WORD_TIMES_ESTIMATED", message),)


def _compute_type(asked: str, device: str) -> str:
    if asked != "auto":
        return asked
    return "float16" if device == "cuda" else "int8"


def _load(weights: Path, **options: Any) -> WhisperPipeline:
    try:
        from transcriptions.engines.whisper_pipeline import WhisperPipeline
    except ImportError as error:
        raise EngineUnavailable(
            f"WhisperX cannot be imported ({error}); install the worker's requirements."
        ) from error
    try:
        return WhisperPipeline(weights, **options)
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineUnavailable(
            f"WhisperX could not load the weights in {weights} on {options['device']} "
            f"as {options['compute_type']}: {error}"
        ) from error


def _release_memory() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.empty_cache()
