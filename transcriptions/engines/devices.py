"""On which device the models run: the one asked for, or what this machine has."""

from __future__ import annotations

from transcriptions.engines.base import EngineUnavailable

AUTO = "auto"


def device(asked: str) -> str:
    """Return `cpu` or `cuda` for `auto`, else what was asked for.

    Raises EngineUnavailable without PyTorch.
    """
    try:
        import torch
    except ImportError as error:
        raise EngineUnavailable(
            f"PyTorch cannot be imported ({error}); install the worker's requirements."
        ) from error
    if asked != AUTO:
        return asked
    return "cuda" if torch.cuda.is_available() else "cpu"
