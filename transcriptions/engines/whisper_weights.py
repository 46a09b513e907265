"""Finds the CTranslate2 weights of a Whisper model on disk, or fetches them.

Looking takes no import of torch or WhisperX, so that an absent model is reported at
once; the WhisperX engine and the choice between engines call it.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from transcriptions import hub_cache
from transcriptions.engines.base import EngineUnavailable

WEIGHTS_FILE = "model.bin"
PROBE_SECONDS = 8.0  # for the hub to answer at all
READ_SECONDS = "20"  # without a byte, beyond which a download is given up

# Short names of models, as faster-whisper resolves them.
REPOSITORIES = {
    name: f"Systran/faster-whisper-{name}"
    for name in [
        "tiny",
        "tiny.en",
        "base",
        "base.en",
        "small",
        "small.en",
        "medium",
        "medium.en",
        "large-v1",
        "large-v2",
        "large-v3",
    ]
} | {
    "large": "Systran/faster-whisper-large-v3",
    "distil-large-v2": "Systran/faster-distil-whisper-large-v2",
    "distil-medium.en": "Systran/faster-distil-whisper-medium.en",
    "distil-small.en": "Systran/faster-distil-whisper-small.en",
    "distil-large-v3": "Systran/faster-distil-whisper-large-v3",
    "distil-large-v3.5": "distil-whisper/distil-large-v3.5-ct2",
    "large-v3-turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
    "turbo": "mobiuslabsgmbh/faster-whisper-large-v3-turbo",
}


def locate(model: str, download_root: Path | None) -> Path | None:
    """Return the directory that holds the weights of a directory or hub name."""
    if (Path(model) / WEIGHTS_FILE).is_file():
        return Path(model)
    repository = _repository(model)
    if repository is None:
        return None
    return hub_cache.newest_with(WEIGHTS_FILE, repository, download_root)


def require(model: str, download_root: Path | None, *, offline: bool) -> Path:
    """Return the weights' directory, downloading a hub model unless offline."""
    found = locate(model, download_root)
    if found is not None:
        return found
    repository = _repository(model)
    if repository is None or offline:
        raise EngineUnavailable(_missing(model, download_root, offline=offline))
    _require_hub(repository)
    return _download(repository, download_root)


def _repository(model: str) -> str | None:
    if model in REPOSITORIES:
        return REPOSITORIES[model]
    return None if hub_cache.is_path(model) else model


def _missing(model: str, download_root: Path | None, *, offline: bool) -> str:
    repository = _repository(model)
    if repository is None:
        return (
            f"No WhisperX weights: '{model}' is neither a directory holding "
            f"{WEIGHTS_FILE} nor the name of a model ({', '.join(REPOSITORIES)}). "
            "Name a directory with a Whisper model converted to CTranslate2."
        )
    reason = "and downloads are switched off" if offline else "on this machine"
    return (
        f"No WhisperX weights: '{model}' ({repository}) is not in "
        f"{hub_cache.directory(download_root)} {reason}. Copy the converted model to this machine "
        "and name its directory, or allow the download."
    )


def _require_hub(repository: str) -> None:
    """Ask the hub once, in a bounded time: its client retries for most of a minute."""
    failure: list[BaseException | None] = [TimeoutError("no answer in time")]
    probe = threading.Thread(target=_probe, args=(repository, failure), daemon=True)
    probe.start()
    probe.join(PROBE_SECONDS)
    if failure[0] is not None:
        raise EngineUnavailable(
            f"No WhisperX weights: '{repository}' is not on this machine, and the hub "
            f"did not give it ({failure[0]}). Check the network and the name, or name "
            "a local directory with the converted model."
        ) from failure[0]


def _probe(repository: str, failure: list[BaseException | None]) -> None:
    try:
        from huggingface_hub import HfApi

        HfApi().model_info(repository, timeout=PROBE_SECONDS)
        failure[0] = None
    except Exception as error:
        failure[0] = error


def _download(repository: str, download_root: Path | None) -> Path:
    os.environ.setdefault("HF_HUB_DOWNLOAD_TIMEOUT", READ_SECONDS)
    from huggingface_hub import snapshot_download

    patterns = ["*.json", "vocabulary.*", WEIGHTS_FILE]
    try:
        return Path(
            snapshot_download(
                repository, cache_dir=download_root, allow_patterns=patterns
            )
        )
    except Exception as error:
        raise EngineUnavailable(
            f"The download of WhisperX weights '{repository}' failed: {error}"
        ) from error
