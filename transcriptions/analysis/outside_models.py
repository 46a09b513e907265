"""Which models from outside the packages the operator chose, as values."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SentimentModel:
    """Which model; `languages` are those it knows, all if empty.

    `name` is a directory or a name on the hub, whose cache is `root`.
    """

    name: str
    languages: frozenset[str] = frozenset()
    device: str = "auto"
    root: Path | None = None
    offline: bool = False
    token: str = ""

    def knows(self, language: str) -> bool:
        return not self.languages or language in self.languages


@dataclass(frozen=True, slots=True)
class LlmServer:
    """`url` is that of the API, as `http://host:8000/v1`; the time is for all answers."""

    url: str
    model: str
    key: str = ""
    timeout_s: float = 300.0
    chunk_characters: int = 12_000
