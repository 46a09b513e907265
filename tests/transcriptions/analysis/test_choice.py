from __future__ import annotations

import subprocess
import sys

import pytest

from transcriptions.analysis.base import AnalyserUnavailable, LanguageNotSupported
from transcriptions.analysis.choice import Analysers, AnalysisConfig
from transcriptions.analysis.outside_models import LlmServer, SentimentModel


def test_without_a_model_english_has_vader_and_no_other_language_has_any():
    analysers = Analysers(AnalysisConfig())

    assert analysers.sentiment("en").info.name == "vader"
    with pytest.raises(LanguageNotSupported):
        analysers.sentiment("de")


def test_a_model_serves_its_languages_and_vader_english_beside_it(tmp_path):
    model = SentimentModel(str(tmp_path), frozenset({"de"}), device="cpu")
    analysers = Analysers(AnalysisConfig(model))

    assert analysers.sentiment("en").info.name == "vader"
    with pytest.raises(AnalyserUnavailable):
        analysers.sentiment("de")
    with pytest.raises(LanguageNotSupported):
        analysers.sentiment("fr")


def test_a_model_for_all_languages_is_asked_for_english_too(tmp_path):
    analysers = Analysers(AnalysisConfig(SentimentModel(str(tmp_path), device="cpu")))

    with pytest.raises(AnalyserUnavailable):
        analysers.sentiment("en")


def test_the_server_that_is_named_writes_the_summaries():
    server = LlmServer("http://10.0.0.5/v1", "tiny")

    assert Analysers(AnalysisConfig()).summary.info.name == "extractive"
    named = Analysers(AnalysisConfig(summary_server=server)).summary.info
    assert (named.name, named.model) == ("llm", "tiny")


def test_each_is_built_once():
    analysers = Analysers(AnalysisConfig())

    assert analysers.sentiment("en") is analysers.sentiment("en")
    assert analysers.highlights is analysers.highlights
    assert analysers.summary is analysers.summary


def test_the_choice_loads_none_of_the_libraries():
    code = (
        "import sys, transcriptions.analysis.analyser\n"
        "heavy = {'torch', 'transformers', 'numpy', 'scipy', 'yake', 'vaderSentiment'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"
