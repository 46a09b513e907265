"""Fetches a model from the hub (huggingface.co, or HF_ENDPOINT) into its cache form.

What is there already is not fetched again, and a file that was cut off goes on where
it ended. The hub is asked once with a short limit before its client, which retries for
minutes, gets to work.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from transcriptions import hub_cache
from transcriptions.model_files.catalogue import WEIGHTS, ModelFiles
from transcriptions.model_files.errors import ModelUnavailable, disk_trouble

ANSWER_SECONDS = 10.0  # for the hub to tell what a repository holds
READ_SECONDS = "20"  # without a byte, beyond which a download is given up
HUB = "https://huggingface.co"


def fetch(model: ModelFiles, root: Path) -> None:
    """Raises ModelUnavailable, in a bounded time if the hub does not answer."""
    os.environ.setdefault("HF_HUB_DOWNLOAD_TIMEOUT", READ_SECONDS)
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    sizes = _contents(model)
    wanted = _wanted(model, list(sizes))
    _require_space(model, sum(sizes[name] for name in wanted), root)
    _download(model, wanted, root)


def endpoint() -> str:
    return os.environ.get("HF_ENDPOINT", HUB).rstrip("/")


def _contents(model: ModelFiles) -> dict[str, int]:
    """The repository's files and their bytes, asked in a thread with a time limit.

    A name server that does not answer is not bounded by any limit of the client.
    """
    from huggingface_hub import HfApi

    answers: list[Any] = []
    failures: list[Exception] = []

    def ask() -> None:
        try:
            hub = HfApi(endpoint=endpoint(), token=_token())
            asked = hub.model_info(
                model.repository, timeout=ANSWER_SECONDS, files_metadata=True
            )
            answers.append(asked)
        except Exception as error:
            failures.append(error)

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(ANSWER_SECONDS + 1)
    if failures:
        raise _worded(model, failures[0], root=None) from failures[0]
    if not answers:
        raise _unreachable(model, "no answer in time")
    return {file.rfilename: file.size or 0 for file in answers[0].siblings or ()}


def _wanted(model: ModelFiles, names: list[str]) -> list[str]:
    """The files to fetch: of weights in several forms, the preferred one."""
    chosen = [name for name in names if _fits(name, model.wanted)]
    if set(WEIGHTS) <= set(model.wanted):
        forms = [[name for name in chosen if fnmatch(name, form)] for form in WEIGHTS]
        spare = [name for form in forms for name in form if form is not _first(forms)]
        chosen = [name for name in chosen if name not in spare]
    absent = [
        n for n in model.needed if not any(_fits(f, n.split("|")) for f in chosen)
    ]
    if absent:
        raise ModelUnavailable(
            f"“{model.repository}” has no {absent[0].replace('|', ' or ')}: it is no "
            f"{model.kind.split()[0]} model that can be used here. Name another one."
        )
    return chosen


def _first(forms: list[list[str]]) -> list[str]:
    return next((form for form in forms if form), [])


def _fits(name: str, patterns: Any) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


def _require_space(model: ModelFiles, size: int, root: Path) -> None:
    try:
        root.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(root).free
    except OSError as error:
        raise disk_trouble(error, root) from error
    cached = hub_cache.folder(model.repository, root) / "blobs"
    size -= sum(blob.stat().st_size for blob in cached.glob("*") if blob.is_file())
    if size > free:
        raise ModelUnavailable(
            f"“{model.repository}” needs {size / 1e9:.1f} GB more, and the disk of "
            f"{root} has {free / 1e9:.1f} GB left. Free some space, or name another "
            "directory by MODELS_DIR."
        )


def _download(model: ModelFiles, wanted: list[str], root: Path) -> None:
    from huggingface_hub import snapshot_download

    try:
        snapshot_download(
            model.repository,
            cache_dir=root,
            allow_patterns=wanted,
            endpoint=endpoint(),
            token=_token(),
        )
    except Exception as error:
        raise _worded(model, error, root=root) from error


def _worded(
    model: ModelFiles, error: Exception, *, root: Path | None
) -> ModelUnavailable:
    from huggingface_hub import errors

    causes: list[tuple[type[Exception], Callable[[ModelFiles], ModelUnavailable]]] = [
        (errors.GatedRepoError, _gated),
        (errors.RepositoryNotFoundError, _not_found),
        (errors.HFValidationError, _not_found),
    ]
    for kind, word in causes:
        if isinstance(error, kind):
            return word(model)
    # The client's own errors of the network are OSErrors too, without a number.
    if root is not None and isinstance(error, OSError) and error.errno:
        return disk_trouble(error, root)
    status = getattr(getattr(error, "response", None), "status_code", None)
    return _unreachable(model, f"HTTP {status}" if status else _short(error))


def _gated(model: ModelFiles) -> ModelUnavailable:
    given = "The token in HF_TOKEN is not enough." if _token() else "None is set."
    return ModelUnavailable(
        f"“{model.repository}” is gated. Sign in at {HUB}/{model.repository} and accept "
        "its conditions, then set HF_TOKEN to a token of that account that may read "
        f"gated repositories. {given}"
    )


def _not_found(model: ModelFiles) -> ModelUnavailable:
    return ModelUnavailable(
        f"The hub has no model “{model.repository}”, or it is private. Check the name; "
        "a private one needs HF_TOKEN."
    )


def _unreachable(model: ModelFiles, reason: str) -> ModelUnavailable:
    return ModelUnavailable(
        f"The hub at {endpoint()} did not give “{model.repository}” ({reason}). Check "
        "the network and HTTPS_PROXY, or run this command on a machine with network "
        "and copy its MODELS_DIR here. What was fetched is kept."
    )


def _short(error: Exception) -> str:
    """The kind of error: the client's texts hold object addresses and stack traces."""
    return type(error).__name__


def _token() -> str | None:
    return os.environ.get("HF_TOKEN") or None
