"""Chooses and builds the diarizer that the configuration names.

Diarizers are imported only once chosen, since their libraries take many seconds to
import; the worker calls this once and says aloud what was chosen and why.
"""

from __future__ import annotations

from dataclasses import dataclass

from transcriptions.diarization import DIARIZERS, pyannote_weights
from transcriptions.diarization.base import Diarizer, DiarizerUnavailable
from transcriptions.engines import devices
from transcriptions.engines.base import EngineUnavailable


@dataclass(frozen=True, slots=True)
class DiarizerConfig:
    """Options of all diarizers; the model is a directory or a name on the hub."""

    pyannote_model: str = "pyannote/speaker-diarization-community-1"
    token: str = ""
    device: str = "auto"
    offline: bool = False


def choose(name: str, config: DiarizerConfig) -> tuple[Diarizer, str]:
    """Return the diarizer, and the sentence that says what was chosen and why.

    "auto" takes pyannote when its pipeline lies on this machine and loads, and never
    downloads. Raises DiarizerUnavailable when the diarizer named cannot work.
    """
    if name == "pyannote":
        return _pyannote(
            config
        ), f"pyannote with {config.pyannote_model}, as configured."
    if name == "embedded":
        return _embedded(config), "The embedded diarizer, as configured."
    if name == "auto":
        return _whichever(config)
    raise DiarizerUnavailable(
        f"Unknown diarizer '{name}': choose one of auto, {', '.join(DIARIZERS)}."
    )


def _whichever(config: DiarizerConfig) -> tuple[Diarizer, str]:
    folder = pyannote_weights.locate(config.pyannote_model)
    reason = f"'{config.pyannote_model}' is not on this machine."
    if folder is not None:
        try:
            return _pyannote(
                config
            ), f"pyannote, because its pipeline lies in {folder}."
        except DiarizerUnavailable as error:
            reason = str(error)
    return (
        _embedded(config),
        f"The embedded diarizer, because pyannote cannot work here: {reason}",
    )


def _pyannote(config: DiarizerConfig) -> Diarizer:
    from transcriptions.diarization.pyannote import PyannoteDiarizer

    return PyannoteDiarizer(
        config.pyannote_model,
        token=config.token,
        device=_device(config.device),
        offline=config.offline,
    )


def _embedded(config: DiarizerConfig) -> Diarizer:
    from transcriptions.diarization.embedded import EmbeddedDiarizer

    return EmbeddedDiarizer(_device(config.device))


def _device(asked: str) -> str:
    try:
        return devices.device(asked)
    except EngineUnavailable as error:
        raise DiarizerUnavailable(error.message) from error
