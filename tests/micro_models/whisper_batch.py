"""What one training step of the micro Whisper is given, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from tokenizers import Tokenizer
from whisperx.audio import mel_filters

from tests.micro_models.clips import RATE, VOCABULARY
from tests.micro_models.speech import Speech
from tests.micro_models.training_speech import chunk, training_generator
from tests.micro_models.whisper_form import END, NO_TIMESTAMPS, START

FRAMES_A_SECOND = 50
FRAMES = 1500  # of the encoder, 30 s
NO_WORD = len(VOCABULARY)
HEARD = 3  # words that each frame is asked for: its own and the two before
AUDIO_PER_STEP = 40.0  # seconds
LENGTHS = (5.0, 10.0, 20.0, 30.0)  # seconds of a batch's chunks
IGNORED = -100


@dataclass(frozen=True)
class Batch:
    """Chunks of one length; rows are chunks, `tokens` begin with the prompt."""

    features: torch.Tensor  # row, mel band, two a frame
    offsets: torch.Tensor  # the frame of the encoder's at which each row begins
    tokens: torch.Tensor  # row, place
    wanted: torch.Tensor  # the token to follow each but the last
    spans: torch.Tensor  # row, place, frame: 1 where the wanted word sounds
    heard: torch.Tensor  # row, HEARD, frame: the word there, and those before it


def batch(tokenizer: Tokenizer, step: int) -> Batch:
    """Return the batch of training step `step`, always the same."""
    generator = training_generator(step)
    seconds = _length(generator, step)
    count = max(2, round(AUDIO_PER_STEP / seconds))
    chunks = [
        chunk(generator, seconds * (1.0 if at % 2 else generator.uniform(0.2, 1.0)))
        for at in range(count)
    ]
    frames = round(seconds * FRAMES_A_SECOND)
    tokens, wanted = _texts(tokenizer, chunks)
    return Batch(
        features=log_mel([one.samples for one in chunks], round(seconds * RATE)),
        offsets=_offsets(generator, count, frames),
        tokens=tokens,
        wanted=wanted,
        spans=_spans(chunks, wanted.shape[1], frames),
        heard=_heard(chunks, frames),
    )


def _length(generator: np.random.Generator, step: int) -> float:
    """Short chunks first, then ever more long ones."""
    weights = np.array([1.0, 0.15, 0.05, 0.03])
    weights += np.array([0.0, 1.5, 1.5, 4.0]) * np.clip((step - 300) / 300, 0, 1)
    return float(generator.choice(LENGTHS, p=weights / weights.sum()))


def _offsets(generator: np.random.Generator, count: int, frames: int) -> torch.Tensor:
    """Where each chunk seems to lie in the 30 s: half of them anywhere.

    So all of the encoder's positions are learned from short chunks, which cost less.
    """
    anywhere = generator.integers(0, FRAMES - frames + 1, size=count)
    return torch.from_numpy(anywhere * (generator.random(count) < 0.5))


def _texts(tokenizer: Tokenizer, chunks: list[Speech]) -> tuple[torch.Tensor, ...]:
    prompt = [tokenizer.token_to_id(one) for one in (START, NO_TIMESTAMPS)]
    end = tokenizer.token_to_id(END)
    width = 3 + max(len(one.words) for one in chunks)
    tokens = torch.full((len(chunks), width), end)
    wanted = torch.full((len(chunks), width), IGNORED)
    for row, one in enumerate(chunks):
        words = [tokenizer.token_to_id("\u0120" + word.text) for word in one.words]
        tokens[row, : 2 + len(words)] = torch.tensor(prompt + words)
        wanted[row, 1 : 2 + len(words)] = torch.tensor([*words, end])
    return tokens, wanted[:, :-1]


def _spans(chunks: list[Speech], width: int, frames: int) -> torch.Tensor:
    spans = torch.zeros((len(chunks), width, frames))
    for row, one in enumerate(chunks):
        for at, (first, last) in enumerate(_frames(one, frames)):
            spans[row, 1 + at, first:last] = 1
    return spans


def _heard(chunks: list[Speech], frames: int) -> torch.Tensor:
    heard = torch.full((len(chunks), HEARD, frames), NO_WORD)
    for row, one in enumerate(chunks):
        names = [VOCABULARY.index(word.text) for word in one.words]
        for at, (first, last) in enumerate(_frames(one, frames)):
            for back in range(min(HEARD, at + 1)):
                heard[row, back, first:last] = names[at - back]
    return heard


def _frames(speech: Speech, frames: int) -> list[tuple[int, int]]:
    """The first frame of each word and the one after its last."""
    firsts = [
        min(round(one.start * FRAMES_A_SECOND), frames - 1) for one in speech.words
    ]
    lasts = [round(one.end * FRAMES_A_SECOND) for one in speech.words]
    return [
        (first, max(first + 1, last)) for first, last in zip(firsts, lasts, strict=True)
    ]


def log_mel(recordings: list[np.ndarray], samples: int) -> torch.Tensor:
    """whisperx.audio.log_mel_spectrogram of each, padded to `samples`."""
    audio = np.zeros((len(recordings), samples), np.float32)
    for row, recording in enumerate(recordings):
        audio[row, : len(recording)] = recording[:samples]
    waves = torch.stft(
        torch.from_numpy(audio),
        400,
        160,
        window=torch.hann_window(400),
        return_complex=True,
    )
    power = waves[..., :-1].abs() ** 2
    mel = (mel_filters("cpu", 80) @ power).clamp(min=1e-10).log10()
    mel = torch.maximum(mel, mel.amax((1, 2), keepdim=True) - 8.0)
    return (mel + 4.0) / 4.0
