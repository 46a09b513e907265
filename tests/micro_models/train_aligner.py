"""Trains the micro aligner: `python -m tests.micro_models.train_aligner`.

A wav2vec2 of which WhisperX asks the letters of each 20 ms frame. The synthesizer
knows where each word is, so the letters are spread evenly in it: the CTC head is
asked to name each at its first frame, a second head (thrown away afterwards) to name
it at every frame.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import time
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = "1"

import numpy as np
import torch
from torch.nn import functional
from transformers import (
    Wav2Vec2Config,
    Wav2Vec2CTCTokenizer,
    Wav2Vec2FeatureExtractor,
    Wav2Vec2ForCTC,
    Wav2Vec2Processor,
)

from tests.micro_models import ALIGNER
from tests.micro_models.clips import RATE
from tests.micro_models.speech import Speech
from tests.micro_models.training_speech import chunk, training_generator

SYMBOLS = ["<pad>", "<s>", "</s>", "<unk>", "|", *"abcdefghijklmnopqrstuvwxyz'"]
BLANK, SPACE = SYMBOLS.index("<pad>"), SYMBOLS.index("|")
AUDIO_PER_STEP = 24.0  # seconds
LENGTHS = (3.0, 6.0, 12.0, 24.0)  # seconds of a batch's chunks
LENGTHS_SHARES = (0.4, 0.3, 0.2, 0.1)

log = logging.getLogger("training")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--out", type=Path, default=ALIGNER)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    train(options.steps, options.out)


def build_model() -> Wav2Vec2ForCTC:
    return Wav2Vec2ForCTC(
        Wav2Vec2Config(
            vocab_size=len(SYMBOLS),
            hidden_size=128,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=256,
            conv_dim=(64, 64, 96),  # fewer and wider than usual: a tenth of the time
            conv_kernel=(64, 8, 8),
            conv_stride=(10, 8, 4),
            num_feat_extract_layers=3,
            num_conv_pos_embeddings=32,
            num_conv_pos_embedding_groups=4,
            pad_token_id=BLANK,
            apply_spec_augment=False,
            layerdrop=0.0,
            hidden_dropout=0.0,
            attention_dropout=0.0,
            activation_dropout=0.0,
            feat_proj_dropout=0.0,
            final_dropout=0.0,
            attn_implementation="sdpa",
        )
    )


def train(steps: int, out: Path) -> None:
    model = build_model()
    model.train()
    frame_head = torch.nn.Linear(model.config.hidden_size, len(SYMBOLS))
    parameters = [*model.parameters(), *frame_head.parameters()]
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, 2e-3, total_steps=steps, pct_start=0.1
    )
    out.mkdir(parents=True, exist_ok=True)
    begun = time.monotonic()
    for step in range(steps):
        losses = step_losses(model, frame_head, step)
        optimizer.zero_grad()
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        schedule.step()
        if step % 20 == 0:
            figures = " ".join(f"{name} {one:.3f}" for name, one in losses.items())
            log.info("%d %s %.0f s", step, figures, time.monotonic() - begun)
        if step % 200 == 199 or step == steps - 1:
            export(model, out)


def step_losses(model, frame_head, step: int) -> dict:
    generator = training_generator(step)
    seconds = float(generator.choice(LENGTHS, p=LENGTHS_SHARES))
    count = round(AUDIO_PER_STEP / seconds)
    samples = round(seconds * RATE)
    chunks = [chunk(generator, seconds, filled=True) for _ in range(count)]
    audio = np.stack([one.samples[:samples] for one in chunks])
    hidden = model.wav2vec2(torch.from_numpy(audio)).last_hidden_state
    frames = hidden.shape[1]
    firsts, spread = zip(*(_letters(one, frames) for one in chunks), strict=True)
    scores = model.lm_head(hidden)
    wanted = [one[one != BLANK] for one in firsts]
    ctc = functional.ctc_loss(
        scores.log_softmax(-1).transpose(0, 1),
        torch.cat(wanted),
        torch.full((count,), frames),
        torch.tensor([len(one) for one in wanted]),
        blank=BLANK,
        zero_infinity=True,
    )
    named = functional.cross_entropy(scores.transpose(1, 2), torch.stack(firsts))
    frame_scores = frame_head(hidden).transpose(1, 2)
    return {
        "ctc": 0.2 * ctc,
        "firsts": 2 * named,
        "frames": functional.cross_entropy(frame_scores, torch.stack(spread)),
    }


def _letters(speech: Speech, frames: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the letter that begins at each frame, and the one that lasts there."""
    firsts = torch.full((frames,), BLANK)
    spread = torch.full((frames,), SPACE)
    rate = frames / speech.seconds  # as WhisperX makes times of frames
    for word in speech.words:
        edges = np.linspace(word.start, word.end, len(word.text) + 1)
        at = [min(round(edge * rate), frames - 1) for edge in edges]
        for letter, start, end in zip(word.text, at, at[1:], strict=False):
            firsts[start] = SYMBOLS.index(letter)
            spread[start:end] = SYMBOLS.index(letter)
        firsts[at[-1]] = SPACE
    return firsts, spread


def export(model: Wav2Vec2ForCTC, folder: Path) -> None:
    """Write the model, its vocabulary and its processor in Hugging Face's form."""
    model.save_pretrained(folder)
    vocabulary = folder / "vocab.json"
    vocabulary.write_text(json.dumps({one: at for at, one in enumerate(SYMBOLS)}))
    Wav2Vec2Processor(
        Wav2Vec2FeatureExtractor(
            feature_size=1,
            sampling_rate=RATE,
            padding_value=0.0,
            do_normalize=False,
            return_attention_mask=False,
        ),
        Wav2Vec2CTCTokenizer(
            str(vocabulary), pad_token="<pad>", word_delimiter_token="|"
        ),
    ).save_pretrained(folder)


if __name__ == "__main__":
    main()
