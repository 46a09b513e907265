"""The speech engine's configuration, out of the settings: for workers and for commands."""

from __future__ import annotations

from django.conf import settings

from transcriptions.engines.choice import EngineConfig


def engine_config() -> EngineConfig:
    return EngineConfig(
        model=settings.WHISPERX_MODEL,
        device=settings.WHISPERX_DEVICE,
        compute_type=settings.WHISPERX_COMPUTE_TYPE,
        batch_size=settings.WHISPERX_BATCH_SIZE,
        threads=settings.WHISPERX_THREADS,
        download_root=settings.MODELS_DIR,
        offline=settings.HF_HUB_OFFLINE,
    )
