"""What the speech libraries read of their surroundings: no telemetry, no surprises.

Set before they are imported, by whoever is about to import them. Changes the whole
process, so only workers may come here.
"""

from __future__ import annotations

import logging
import os
import tempfile
from pathlib import Path


def prepare(download_root: Path | None, *, offline: bool) -> None:
    """Switch telemetry off, and the network as well if told; find a place for caches."""
    keep_to_itself(offline=offline)
    os.environ["TORCH_HOME"] = str(_writable_torch_home(download_root))
    _keep_transcripts_out_of_logs()


def keep_to_itself(*, offline: bool) -> None:
    """Let the libraries report nothing to anybody, and fetch nothing if offline."""
    os.environ["PYANNOTE_METRICS_ENABLED"] = "false"
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    if offline:
        os.environ["HF_HUB_OFFLINE"] = "1"
        os.environ["TRANSFORMERS_OFFLINE"] = "1"


def _keep_transcripts_out_of_logs() -> None:
    """WhisperX warns of a text that it can't align by printing it."""
    logger = logging.getLogger("whisperx")
    logger.setLevel(logging.ERROR)
    if not logger.handlers:  # else it brings one that writes to standard output
        logger.addHandler(logging.NullHandler())


def _writable_torch_home(download_root: Path | None) -> Path:
    """Return a directory that may be made: loading the voice detector makes it."""
    caches = [Path(os.environ["TORCH_HOME"])] if "TORCH_HOME" in os.environ else []
    caches += [download_root / "torch"] if download_root else []
    for cache in caches:
        try:
            cache.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(cache, os.W_OK):
            return cache
    return Path(tempfile.mkdtemp(prefix="torch-"))
