"""Sees to it that a model is there: looks, fetches what is missing, looks again."""

from __future__ import annotations

from pathlib import Path

from aitronos_site.lib import safe_http
from transcriptions.model_files import hub, places, web
from transcriptions.model_files.catalogue import ModelFiles
from transcriptions.model_files.errors import ModelUnavailable


def fetch(
    model: ModelFiles, root: Path, policy: safe_http.FetchPolicy, *, offline: bool
) -> tuple[Path, bool]:
    """Return where the model lies, and whether something was fetched.

    The network is not touched for a model that is there, nor if offline. Raises
    ModelUnavailable.
    """
    lacking = places.missing(model, root)
    if not lacking:
        return _place(model, root), False
    if not (model.repository or model.url):
        raise ModelUnavailable(not_a_model(model))
    if offline:
        raise ModelUnavailable(
            f"{model.name} is not in {root} ({', '.join(lacking)} missing), and "
            "downloads are switched off. Unset HF_HUB_OFFLINE, or copy the model there."
        )
    if model.repository:
        hub.fetch(model, root)
    else:
        web.fetch(model, root, policy)
    if lacking := places.missing(model, root):
        raise ModelUnavailable(
            f"{model.name} was fetched, but {', '.join(lacking)} is not among its files."
        )
    return _place(model, root), True


def not_a_model(model: ModelFiles) -> str:
    return (
        f"“{model.name}” is neither a directory with {', '.join(model.needed)} nor a "
        "name on the hub. Copy the model there, or name another."
    )


def _place(model: ModelFiles, root: Path) -> Path:
    place = places.place_of(model, root)
    assert place is not None
    return place
