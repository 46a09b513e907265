"""The engine and the diarizer of this worker process, loaded when needed and kept."""

from __future__ import annotations

import logging

from django.conf import settings

from transcriptions import presence
from transcriptions.diarization import choice as diarizers
from transcriptions.diarization.base import Diarizer
from transcriptions.engine_settings import engine_config
from transcriptions.engines import choice
from transcriptions.engines.base import Engine

log = logging.getLogger(__name__)

_engine: Engine | None = None
_diarizer: Diarizer | None = None


def engine() -> Engine:
    """Raises EngineUnavailable."""
    global _engine
    if _engine is None:
        _engine, reason = choice.choose(settings.TRANSCRIPTION_ENGINE, engine_config())
        log.info("%s", reason)
        info = _engine.info
        presence.announce(
            {"name": info.name, "model": info.model, "version": info.version}, reason
        )
    return _engine


def diarizer() -> Diarizer:
    """Raises DiarizerUnavailable."""
    global _diarizer
    if _diarizer is None:
        _diarizer, reason = diarizers.choose(
            settings.DIARIZER,
            diarizers.DiarizerConfig(
                pyannote_model=settings.PYANNOTE_MODEL,
                token=settings.HF_TOKEN,
                device=settings.WHISPERX_DEVICE,
                offline=settings.HF_HUB_OFFLINE,
            ),
        )
        log.info("%s", reason)
    return _diarizer


def close() -> None:
    """Let go of what is loaded; what is asked for next is loaded anew."""
    global _engine, _diarizer
    _diarizer = None
    if _engine is not None:
        _engine.close()
        _engine = None
