"""Chooses and builds the speech engine that the configuration names.

Engines are imported only once chosen, since WhisperX takes many seconds to import;
the worker calls this once at start and says aloud what was chosen and why.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from transcriptions.engines import whisper_weights
from transcriptions.engines.base import Engine, EngineUnavailable
from transcriptions.languages import ENGINES


@dataclass(frozen=True, slots=True)
class EngineConfig:
    """Options of all engines; 0 threads or processes means one for each core.

    `align_models` gives, for a language code, the directory of the model that finds
    the times of its words; for other languages WhisperX's own choice is used.
    """

    model: str = "large-v3"
    device: str = "auto"
    compute_type: str = "auto"
    batch_size: int = 8
    threads: int = 0
    download_root: Path | None = None
    offline: bool = False
    vad: str = "pyannote"
    processes: int = 0
    align_models: Mapping[str, str] = field(default_factory=dict)


def choose(name: str, config: EngineConfig) -> tuple[Engine, str]:
    """Return the engine, and the sentence that says what was chosen and why.

    "auto" takes WhisperX when its weights lie on this machine and load, and never
    downloads. Raises EngineUnavailable when the engine named cannot work.
    """
    if name == "whisperx":
        return _whisperx(config), f"WhisperX with {config.model}, as configured."
    if name == "pocketsphinx":
        return _pocketsphinx(config), "PocketSphinx (English only), as configured."
    if name == "auto":
        return _whichever(config)
    raise EngineUnavailable(
        f"Unknown speech engine '{name}': choose one of {', '.join(ENGINES)}."
    )


def _whichever(config: EngineConfig) -> tuple[Engine, str]:
    try:
        weights = whisper_weights.require(
            config.model, config.download_root, offline=True
        )
        engine = _whisperx(config)
    except EngineUnavailable as error:
        reason = (
            f"PocketSphinx (English only), because WhisperX cannot work here: {error}"
        )
        return _pocketsphinx(config), reason
    return (
        engine,
        f"WhisperX with {config.model}, because its weights lie in {weights}.",
    )


def _whisperx(config: EngineConfig) -> Engine:
    from transcriptions.engines.whisperx import WhisperXEngine

    return WhisperXEngine(
        config.model,
        device=config.device,
        compute_type=config.compute_type,
        batch_size=config.batch_size,
        threads=config.threads,
        download_root=config.download_root,
        offline=config.offline,
        vad=config.vad,
    )


def _pocketsphinx(config: EngineConfig) -> Engine:
    from transcriptions.engines.pocketsphinx import PocketSphinxEngine

    return PocketSphinxEngine(config.processes or None)
