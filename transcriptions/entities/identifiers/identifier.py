"""What kind of number a code is: by its shape, its check digits and what was said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from transcriptions.entities.codes import Code

Fit = Callable[[Code], float]


def never(code: Code) -> float:
    return 0.0


@dataclass(frozen=True)
class Identifier:
    """A kind of number.

    `cues` are, for each language, what is said before such a number; `hints` the same
    where they say less. `shape` tells from 0 to 1 how well a code fits behind a cue,
    `alone` how sure it is without any. A cue holds for `reach` words.
    """

    type: str
    cues: Mapping[str, tuple[str, ...]]
    shape: Fit
    alone: Fit = never
    hints: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reach: int = 20


def digits_only(code: Code) -> bool:
    return code.text.isdecimal() and code.text.isascii() and not code.quantity


def of_length(code: Code, shortest: int, longest: int, digits: int = 1) -> bool:
    """Whether a code of letters and digits is so long and has so many digits."""
    plain = not code.quantity and shortest <= len(code.text) <= longest
    return plain and len(code.digits) >= digits
