"""Where the micro Whisper's attention begins, before it has learned anything.

Positions are sines and cosines of many speeds. Queries that turn them by a shift, and
keys that take them as they are, agree most where they lie that far apart. Left to
chance, attention learns on short chunks to find what is near, and loses it among the
1 500 frames of a long one; the published models had years of speech to find it.
"""

from __future__ import annotations

import math

import torch
from torch import nn
from transformers import WhisperForConditionalGeneration

NEARBY = ((0, -8, 8, -16), (0, -12, 12, -25), (0, -25, -45, 12))  # frames, by head
ONWARDS = (20, 30)  # frames from the middle of a word to that of the next
FRAMES_A_WORD = 28  # and the pause after it
NEARNESS = 1.7
CALM = 0.3
FASTEST, LONG_PERIODS = 10, 28  # the places of speeds: periods of 27, of 370 frames


def calm(model: WhisperForConditionalGeneration) -> None:
    """Let every layer add little, so that positions are not drowned on their way."""
    for stack in (model.model.encoder, model.model.decoder):
        for name, weight in stack.named_parameters():
            if name.endswith(("out_proj.weight", "fc2.weight")):
                weight.data *= CALM


def look_nearby(model: WhisperForConditionalGeneration) -> None:
    """Let the encoder's heads look at the frames NEARBY after their own."""
    for layer, shifts in zip(model.model.encoder.layers, NEARBY, strict=True):
        for head, shift in enumerate(shifts):
            _compare_positions(layer.self_attn, head, shift)


def point_onwards(model: WhisperForConditionalGeneration) -> None:
    """Let the decoder look for the word before where it is likely, then just after.

    The first layer's first head looks about where a word of that number should be,
    and passes on where it looked; the last two layers look ONWARDS of there.
    """
    decoder = model.model.decoder
    places = decoder.embed_positions.weight.data
    frames = FRAMES_A_WORD * (torch.arange(len(places)) - 1.5)
    places += 0.3 * _positions(frames, places.shape[1])
    first, *_, last_but_one, last = (one.encoder_attn for one in decoder.layers)
    _compare_positions(first, 0, 0, fastest=LONG_PERIODS)
    _pass_positions_on(first, 0)
    for attention in (last_but_one, last):
        for head, shift in enumerate(ONWARDS):
            _compare_positions(attention, head, shift)


def _compare_positions(
    attention: nn.Module, head: int, shift: int, *, fastest: int = FASTEST
) -> None:
    chosen, half, sines, cosines = _rows(attention, head)
    slow = (chosen >= fastest).float()
    speeds = _speeds(half)[chosen]
    turn = NEARNESS * slow * torch.cos(speeds * shift)
    across = NEARNESS * slow * torch.sin(speeds * shift)
    query, key = attention.q_proj.weight.data, attention.k_proj.weight.data
    query[sines, chosen] += turn
    query[sines, half + chosen] += across
    query[cosines, half + chosen] += turn
    query[cosines, chosen] -= across
    key[sines, chosen] += NEARNESS * slow
    key[cosines, half + chosen] += NEARNESS * slow


def _pass_positions_on(attention: nn.Module, head: int) -> None:
    chosen, half, sines, cosines = _rows(attention, head)
    value, out = attention.v_proj.weight.data, attention.out_proj.weight.data
    value[sines, chosen] += 1
    value[cosines, half + chosen] += 1
    out[chosen, sines] += 0.7
    out[half + chosen, cosines] += 0.7


def _rows(attention: nn.Module, head: int) -> tuple:
    """The speeds that a head takes, and the rows for their sines and cosines."""
    pairs = attention.head_dim // 2
    chosen = torch.arange(FASTEST, FASTEST + 2 * pairs, 2)
    sines = head * attention.head_dim + torch.arange(pairs)
    return chosen, attention.embed_dim // 2, sines, sines + pairs


def _speeds(half: int) -> torch.Tensor:
    """As transformers' `sinusoids`: radians a frame."""
    return torch.exp(-math.log(10_000) / (half - 1) * torch.arange(half))


def _positions(frames: torch.Tensor, width: int) -> torch.Tensor:
    angles = frames[:, None] * _speeds(width // 2)
    return torch.cat((angles.sin(), angles.cos()), dim=1)
