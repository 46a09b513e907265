"""Dialogues of known voices, and how wrong a diarization of them is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from transcriptions.audio.decode import SAMPLE_RATE, decode
from transcriptions.transcript import SpeakerTurn

VOICES = Path(__file__).parents[2] / "audio" / "voices"  # flite, five lines each
SLOT = 4 * SAMPLE_RATE  # samples, of a line and the silence after it
TICKS = 1000  # a second, in which times are compared


def lines(voice: str) -> list[np.ndarray]:
    """What a voice says, without the silence around it."""
    with (VOICES / f"{voice}.opus").open("rb") as file:
        samples = np.concatenate(list(decode(file, max_seconds=60)))
    return [_trimmed(samples[at : at + SLOT]) for at in range(0, len(samples), SLOT)][
        :5
    ]


def dialogue(
    voices: Sequence[str], turns: int, *, gaps: Sequence[float] = (0.5, 0.2, 0.8)
) -> tuple[np.ndarray, list[SpeakerTurn]]:
    """Let voices speak in turn, with these gaps in between; a negative one overlaps."""
    said = {voice: cycle(lines(voice)) for voice in voices}
    parts, truth, end = [], [], 0.3
    for voice, gap in islice(zip(cycle(voices), cycle(gaps), strict=False), turns):
        part = next(said[voice])
        start = end + gap
        end = start + len(part) / SAMPLE_RATE
        parts.append((round(start * SAMPLE_RATE), part))
        truth.append(SpeakerTurn(start, end, voice))
    samples = np.zeros(round((end + 0.5) * SAMPLE_RATE), np.float32)
    for at, part in parts:
        samples[at : at + len(part)] += part
    return samples, truth


def error_rate(truth: Sequence[SpeakerTurn], found: Sequence[SpeakerTurn]) -> float:
    """Diarization error rate, to the millisecond: no collar, overlaps counted."""
    length = max(round(turn.end * TICKS) for turn in (*truth, *found))
    true, heard = _grid(truth, length), _grid(found, length)
    common = true.astype(np.float32) @ heard.astype(np.float32).T
    correct = common[linear_sum_assignment(-common)].sum()
    spoken, told = true.sum(axis=0), heard.sum(axis=0)
    return float((np.maximum(spoken, told).sum() - correct) / spoken.sum())


def _grid(turns: Sequence[SpeakerTurn], length: int) -> np.ndarray:
    speakers = sorted({turn.speaker for turn in turns})
    grid = np.zeros((len(speakers), length), np.bool_)
    for turn in turns:
        begin, end = round(turn.start * TICKS), round(turn.end * TICKS)
        grid[speakers.index(turn.speaker), begin:end] = True
    return grid


def _trimmed(samples: np.ndarray) -> np.ndarray:
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return samples[loud[0] : loud[-1] + 1]
