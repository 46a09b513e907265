"""What the models are trained on: chunks of speech as WhisperX cuts them.

A chunk is what its voice activity detector merges: sentences with short pauses
between them, of one voice or several, that begin and end close to a word.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from tests.micro_models.clips import RATE, VOICES
from tests.micro_models.speech import (
    FIRST_TRAINING_SEED,
    Speech,
    join,
    sentence,
    silence,
)


def training_generator(step: int) -> np.random.Generator:
    """Return the source of chance of one training step: held-out seeds never meet it."""
    return np.random.default_rng(FIRST_TRAINING_SEED + step)


def chunk(
    generator: np.random.Generator, seconds: float, *, filled: bool = False
) -> Speech:
    """Return speech of `seconds` at most, with noise, gain and lead drawn at random.

    A `filled` one ends in as much silence as it lacks of `seconds`.
    """
    if generator.random() < 0.02:
        return _noisy(generator, silence(seconds, noise=0))
    parts = [_sentence(generator, str(generator.choice(VOICES)))]
    loop = generator.random() < 0.15
    changes = 0.3 if generator.random() < 0.5 else 0.0
    while parts[-1].words and sum(part.seconds for part in parts) < seconds + 1:
        voice = parts[-1].words[0].voice
        if generator.random() < changes:
            voice = str(generator.choice(VOICES))
        following = parts[0] if loop else _sentence(generator, voice)
        parts.append(following)
    speech = _cut(join(parts), generator, seconds)
    if filled:
        missing = max(0.0, seconds - speech.seconds)
        speech = join((speech, silence(missing, noise=0)))
    return _noisy(generator, speech)


def _sentence(generator: np.random.Generator, voice: str) -> Speech:
    words = int(generator.integers(1, 13))
    speech = sentence(generator, voice, words=words, noise=0)
    return join((speech, silence(generator.uniform(0.0, 0.5), noise=0)))


def _cut(speech: Speech, generator: np.random.Generator, seconds: float) -> Speech:
    """Begin shortly before a word and end shortly after another."""
    lead = generator.uniform(0.0, 0.3)
    start = max(0.0, speech.words[0].start - lead)
    words = [word for word in speech.words if word.end - start < seconds - 0.05]
    if not words:
        return silence(seconds, noise=0)
    end = words[-1].end + min(generator.uniform(0.05, 0.4), seconds - words[-1].end)
    following = speech.words[len(words) :]
    if following:
        end = min(end, following[0].start - 0.01)
    first = round(start * RATE)
    moved = (
        replace(word, start=word.start - first / RATE, end=word.end - first / RATE)
        for word in words
    )
    return Speech(speech.samples[first : round(end * RATE)], tuple(moved))


def _noisy(generator: np.random.Generator, speech: Speech) -> Speech:
    hiss = generator.standard_normal(len(speech.samples), dtype=np.float32)
    noise = np.float32(10 ** generator.uniform(-3.5, -2.0))
    gain = np.float32(generator.uniform(0.4, 1.1))
    return replace(speech, samples=gain * speech.samples + noise * hiss)
