"""Trains the micro Whisper: `python -m tests.micro_models.train_whisper`.

The whole is seeded. Besides the next word, more things that the synthesizer knows are
asked for: the word of each 20 ms frame and the two before it (a head on the encoder,
thrown away afterwards), and that some of the decoder's heads look at the word being
written. Without the first, training stays on a plateau; without the words before, and
without long chunks, the model loses its place in the 30 s that WhisperX merges.
"""

from __future__ import annotations

import argparse
import logging
import math
import os
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.nn import functional
from transformers import WhisperForConditionalGeneration

from tests.micro_models import WHISPER
from tests.micro_models.clips import VOCABULARY
from tests.micro_models.whisper_batch import HEARD, IGNORED, Batch, batch
from tests.micro_models.whisper_form import (
    build_model,
    build_tokenizer,
    convert,
    export,
)

PEAK_RATE, WARM_UP = 1e-3, 100  # steps
GUIDED_HEADS = 2  # of each of the last two layers

log = logging.getLogger("training")


class Training:
    """The model, its head for frames and the optimizer; kept in a file between runs."""

    def __init__(self, tokenizer: Tokenizer, folder: Path) -> None:
        self.tokenizer = tokenizer
        self.model = build_model(tokenizer)
        width = HEARD * (len(VOCABULARY) + 1)
        self.frame_head = nn.Linear(self.model.config.d_model, width)
        parameters = [*self.model.parameters(), *self.frame_head.parameters()]
        self.trained = [one for one in parameters if one.requires_grad]
        self.optimizer = torch.optim.AdamW(
            self.trained, PEAK_RATE, betas=(0.9, 0.98), weight_decay=0.01
        )
        self.step = 0
        self.folder = folder
        if self._file.exists():
            self._resume(torch.load(self._file))

    @property
    def _file(self) -> Path:
        return self.folder / "training.pt"

    @property
    def _parts(self) -> dict[str, nn.Module | torch.optim.Optimizer]:
        return {
            "model": self.model,
            "frame_head": self.frame_head,
            "optimizer": self.optimizer,
        }

    def _resume(self, kept: dict) -> None:
        for name, part in self._parts.items():
            part.load_state_dict(kept[name])
        self.step = kept["step"]

    def keep(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        states = {name: part.state_dict() for name, part in self._parts.items()}
        torch.save({**states, "step": self.step}, self._file)

    def advance(self, steps: int) -> dict[str, torch.Tensor]:
        """Take one step of `steps`; return its losses."""
        for group in self.optimizer.param_groups:
            group["lr"] = learning_rate(self.step, steps)
        given = batch(self.tokenizer, self.step)
        losses = step_losses(self.model, self.frame_head, given)
        total = sum(losses.values()) - 0.7 * losses["looks"]
        self.optimizer.zero_grad()
        total.backward()
        nn.utils.clip_grad_norm_(self.trained, 1.0)
        self.optimizer.step()
        self.step += 1
        return losses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1800)
    parser.add_argument("--folder", type=Path, default=Path("var/micro_whisper"))
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    training = Training(build_tokenizer(), options.folder)
    train(training, options.steps)
    export(training.model, training.tokenizer, options.folder / "transformers")
    convert(options.folder / "transformers", WHISPER, quantization="int8")


def train(training: Training, steps: int) -> None:
    begun = time.monotonic()
    while training.step < steps:
        losses = training.advance(steps)
        if training.step % 20 == 0:
            figures = " ".join(f"{name} {one:.3f}" for name, one in losses.items())
            passed = time.monotonic() - begun
            log.info("%d %s %.0f s", training.step, figures, passed)
        if training.step % 200 == 0 or training.step == steps:
            training.keep()


def learning_rate(step: int, steps: int) -> float:
    """Rises for WARM_UP steps, then falls to nothing at `steps`; half cosines both."""
    if step < WARM_UP:
        return PEAK_RATE * (1.02 - math.cos(math.pi * step / WARM_UP)) / 2.02
    share = (step - WARM_UP) / (steps - WARM_UP)
    return PEAK_RATE * (1 + math.cos(math.pi * share)) / 2 + 1e-7


def step_losses(
    model: WhisperForConditionalGeneration, frame_head: nn.Module, given: Batch
) -> dict[str, torch.Tensor]:
    encoded = encode(model, given)
    decoded = model.model.decoder(
        input_ids=given.tokens[:, :-1],
        encoder_hidden_states=encoded,
        use_cache=False,
        output_attentions=True,
    )
    scores = model.proj_out(decoded.last_hidden_state).transpose(1, 2)
    heard = frame_head(encoded).unflatten(-1, (HEARD, -1)).permute(0, 3, 2, 1)
    return {
        "text": functional.cross_entropy(scores, given.wanted, ignore_index=IGNORED),
        "frames": functional.cross_entropy(heard[:, :, 0], given.heard[:, 0]),
        "before": functional.cross_entropy(heard[:, :, 1:], given.heard[:, 1:]),
        "looks": looks(decoded.cross_attentions, given.spans),
    }


def looks(attentions: tuple[torch.Tensor, ...], spans: torch.Tensor) -> torch.Tensor:
    """How far the guided heads are from looking at the right word.

    Some of the last two layers' heads look at the word to be written, one head of the
    first at the word written before.
    """
    before = torch.cat((torch.zeros_like(spans[:, :1]), spans[:, :-1]), dim=1)
    following = torch.cat([one[:, :GUIDED_HEADS] for one in attentions[-2:]], 1)
    return _missed(following, spans) + 0.5 * _missed(attentions[0][:, :1], before)


def _missed(attention: torch.Tensor, spans: torch.Tensor) -> torch.Tensor:
    seen = (attention * spans[:, None]).sum(-1)
    there = spans.amax(-1)[:, None].expand_as(seen) > 0
    return -(seen[there] + 1e-4).log().mean()


def encode(model: WhisperForConditionalGeneration, given: Batch) -> torch.Tensor:
    """The encoder, on any number of frames from any offset, by flash attention."""
    encoder = model.model.encoder
    hidden = functional.gelu(encoder.conv1(given.features))
    hidden = functional.gelu(encoder.conv2(hidden)).transpose(1, 2)
    positions = given.offsets[:, None] + torch.arange(hidden.shape[1])
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


if __name__ == "__main__":
    main()
