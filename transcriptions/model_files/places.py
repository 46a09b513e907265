"""Where a model lies in the models' directory, what is missing of it, and its size."""

from __future__ import annotations

from pathlib import Path

from transcriptions import hub_cache
from transcriptions.model_files.catalogue import ModelFiles


def place_of(model: ModelFiles, root: Path) -> Path | None:
    """The directory or file in which a model lies, whole or in part; None: nowhere."""
    if model.path is not None:
        place = root / model.path
        return place if place.exists() else None
    return _snapshot(hub_cache.folder(model.repository, root), model)


def missing(model: ModelFiles, root: Path) -> list[str]:
    """The files, or patterns, of which nothing is there; empty if the model is."""
    place = place_of(model, root)
    if place is None:
        return list(model.needed)
    if place.is_file():
        return []
    return [needed for needed in model.needed if not _holds(place, needed)]


def size_of(place: Path) -> int:
    """Bytes on the disk, each file once."""
    if place.is_file():
        return place.stat().st_size
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())


def _snapshot(folder: Path, model: ModelFiles) -> Path | None:
    """The snapshot that the cache calls current, else the newest that is whole."""
    current = folder / "refs" / "main"
    if current.is_file():
        snapshot = folder / "snapshots" / current.read_text().strip()
        if snapshot.is_dir():
            return snapshot
    found = sorted(folder.glob("snapshots/*/"), key=lambda path: path.stat().st_mtime)
    whole = [
        path for path in found if all(_holds(path, needed) for needed in model.needed)
    ]
    candidates = whole or found
    return candidates[-1] if candidates else None


def _holds(folder: Path, needed: str) -> bool:
    """A link to a file that is not there counts as missing: a download was cut off."""
    return any(
        path.is_file() for pattern in needed.split("|") for path in folder.glob(pattern)
    )
