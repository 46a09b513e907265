"""Where the hub's client keeps what it fetched, told without importing it."""

from __future__ import annotations

import os
from pathlib import Path


def directory(root: Path | None = None) -> Path:
    """Return `root`, or the cache that the client takes by itself."""
    if root is not None:
        return root
    environ = os.environ
    home = environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    hub = environ.get("HF_HOME") or os.path.join(home, "huggingface")
    default = environ.get("HUGGINGFACE_HUB_CACHE") or os.path.join(hub, "hub")
    return Path(os.path.expandvars(environ.get("HF_HUB_CACHE") or default)).expanduser()


def folder(repository: str, root: Path | None = None) -> Path:
    """Return the folder of a repository, which need not be there."""
    return directory(root) / f"models--{repository.replace('/', '--')}"


def newest_with(file: str, repository: str, root: Path | None = None) -> Path | None:
    """Return the snapshot of a repository that got this file last, or None."""
    found = sorted(folder(repository, root).glob(f"snapshots/*/{file}"), key=_modified)
    return found[-1].parent if found else None


def is_path(model: str) -> bool:
    """Say whether a name means a directory; `owner/name` is the hub's unless it is one."""
    return (
        model.startswith((".", "/", "~"))
        or model.count("/") != 1
        or Path(model).is_dir()
    )


def _modified(path: Path) -> float:
    return path.stat().st_mtime
