"""WhisperX: speech recognition in about a hundred languages, on a CPU or a GPU.

Loads a CTranslate2 Whisper model and keeps it. Words have times spread over the voiced
part of their segment in proportion to their length, and no confidence of their own.
"""

from __future__ import annotations

import math
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transcriptions import languages
from transcriptions.engines import whisper_weights
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
from transcriptions.transcript import Segment, Span

NAME = "whisperx"
CHUNK_SECONDS = 30  # what Whisper's encoder takes at once
DETECTION_POINTS = (0.15, 0.5, 0.85)  # of the chunks with voice

Samples = NDArray[np.float32]
Chunk = dict[str, Any]  # start, end, segments: the voiced spans within


class WhisperXEngine:
    """One job at a time; the model runs in one background thread of the engine."""

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
    ) -> None:
        if vad != "pyannote":  # WhisperX fetches and runs a repository for the other
            raise EngineUnavailable(f"Unknown voice detector '{vad}': use 'pyannote'.")
        weights = whisper_weights.require(model, download_root, offline=offline)
        _prepare_environment(download_root, offline=offline)
        self._batch_size = batch_size
        device = _device(device)
        self._pipe = _load(weights, device, compute_type, threads)
        self._vad = self._pipe.vad_model
        self._options = self._pipe.options
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
            lambda report: self._guarded(samples, language, report), advance
        )
        advance(1.0)
        return recognition

    def close(self) -> None:
        self._work.close()

    def _guarded(self, samples: Samples, language: str, report: Report) -> Recognition:
        try:
            return self._recognize(samples, language, report)
        except (RuntimeError, ValueError, OSError) as error:
            raise EngineError(system_message=f"WhisperX failed: {error}") from error

    def _recognize(
        self, samples: Samples, language: str, report: Report
    ) -> Recognition:
        self._forget_last_job()
        scores, chunks = self._voiced(samples)
        report(0.0)
        spoken, confidence = self._language(samples, chunks, language)
        report(0.0)
        segments: list[Segment] = []
        if chunks:
            found = self._transcribed(samples, scores, spoken, report)
            segments = [
                _segment(segment, chunk)
                for segment, chunk in zip(found, chunks, strict=True)
                if segment["text"].strip()
            ]
        voiced = tuple(span for chunk in chunks for span in _spans(chunk))
        return Recognition(tuple(segments), spoken, confidence, voiced)

    def _forget_last_job(self) -> None:
        """Undo what a job leaves in the pipeline when an exception cuts it short."""
        self._pipe.tokenizer = None
        self._pipe.preset_language = None
        self._pipe.options = replace(self._options)
        self._pipe.vad_model = self._vad

    def _voiced(self, samples: Samples) -> tuple[Any, list[Chunk]]:
        """Return the detector's scores, and the chunks that WhisperX cuts by them."""
        if not len(samples):
            return None, []
        waveform = self._vad.preprocess_audio(samples)
        scores = self._vad({"waveform": waveform, "sample_rate": SAMPLE_RATE})
        thresholds = self._pipe._vad_params
        chunks: list[Chunk] = self._vad.merge_chunks(
            scores,
            CHUNK_SECONDS,
            onset=thresholds["vad_onset"],
            offset=thresholds["vad_offset"],
        )
        return scores, chunks

    def _transcribed(
        self, samples: Samples, scores: Any, language: str, report: Report
    ) -> list[dict[str, Any]]:
        self._pipe.vad_model = _Remembered(self._vad, scores)
        result = self._pipe.transcribe(
            samples,
            batch_size=self._batch_size,
            language=language,
            chunk_size=CHUNK_SECONDS,
            progress_callback=lambda percent: report(percent / 100),
        )
        segments: list[dict[str, Any]] = result["segments"]
        return segments

    def _language(
        self, samples: Samples, chunks: Sequence[Chunk], language: str
    ) -> tuple[str, float | None]:
        multilingual = self._pipe.model.model.is_multilingual
        if language in (languages.AUTO, languages.ENGLISH):
            return self._detected(samples, chunks) if multilingual else ("en", None)
        token = self._pipe.model.hf_tokenizer.token_to_id(f"<|{language}|>")
        if not multilingual or token is None:
            raise LanguageNotSupported(
                f"Model {self.info.model} does not know language '{language}'."
            )
        return language, None

    def _detected(
        self, samples: Samples, chunks: Sequence[Chunk]
    ) -> tuple[str, float | None]:
        """Let up to three places with voice vote, each with its probability."""
        places = sorted({int(point * len(chunks)) for point in DETECTION_POINTS})
        votes: Counter[str] = Counter()
        for place in places if chunks else []:
            start, end = (int(chunks[place][k] * SAMPLE_RATE) for k in ("start", "end"))
            language, probability = self._heard_language(samples[start:end])
            votes[language] += probability
        if not votes:
            return languages.ENGLISH, None
        language, total = votes.most_common(1)[0]
        return language, round(total / len(places), 3)

    def _heard_language(self, samples: Samples) -> tuple[str, Any]:
        from whisperx.audio import N_SAMPLES, log_mel_spectrogram

        clip = samples[:N_SAMPLES]
        features = log_mel_spectrogram(
            clip,
            n_mels=self._pipe.model.feat_kwargs.get("feature_size") or 80,
            padding=N_SAMPLES - len(clip),
        )
        encoded = self._pipe.model.encode(features)
        token, probability = self._pipe.model.model.detect_language(encoded)[0][0]
        return token.removeprefix("<|").removesuffix("|>"), probability


class _Remembered:
    """Stands in for the voice detector where its scores are already known."""

    def __init__(self, detector: Any, scores: Any) -> None:
        self._scores = scores
        self.preprocess_audio = detector.preprocess_audio
        self.merge_chunks = detector.merge_chunks

    def __call__(self, audio: Any) -> Any:
        return self._scores


def _spans(chunk: Chunk) -> list[Span]:
    return [(round(float(a), 3), round(float(b), 3)) for a, b in chunk["segments"]]


def _segment(found: dict[str, Any], chunk: Chunk) -> Segment:
    text = found["text"].strip()
    logprob = float(found["avg_logprob"])
    return Segment(
        text=text,
        start=round(float(found["start"]), 3),
        end=round(float(found["end"]), 3),
        words=tuple(spread_words(text, _spans(chunk))),
        confidence=round(math.exp(min(logprob, 0.0)), 3),
    )


def _prepare_environment(download_root: Path | None, *, offline: bool) -> None:
    """Set what the libraries read at import: no telemetry, and no network if told."""
    os.environ["PYANNOTE_METRICS_ENABLED"] = "false"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ["TORCH_HOME"] = str(_writable_torch_home(download_root))


def _writable_torch_home(download_root: Path | None) -> Path:
    """Return a directory that may be made: loading the voice detector makes it."""
    caches = [Path(os.environ["TORCH_HOME"])] if "TORCH_HOME" in os.environ else []
    caches += [download_root / "torch"] if download_root else []
    for cache in caches:
        try:
            cache.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(cache, os.W_OK):
            return cache
    return Path(tempfile.mkdtemp(prefix="torch-"))


def _device(asked: str) -> str:
    try:
        import torch
    except ImportError as error:
        raise EngineUnavailable(
            f"PyTorch cannot be imported ({error}); install the worker's requirements."
        ) from error
    if asked == "auto":
        return "cuda" if torch.cuda.is_available() else "cpu"
    return asked


def _load(weights: Path, device: str, compute_type: str, threads: int) -> Any:
    try:
        import whisperx
    except ImportError as error:
        raise EngineUnavailable(
            f"WhisperX cannot be imported ({error}); install the worker's requirements."
        ) from error
    if compute_type == "auto":
        compute_type = "float16" if device == "cuda" else "int8"
    try:
        return whisperx.load_model(
            str(weights),
            device,
            compute_type=compute_type,
            language=None,
            vad_method="pyannote",
            local_files_only=True,
            threads=threads or len(os.sched_getaffinity(0)),
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise EngineUnavailable(
            f"WhisperX could not load the weights in {weights} on {device} as "
            f"{compute_type}: {error}"
        ) from error
