"""What the settings say of the analysis, for workers and for commands."""

from __future__ import annotations

from django.conf import settings

from transcriptions.analysis.choice import AnalysisConfig
from transcriptions.analysis.outside_models import LlmServer, SentimentModel
from transcriptions.model_files import catalogue
from transcriptions.model_files.catalogue import ModelFiles


def analysis_config() -> AnalysisConfig:
    return AnalysisConfig(
        sentiment_model=_sentiment_model(),
        spacy_model=settings.SPACY_MODEL,
        summary_server=_summary_server(),
    )


def sentiment_files() -> ModelFiles | None:
    """The files of the sentiment model, if one is configured."""
    name = settings.SENTIMENT_MODEL
    return catalogue.sentiment_model(name) if name else None


def _sentiment_model() -> SentimentModel | None:
    if not settings.SENTIMENT_MODEL:
        return None
    return SentimentModel(
        settings.SENTIMENT_MODEL,
        languages=frozenset(settings.SENTIMENT_LANGUAGES),
        device=settings.WHISPERX_DEVICE,
        root=settings.MODELS_DIR,
        offline=settings.HF_HUB_OFFLINE,
        token=settings.HF_TOKEN,
    )


def _summary_server() -> LlmServer | None:
    if not settings.SUMMARY_LLM_URL:
        return None
    return LlmServer(
        settings.SUMMARY_LLM_URL,
        settings.SUMMARY_LLM_MODEL,
        key=settings.SUMMARY_LLM_API_KEY,
        timeout_s=settings.SUMMARY_LLM_TIMEOUT_S,
        chunk_characters=settings.SUMMARY_LLM_CHUNK_CHARACTERS,
    )
