from __future__ import annotations

from transcriptions.analysis.choice import AnalysisConfig
from transcriptions.analysis_settings import analysis_config


def test_without_settings_what_is_in_the_packages_does_the_work():
    assert analysis_config() == AnalysisConfig()


def test_the_settings_of_the_sentiment_model_arrive(settings, tmp_path):
    settings.SENTIMENT_MODEL = "owner/model"
    settings.SENTIMENT_LANGUAGES = ["de", "fr"]
    settings.WHISPERX_DEVICE, settings.HF_TOKEN = "cuda", "hf_mine"
    settings.MODELS_DIR, settings.HF_HUB_OFFLINE = tmp_path, True

    model = analysis_config().sentiment_model

    assert (model.name, model.languages) == ("owner/model", {"de", "fr"})
    assert (model.device, model.token) == ("cuda", "hf_mine")
    assert (model.root, model.offline) == (tmp_path, True)
    assert model.knows("de")
    assert not model.knows("en")


def test_the_settings_of_the_summary_server_arrive(settings):
    settings.SUMMARY_LLM_URL = "http://10.0.0.5:8000/v1"
    settings.SUMMARY_LLM_MODEL, settings.SUMMARY_LLM_API_KEY = "tiny", "k-1"
    settings.SUMMARY_LLM_TIMEOUT_S = 12.0
    settings.SUMMARY_LLM_CHUNK_CHARACTERS = 5_000

    server = analysis_config().summary_server

    assert (server.url, server.model) == ("http://10.0.0.5:8000/v1", "tiny")
    assert (server.key, server.timeout_s, server.chunk_characters) == (
        "k-1",
        12.0,
        5_000,
    )
