"""The engine of this worker process, loaded at the first job and kept."""

from __future__ import annotations

import logging

from django.conf import settings

from transcriptions import presence
from transcriptions.engine_settings import engine_config
from transcriptions.engines import choice
from transcriptions.engines.base import Engine

log = logging.getLogger(__name__)

_engine: Engine | None = None


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


def close() -> None:
    """Let go of what is loaded; what is asked for next is loaded anew."""
    global _engine
    if _engine is not None:
        _engine.close()
        _engine = None
