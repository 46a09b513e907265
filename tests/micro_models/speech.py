"""Speech of which every word's time is known: recorded words, joined at random.

The words of a small vocabulary are put one after another with random gaps, gain and
faint noise, so that sentences never end and their truth is exact. The models beside
this module are trained on seeds from FIRST_TRAINING_SEED on; tests take the seeds
below it, which no model has heard.
"""

from __future__ import annotations

import wave
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from tests.micro_models.clips import LEAD, RATE, TAIL, VOCABULARY, VOICES, clips

FIRST_TRAINING_SEED = 1_000_000
NOISE = 0.002  # standard deviation


@dataclass(frozen=True)
class Word:
    """One spoken word; `start` and `end` in seconds of its recording."""

    text: str
    start: float
    end: float
    voice: str


@dataclass(frozen=True)
class Turn:
    """What one voice says before another does; seconds."""

    voice: str
    start: float
    end: float


@dataclass(frozen=True)
class Speech:
    """Samples at 16 kHz in [-1, 1] and the words in them, in order."""

    samples: np.ndarray
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def seconds(self) -> float:
        return len(self.samples) / RATE

    @property
    def turns(self) -> tuple[Turn, ...]:
        turns: list[Turn] = []
        for word in self.words:
            if turns and turns[-1].voice == word.voice:
                turns[-1] = replace(turns[-1], end=word.end)
            else:
                turns.append(Turn(word.voice, word.start, word.end))
        return tuple(turns)


def held_out(seed: int, voice: str = "slt", *, words: int = 8) -> Speech:
    """Return a sentence that no model was trained on."""
    return sentence(_held_out_generator(seed), voice, words=words)


def passage(seed: int, voice: str = "slt", *, seconds: float = 40.0) -> Speech:
    """Return held-out sentences with short pauses, at least `seconds` long."""
    return dialogue(seed, (voice,), seconds=seconds)


def dialogue(
    seed: int, voices: Sequence[str] = ("slt", "rms"), *, seconds: float = 40.0
) -> Speech:
    """Return held-out sentences spoken by `voices` in turn, `seconds` or longer."""
    generator = _held_out_generator(seed)
    parts: list[Speech] = []
    while sum(part.seconds for part in parts) < seconds:
        voice = voices[len(parts) % len(voices)]
        words = int(generator.integers(5, 11))
        parts.append(sentence(generator, voice, words=words))
        parts[-1] = join((parts[-1], silence(generator.uniform(0.15, 0.5))))
    return join(parts)


def sentence(
    generator: np.random.Generator,
    voice: str,
    *,
    words: int,
    noise: float = NOISE,
) -> Speech:
    """Return `words` words drawn from the vocabulary, none twice in a row."""
    chosen = [int(generator.integers(len(VOCABULARY)))]
    while len(chosen) < words:
        step = int(generator.integers(1, len(VOCABULARY)))
        chosen.append((chosen[-1] + step) % len(VOCABULARY))
    return spoken([VOCABULARY[at] for at in chosen], voice, generator, noise=noise)


def spoken(
    texts: Iterable[str],
    voice: str,
    generator: np.random.Generator,
    *,
    noise: float = NOISE,
) -> Speech:
    """Return `texts`, words of the vocabulary, as `voice` says them one by one."""
    parts: list[np.ndarray] = [_zeros(generator.integers(800, 3_200))]
    words: list[Word] = []
    at = len(parts[0])
    for text in texts:
        clip = clips(voice)[text] * np.float32(generator.uniform(0.7, 1.1))
        gap = _zeros(generator.integers(160, 1_600))
        start, end = at + LEAD, at + len(clip) - TAIL
        words.append(Word(text, start / RATE, end / RATE, voice))
        parts += [clip, gap]
        at += len(clip) + len(gap)
    return Speech(_hissing(np.concatenate(parts), generator, noise), tuple(words))


def join(parts: Iterable[Speech]) -> Speech:
    """Return `parts` one after another, their words' times moved along."""
    samples: list[np.ndarray] = []
    words: list[Word] = []
    at = 0
    for part in parts:
        words += [_moved(word, at / RATE) for word in part.words]
        samples.append(part.samples)
        at += len(part.samples)
    return Speech(np.concatenate(samples), tuple(words))


def looped(speech: Speech, times: int, *, pause: float = 0.4) -> Speech:
    """Return `speech` said `times` times over."""
    return join([speech, silence(pause)] * times)


def endless(
    seed: int, voices: Sequence[str] = VOICES, *, different: int = 20
) -> Iterator[Speech]:
    """Yield `different` held-out sentences over and over, for files of hours."""
    sentences = [
        join((held_out(seed + at, voices[at % len(voices)]), silence(0.4)))
        for at in range(different)
    ]
    while True:
        yield from sentences


def write_long_wav(path: Path, seconds: float, *, seed: int = 0) -> tuple[Word, ...]:
    """Stream at least `seconds` of speech into a WAV file; return its words.

    One sentence at a time is held in memory, however long the file.
    """
    words: list[Word] = []
    at = 0
    with wave.open(str(path), "wb") as file:
        _describe(file)
        for speech in endless(seed):
            words += [_moved(word, at / RATE) for word in speech.words]
            file.writeframes(_pcm(speech.samples))
            at += len(speech.samples)
            if at >= seconds * RATE:
                return tuple(words)
    raise AssertionError("endless speech ended")


def write_wav(path: Path, speech: Speech) -> Path:
    """Write `speech` as 16-bit PCM WAV at 16 kHz."""
    with wave.open(str(path), "wb") as file:
        _describe(file)
        file.writeframes(_pcm(speech.samples))
    return path


def silence(seconds: float, *, seed: int = 0, noise: float = NOISE) -> Speech:
    """Return a room where nobody speaks; `noise=0` is digital silence."""
    nothing = _zeros(round(seconds * RATE))
    return Speech(_hissing(nothing, np.random.default_rng(seed), noise), ())


def music(seconds: float, *, seed: int = 0) -> Speech:
    """Return chords with vibrato over percussive noise: loud, and no speech."""
    generator = np.random.default_rng(seed)
    bar = int(0.5 * RATE)
    bars = [_bar(generator, bar) for _ in range(-(-round(seconds * RATE) // bar))]
    return Speech(np.concatenate(bars)[: round(seconds * RATE)], ())


def _bar(generator: np.random.Generator, length: int) -> np.ndarray:
    time = np.arange(length) / RATE
    root = 110.0 * 2 ** (generator.integers(0, 24) / 12)
    vibrato = 0.15 * np.sin(2 * np.pi * 5.5 * time)
    chord = sum(
        np.sin(2 * np.pi * root * ratio * time + vibrato * ratio) / (1 + at)
        for at, ratio in enumerate((1.0, 1.25, 1.5, 2.0, 3.0))
    )
    drum = generator.standard_normal(length) * np.exp(-time * 40)
    return (0.12 * chord + 0.2 * drum).astype(np.float32)


def _held_out_generator(seed: int) -> np.random.Generator:
    if not 0 <= seed < FIRST_TRAINING_SEED:
        raise ValueError(
            f"Seed {seed} is not held out: take one from 0 to {FIRST_TRAINING_SEED - 1}."
        )
    return np.random.default_rng(seed)


def _hissing(
    samples: np.ndarray, generator: np.random.Generator, noise: float
) -> np.ndarray:
    hiss = generator.standard_normal(len(samples), dtype=np.float32)
    return samples + np.float32(noise) * hiss


def _zeros(length: int) -> np.ndarray:
    return np.zeros(int(length), np.float32)


def _moved(word: Word, seconds: float) -> Word:
    return replace(word, start=word.start + seconds, end=word.end + seconds)


def _describe(file: wave.Wave_write) -> None:
    file.setnchannels(1)
    file.setsampwidth(2)
    file.setframerate(RATE)


def _pcm(samples: np.ndarray) -> bytes:
    return (np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes()
