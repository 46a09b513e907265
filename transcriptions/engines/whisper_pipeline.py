"""WhisperX's pipeline, driven stage by stage: voices, language, text.

Importing this imports torch, which takes many seconds. The WhisperX engine owns one
pipeline; it is not for concurrent use, and every stage begins from a clean state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
import whisperx
from numpy.typing import NDArray
from whisperx.audio import N_SAMPLES, log_mel_spectrogram
from whisperx.diarize import Segment as VoicedSegment
from whisperx.vads import Vad

from transcriptions.engines.base import SAMPLE_RATE
from transcriptions.engines.speech_chunks import speech_chunks
from transcriptions.engines.voice import voiced_frames
from transcriptions.transcript import Span

Samples = NDArray[np.float32]

ONSET, OFFSET = 0.5, 0.363  # WhisperX's own thresholds
SHORTEST_PAUSE = 0.16  # seconds that separate two voiced spans
LONGEST_SILENCE = 3.0  # seconds within a chunk
PADDING = 0.2  # seconds that Silero's spans are widened by
LEAST_SAMPLES = SAMPLE_RATE // 4  # shorter than any word


@dataclass(frozen=True, slots=True)
class Chunk:
    """What Whisper hears at once: from the first to the last of some voiced spans."""

    start: float
    end: float
    spans: tuple[Span, ...]

    @property
    def voiced_seconds(self) -> float:
        return sum(end - start for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a chunk, and the mean log probability of its tokens."""

    text: str
    logprob: float


class SileroVad(Vad):  # type: ignore[misc]
    """The detector of `transcriptions.engines.voice`, as WhisperX takes one.

    WhisperX's own class for it downloads and runs a repository.
    """

    def __init__(self, longest: float) -> None:
        super().__init__(ONSET)
        self._longest = longest

    @staticmethod
    def preprocess_audio(audio: Samples) -> Samples:
        return audio

    def __call__(self, audio: dict[str, Any]) -> list[VoicedSegment]:
        samples = audio["waveform"]
        spans = speech_chunks(
            samples,
            voiced_frames(samples),
            longest=self._longest,
            pause=SHORTEST_PAUSE,
            padding=PADDING,
        )
        return [
            VoicedSegment(start / SAMPLE_RATE, end / SAMPLE_RATE)
            for start, end in spans
        ]

    @staticmethod
    def merge_chunks(
        segments: list[VoicedSegment], chunk_size: float, onset: float, offset: float
    ) -> list[dict[str, Any]]:
        if not segments:
            return []
        merged: list[dict[str, Any]] = Vad.merge_chunks(
            segments, chunk_size, onset, offset
        )
        return merged


class _KnownChunks(Vad):  # type: ignore[misc]
    """Stands in for the voice detector where it has already spoken."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        self._chunks = chunks

    @staticmethod
    def preprocess_audio(audio: Samples) -> Samples:
        return audio

    def __call__(self, audio: Any) -> None:
        return None

    def merge_chunks(self, *_: Any, **__: Any) -> list[dict[str, float]]:
        return [{"start": chunk.start, "end": chunk.end} for chunk in self._chunks]


class WhisperPipeline:
    def __init__(
        self,
        weights: Path,
        *,
        device: str,
        compute_type: str,
        threads: int,
        vad: str,
        chunk_seconds: float,
    ) -> None:
        """Load the model. Raises OSError, RuntimeError, ValueError."""
        torch.set_num_threads(threads)  # of the voice detector and the aligners
        self._chunk_seconds = chunk_seconds
        self.pipe = whisperx.load_model(
            str(weights),
            device,
            compute_type=compute_type,
            language=None,
            vad_model=SileroVad(chunk_seconds) if vad == "silero" else None,
            vad_method="pyannote",
            vad_options={"vad_onset": ONSET, "vad_offset": OFFSET},
            local_files_only=True,
            threads=threads,
        )
        self._vad = self.pipe.vad_model
        self._options = self.pipe.options

    @property
    def is_multilingual(self) -> bool:
        return bool(self.pipe.model.model.is_multilingual)

    def knows(self, language: str) -> bool:
        token = self.pipe.model.hf_tokenizer.token_to_id(f"<|{language}|>")
        return self.is_multilingual and token is not None

    def count_tokens(self, text: str) -> int:
        encoding = self.pipe.model.hf_tokenizer.encode(text, add_special_tokens=False)
        return len(encoding.ids)

    def forget(self) -> None:
        """Undo what a job leaves behind when it ends, by an exception above all."""
        self.pipe.tokenizer = None
        self.pipe.preset_language = None
        self.pipe.options = replace(self._options)
        self.pipe.vad_model = self._vad

    def chunks(self, samples: Samples) -> list[Chunk]:
        """Find where there is voice, merged into chunks that Whisper can take."""
        if len(samples) < LEAST_SAMPLES:
            return []
        waveform = self._vad.preprocess_audio(samples)
        scores = self._vad({"waveform": waveform, "sample_rate": SAMPLE_RATE})
        merged = self._vad.merge_chunks(
            scores, self._chunk_seconds, onset=ONSET, offset=OFFSET
        )
        duration = len(samples) / SAMPLE_RATE
        return [
            _chunk(spans, duration)
            for found in merged
            for spans in _between_silences(found["segments"])
        ]

    def language_probabilities(self, samples: Samples) -> dict[str, float]:
        """Return how probable each language is for up to 30 seconds of audio."""
        clip = samples[:N_SAMPLES]
        features = log_mel_spectrogram(
            clip,
            n_mels=self.pipe.model.feat_kwargs.get("feature_size") or 80,
            padding=N_SAMPLES - len(clip),
        )
        encoded = self.pipe.model.encode(features)
        ranked = self.pipe.model.model.detect_language(encoded)[0]
        return {
            token.removeprefix("<|").removesuffix("|>"): float(probability)
            for token, probability in ranked
        }

    def decode(
        self,
        samples: Samples,
        chunks: Sequence[Chunk],
        *,
        language: str,
        batch_size: int,
        report: Callable[[float], None],
        options: dict[str, Any],
    ) -> list[Decoded]:
        """Return the text of each chunk; `options` are those of faster-whisper."""
        if not chunks:
            return []
        self.forget()
        self.pipe.options = replace(self._options, **options)
        self.pipe.vad_model = _KnownChunks(chunks)
        try:
            result = self.pipe.transcribe(
                samples,
                batch_size=batch_size,
                language=language,
                chunk_size=self._chunk_seconds,
                progress_callback=lambda percent: report(percent / 100),
            )
        finally:
            self.forget()
        return [
            Decoded(found["text"].strip(), float(found["avg_logprob"]))
            for found in result["segments"]
        ]


def _between_silences(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Cut where nobody speaks for long: music and noise there become prose else."""
    chunk: list[Span] = []
    for span in spans:
        if chunk and span[0] - chunk[-1][1] >= LONGEST_SILENCE:
            yield chunk
            chunk = []
        chunk.append(span)
    yield chunk


def _chunk(spans: Sequence[Span], duration: float) -> Chunk:
    """Bring a chunk inside the audio, and to what Whisper's encoder can take.

    WhisperX may cut a frame late, and a chunk longer than 30 s fails in its batch.
    """
    start = round(float(spans[0][0]), 3)
    end = min(float(spans[-1][1]), duration, start + N_SAMPLES / SAMPLE_RATE)
    end = int(end * 1000) / 1000
    inside = [(max(float(a), start), min(float(b), end)) for a, b in spans]
    return Chunk(
        start, end, tuple((round(a, 3), round(b, 3)) for a, b in inside if a < b)
    )
