"""Dialogues in which numbers are said at known times."""

from __future__ import annotations

import io
import wave
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.redaction.number_words import is_number
from transcriptions.transcript import Span, Word

NUMBERS = Path(__file__).parents[2] / "audio" / "numbers"  # flite, see make_numbers.py
SLOT = 4 * SAMPLE_RATE
BETWEEN = 0.12  # seconds between the parts of a sentence


@dataclass(frozen=True, eq=False)
class Planted:
    """Mono 16 kHz samples, and when the numbers are said in them."""

    samples: np.ndarray
    spans: tuple[Span, ...]

    @property
    def pcm(self) -> np.ndarray:
        return (self.samples * 32767).astype("<i2")

    def wav(self, *, channels=1) -> bytes:
        target = io.BytesIO()
        with wave.open(target, "wb") as file:
            file.setparams((channels, 2, SAMPLE_RATE, 0, "NONE", ""))
            file.writeframes(np.repeat(self.pcm, channels).tobytes())
        return target.getvalue()


@cache
def sentences(voice: str) -> list[list[np.ndarray]]:
    """What a voice says: the part before a number, the number, the part after it."""
    with (NUMBERS / f"{voice}.opus").open("rb") as file:
        samples = np.concatenate(list(decode(file, max_seconds=200)))
    parts = [_trimmed(samples[at : at + SLOT]) for at in range(0, len(samples), SLOT)]
    return [parts[at : at + 3] for at in range(0, len(parts) - 2, 3)]


def dialogue(turns, *, pause=0.8, between=BETWEEN) -> Planted:
    """`turns` are (voice, index of a sentence), or samples without a number."""
    pieces, spans, at = [silence(0.5)], [], 0.5
    for turn in turns:
        parts = [turn] if isinstance(turn, np.ndarray) else sentences(turn[0])[turn[1]]
        for index, part in enumerate(parts):
            length = len(part) / SAMPLE_RATE
            if index == 1:
                spans.append((at, at + length))
            gap = silence(pause if index == len(parts) - 1 else between)
            pieces += [part, gap]
            at += length + len(gap) / SAMPLE_RATE
    return Planted(np.concatenate(pieces), tuple(spans))


def words_of(engine, samples) -> list[Word]:
    heard = engine.transcribe(samples, language="en", on_progress=lambda seconds: None)
    return [word for segment in heard.segments for word in segment.words]


def kept_of(words, spans) -> list[Word]:
    """The words that are said outside of the spans, as a redacted transcript has them."""
    return [
        word
        for word in words
        if not any(
            min(word.end, end) - max(word.start, start) > 0.4 * (word.end - word.start)
            for start, end in spans
        )
    ]


def numbers_in(words, spans, *, within=0.3) -> list[str]:
    """The number words that are heard in the spans, or close to them."""
    return [
        word.text
        for word in words
        if is_number(word.text, "en")
        and any(
            start - within < (word.start + word.end) / 2 < end + within
            for start, end in spans
        )
    ]


def silence(seconds: float) -> np.ndarray:
    return np.zeros(round(seconds * SAMPLE_RATE), np.float32)


def _trimmed(samples: np.ndarray) -> np.ndarray:
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0] : loud[-1] + 1]
