"""What was taken out of a transcript, and where, as its page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from transcriptions.options import Method, Substitution, redacted_audio_method
from transcriptions.pii_policies import POLICIES
from transcriptions.web.policy_names import name_of


@dataclass(frozen=True)
class Taken:
    """How often data of one kind was taken out."""

    name: str
    count: int


@dataclass(frozen=True)
class Place:
    name: str
    start: float
    end: float


@dataclass(frozen=True)
class Redaction:
    """`asked` are the names of the kinds that were looked for, or `everything`.

    What stretches over a seam of the recording is in two `places`, but `taken` once.
    """

    hidden: bool
    silenced: bool
    everything: bool
    asked: list[str]
    taken: list[Taken]
    places: list[Place]

    @property
    def total(self) -> int:
        return sum(one.count for one in self.taken)


def redaction_of(
    result: Mapping[str, Any], options: Mapping[str, Any]
) -> Redaction | None:
    """None if none was asked for."""
    told = result.get("redaction")
    if told is None:
        return None
    counts = sorted(told["counts"].items(), key=lambda one: (-one[1], name_of(one[0])))
    return Redaction(
        hidden=told["substitution"] == Substitution.HASH,
        silenced=redacted_audio_method(options) == Method.SILENCE,
        everything=set(told["policies"]) >= POLICIES,
        asked=sorted(name_of(policy) for policy in told["policies"]),
        taken=[Taken(name_of(policy), count) for policy, count in counts if count],
        places=[
            Place(name_of(span["policy"]), span["start"], span["end"])
            for span in told["spans"]
        ],
    )
