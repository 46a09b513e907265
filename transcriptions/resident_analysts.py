"""The analysers of this worker process, loaded when needed and kept."""

from __future__ import annotations

from functools import cache

from transcriptions.analysis.choice import Analysers
from transcriptions.analysis.entity_finder import RecognizedEntities
from transcriptions.analysis_settings import analysis_config


@cache
def analysers() -> Analysers:
    config = analysis_config()
    return Analysers(config, RecognizedEntities(config.spacy_model))
