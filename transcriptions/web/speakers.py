"""Who speaks in a transcript: label, name, colour and share of the talk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from transcriptions.speakers import shown_name
from transcriptions.transcript import Sentence

VOICES = 8  # colours that tell speakers apart, besides their names


@dataclass(frozen=True)
class Speaker:
    """`label` is the diarizer's, `share` of all that was said, `voice` a colour."""

    label: str
    name: str
    voice: int
    share: float | None
    talk_seconds: float | None

    @property
    def shown(self) -> str:
        return shown_name(self.label, self.name)


def speakers_of(
    result: Mapping[str, Any], sentences: Iterable[Sentence]
) -> dict[str, Speaker]:
    """By label, in the order of the result, else in the order in which they speak."""
    told = {s["speaker"]: s for s in result.get("speakers") or []}
    heard = [s.speaker for s in sentences if s.speaker]
    total = sum(s["talk_seconds"] for s in told.values())
    return {
        label: _speaker(label, number, told.get(label, {}), total)
        for number, label in enumerate(dict.fromkeys([*told, *heard]))
    }


def _speaker(label: str, number: int, told: Mapping[str, Any], total: float) -> Speaker:
    seconds = told.get("talk_seconds")
    return Speaker(
        label=label,
        name=told.get("name") or "",
        voice=number % VOICES + 1,
        share=seconds / total if total and seconds is not None else None,
        talk_seconds=seconds,
    )
