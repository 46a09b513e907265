"""Trains the micro Whisper: `python -m tests.micro_models.train_whisper`.

The whole is seeded. Besides the next word, two more things that the synthesizer knows
are asked for: the word of each 20 ms frame (a head on the encoder, thrown away
afterwards), and that some of the decoder's heads look at the word being written.
Without the first, training stays on a plateau; without long chunks, the model fails
on the 30 s that WhisperX merges.
"""

from __future__ import annotations

import argparse
import math
import os
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
import torch
from torch.nn import functional
from whisperx.audio import mel_filters

from tests.micro_models import WHISPER
from tests.micro_models.clips import RATE, VOCABULARY
from tests.micro_models.training_speech import chunk, training_generator
from tests.micro_models.whisper_form import (
    END,
    NO_TIMESTAMPS,
    START,
    build_model,
    build_tokenizer,
    convert,
    export,
)

FRAME = RATE // 50  # samples of one encoder frame
BACKGROUND = len(VOCABULARY)  # the frame head's class of no word
HEARD = 3  # words that each frame is asked for: its own and the two before
AUDIO_PER_STEP = 60.0  # seconds
PEAK_RATE, WARM_UP = 1.5e-3, 400  # steps
LENGTHS = (5.0, 10.0, 20.0, 30.0)  # seconds of a batch's chunks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=2900)
    parser.add_argument("--out", type=Path, default=Path("var/micro_whisper"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    train(options.steps, options.out)
    convert(options.out / "transformers", WHISPER, quantization="int8")


def train(steps: int, out: Path) -> None:
    tokenizer = build_tokenizer()
    model = build_model(tokenizer)
    frame_head = torch.nn.Linear(model.config.d_model, HEARD * (len(VOCABULARY) + 1))
    parameters = [*model.parameters(), *frame_head.parameters()]
    trainable = [one for one in parameters if one.requires_grad]
    optimizer = torch.optim.AdamW(trainable, lr=PEAK_RATE, weight_decay=0.01)
    state = out / "training.pt"
    first = 0
    if state.exists():
        kept = torch.load(state)
        model.load_state_dict(kept["model"])
        if kept["frame_head"]["weight"].shape == frame_head.weight.shape:
            frame_head.load_state_dict(kept["frame_head"])
            optimizer.load_state_dict(kept["optimizer"])
        first = kept["step"]
    out.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    for step in range(first, steps):
        for group in optimizer.param_groups:
            group.update(lr=learning_rate(step, steps), betas=(0.9, 0.98))
        losses = step_losses(model, frame_head, tokenizer, step)
        optimizer.zero_grad()
        frames = losses["frames"] + losses["before"]
        (losses["text"] + frames + 0.3 * losses["looks"]).backward()
        torch.nn.utils.clip_grad_norm_(trainable, 1.0)
        optimizer.step()
        if step % 20 == 0:
            figures = " ".join(f"{name} {one:.3f}" for name, one in losses.items())
            print(step, figures, f"{time.monotonic() - begun:.0f} s", flush=True)
        if step % 200 == 199 or step == steps - 1:
            torch.save(
                {
                    "model": model.state_dict(),
                    "frame_head": frame_head.state_dict(),
                    "optimizer": optimizer.state_dict(),
                    "step": step + 1,
                },
                state,
            )
            export(model, tokenizer, out / "transformers")


def step_losses(model, frame_head, tokenizer, step: int) -> dict:
    generator = training_generator(step)
    seconds = _length(generator, step)
    count = max(2, round(AUDIO_PER_STEP / seconds))
    chunks = [
        chunk(generator, seconds * (1.0 if at % 2 else generator.uniform(0.2, 1.0)))
        for at in range(count)
    ]
    frames = round(seconds * 50)
    features = log_mel([one.samples for one in chunks], frames * FRAME)
    named = torch.full((count, HEARD, frames), BACKGROUND)
    width = 3 + max(len(one.words) for one in chunks)
    end, start = tokenizer.token_to_id(END), tokenizer.token_to_id(START)
    tokens = torch.full((count, width), end)
    tokens[:, 0], tokens[:, 1] = start, tokenizer.token_to_id(NO_TIMESTAMPS)
    wanted = torch.full((count, width - 1), -100)
    spans = torch.zeros((count, width - 1, frames))  # of the word to be written
    for row, one in enumerate(chunks):
        for at, word in enumerate(one.words):
            first = min(round(word.start * 50), frames - 1)
            last = max(first + 1, round(word.end * 50))
            named[row, 0, first:last] = VOCABULARY.index(word.text)
            for back in range(1, min(HEARD, at + 1)):
                named[row, back, first:last] = VOCABULARY.index(
                    one.words[at - back].text
                )
            token = tokenizer.token_to_id("\u0120" + word.text)
            tokens[row, 2 + at] = token
            wanted[row, 1 + at] = token
            spans[row, 1 + at, first:last] = 1
        wanted[row, 1 + len(one.words)] = end
    encoded = encode(model, features, _offsets(generator, count, frames))
    decoded = model.model.decoder(
        input_ids=tokens[:, :-1],
        encoder_hidden_states=encoded,
        use_cache=False,
        output_attentions=True,
    )
    scores = model.proj_out(decoded.last_hidden_state)
    return {
        "text": functional.cross_entropy(scores.transpose(1, 2), wanted),
        "frames": functional.cross_entropy(
            frame_head(encoded)[..., : BACKGROUND + 1].transpose(1, 2), named[:, 0]
        ),
        "before": functional.cross_entropy(
            frame_head(encoded)[..., BACKGROUND + 1 :]
            .unflatten(-1, (HEARD - 1, BACKGROUND + 1))
            .permute(0, 3, 2, 1),
            named[:, 1:],
        ),
        "looks": _looks(decoded.cross_attentions, spans),
    }


def learning_rate(step: int, steps: int) -> float:
    """Rises for WARM_UP steps, then falls to nothing at `steps`; half cosines both."""
    if step < WARM_UP:
        return PEAK_RATE * (1.02 - math.cos(math.pi * step / WARM_UP)) / 2.02
    share = (step - WARM_UP) / (steps - WARM_UP)
    return PEAK_RATE * (1 + math.cos(math.pi * share)) / 2 + 1e-7


def _length(generator, step: int) -> float:
    """Short chunks first, then ever more long ones."""
    weights = np.array([1.0, 0.15, 0.05, 0.03])
    weights += np.array([0.0, 1.5, 1.5, 4.0]) * np.clip((step - 600) / 600, 0, 1)
    return float(generator.choice(LENGTHS, p=weights / weights.sum()))


def _offsets(generator, count: int, frames: int) -> torch.Tensor:
    """Where each chunk seems to lie in the 30 s: half of them anywhere.

    So all of the encoder's positions are learned from short chunks, which cost less.
    """
    anywhere = generator.integers(0, 1500 - frames + 1, size=count)
    return torch.from_numpy(anywhere * (generator.random(count) < 0.5))


def _looks(attentions, spans) -> torch.Tensor:
    """How far the guided heads are from looking at the right word.

    Half of the last two layers' heads look at the word to be written, one head of
    the first at the word written before.
    """
    before = torch.cat((torch.zeros_like(spans[:, :1]), spans[:, :-1]), dim=1)
    following = torch.stack([one[:, :2] for one in attentions[-2:]], 1).flatten(1, 2)
    return _missed(following, spans) + 0.5 * _missed(attentions[0][:, :1], before)


def _missed(attention, spans) -> torch.Tensor:
    seen = (attention * spans[:, None]).sum(-1)
    there = spans.amax(-1)[:, None].expand_as(seen) > 0
    return -(seen[there] + 1e-4).log().mean()


def encode(model, features, offsets) -> torch.Tensor:
    """The encoder, on any number of frames from `offsets` on, by flash attention."""
    encoder = model.model.encoder
    hidden = functional.gelu(encoder.conv1(features))
    hidden = functional.gelu(encoder.conv2(hidden)).transpose(1, 2)
    positions = offsets[:, None] + torch.arange(hidden.shape[1])
    hidden = hidden + encoder.embed_positions.weight[positions]
    for layer in encoder.layers:
        hidden = hidden + _attend(layer.self_attn, layer.self_attn_layer_norm(hidden))
        inner = functional.gelu(layer.fc1(layer.final_layer_norm(hidden)))
        hidden = hidden + layer.fc2(inner)
    return encoder.layer_norm(hidden)


def _attend(attention, hidden) -> torch.Tensor:
    shape = (*hidden.shape[:2], attention.num_heads, attention.head_dim)
    query, key, value = (
        project(hidden).view(shape).transpose(1, 2)
        for project in (attention.q_proj, attention.k_proj, attention.v_proj)
    )
    mixed = functional.scaled_dot_product_attention(query, key, value)
    return attention.out_proj(mixed.transpose(1, 2).flatten(2))


def log_mel(recordings: list[np.ndarray], samples: int) -> torch.Tensor:
    """whisperx.audio.log_mel_spectrogram of each, padded to `samples`."""
    audio = np.zeros((len(recordings), samples), np.float32)
    for row, recording in enumerate(recordings):
        audio[row, : len(recording)] = recording[:samples]
    window = torch.hann_window(400)
    waves = torch.stft(
        torch.from_numpy(audio), 400, 160, window=window, return_complex=True
    )
    power = waves[..., :-1].abs() ** 2
    mel = (mel_filters("cpu", 80) @ power).clamp(min=1e-10).log10()
    mel = torch.maximum(mel, mel.amax((1, 2), keepdim=True) - 8.0)
    return (mel + 4.0) / 4.0


if __name__ == "__main__":
    main()
