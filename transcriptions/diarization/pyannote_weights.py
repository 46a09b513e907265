"""Finds a pyannote pipeline on disk, without an import of pyannote."""

from __future__ import annotations

from pathlib import Path

from transcriptions import hub_cache
from transcriptions.diarization.base import DiarizerUnavailable

CONFIG = "config.yaml"
CONDITIONS = "https://huggingface.co/"


def locate(model: str) -> Path | None:
    """Return the directory of a pipeline: the one named, or that in the hub's cache."""
    if hub_cache.is_path(model):
        folder = Path(model).expanduser()
        return folder if (folder / CONFIG).is_file() else None
    return hub_cache.newest_with(CONFIG, model)


def require(model: str, *, token: str, offline: bool) -> str | Path:
    """Return the directory, or the hub's name where it may be fetched.

    Raises DiarizerUnavailable.
    """
    found = locate(model)
    if found is not None:
        return found
    if hub_cache.is_path(model):
        raise DiarizerUnavailable(
            f"No pyannote pipeline: '{model}' is not a directory with a {CONFIG}."
        )
    if offline:
        raise DiarizerUnavailable(
            f"No pyannote pipeline: '{model}' is not in {hub_cache.directory()}, and downloads are "
            "switched off. Name a directory that holds it."
        )
    if not token:
        raise DiarizerUnavailable(
            f"No pyannote pipeline: '{model}' is not on this machine, and the hub gives "
            f"it only to those who accepted its conditions at {CONDITIONS}{model}: set "
            "HF_TOKEN to a token of theirs, or name a directory that holds it."
        )
    return model
