"""What a check finds: how it stands, and how to mend what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"  # it works, but not as it should
    FAILURE = "failure"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Finding:
    level: Level
    text: str
    mend: str = ""


@dataclass(frozen=True)
class Asked:
    """`offline`: touch no network. `quick`: don't load the models."""

    offline: bool = False
    quick: bool = False


Check = Callable[[Asked], Iterator[Finding]]


def ok(text: str) -> Finding:
    return Finding(Level.OK, text)


def skipped(text: str) -> Finding:
    return Finding(Level.SKIPPED, text)


def warning(text: str, mend: str) -> Finding:
    return Finding(Level.WARNING, text, mend)


def failure(text: str, mend: str) -> Finding:
    return Finding(Level.FAILURE, text, mend)
