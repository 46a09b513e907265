"""Finds a pyannote pipeline on disk, without an import of pyannote."""

from __future__ import annotations

import os
from pathlib import Path

from transcriptions.diarization.base import DiarizerUnavailable

CONFIG = "config.yaml"
CONDITIONS = "https://huggingface.co/"


def locate(model: str) -> Path | None:
    """Return the directory of a pipeline: the one named, or that in the hub's cache."""
    if _is_path(model):
        folder = Path(model).expanduser()
        return folder if (folder / CONFIG).is_file() else None
    cached = _cache() / f"models--{model.replace('/', '--')}"
    found = sorted(cached.glob(f"snapshots/*/{CONFIG}"), key=_modified)
    return found[-1].parent if found else None


def require(model: str, *, token: str, offline: bool) -> str | Path:
    """Return the directory, or the hub's name where it may be fetched.

    Raises DiarizerUnavailable.
    """
    found = locate(model)
    if found is not None:
        return found
    if _is_path(model):
        raise DiarizerUnavailable(
            f"No pyannote pipeline: '{model}' is not a directory with a {CONFIG}."
        )
    if offline:
        raise DiarizerUnavailable(
            f"No pyannote pipeline: '{model}' is not in {_cache()}, and downloads are "
            "switched off. Name a directory that holds it."
        )
    if not token:
        raise DiarizerUnavailable(
            f"No pyannote pipeline: '{model}' is not on this machine, and the hub gives "
            f"it only to those who accepted its conditions at {CONDITIONS}{model}: set "
            "HF_TOKEN to a token of theirs, or name a directory that holds it."
        )
    return model


def _is_path(model: str) -> bool:
    return (
        model.startswith((".", "/", "~"))
        or model.count("/") != 1
        or Path(model).is_dir()
    )


def _cache() -> Path:
    environ = os.environ
    home = environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    hub = environ.get("HF_HOME") or os.path.join(home, "huggingface")
    return Path(environ.get("HF_HUB_CACHE") or os.path.join(hub, "hub")).expanduser()


def _modified(path: Path) -> float:
    return path.stat().st_mtime
