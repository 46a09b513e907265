from __future__ import annotations

import pytest

from tests.transcriptions.analysis.llm_server import ChatServer
from tests.transcriptions.analysis.saying import ignore, said
from transcriptions.analysis.analyser import Analysis, analyse
from transcriptions.analysis.base import (
    AnalyserInfo,
    AnalyserUnavailable,
    FoundEntity,
    LanguageNotSupported,
)
from transcriptions.analysis.choice import Analysers, AnalysisConfig
from transcriptions.analysis.outside_models import LlmServer, SentimentModel
from transcriptions.options import Feature

TALK = said(
    "The garden fence is broken, and I hate it.",
    "We love the garden fence that Maria built.",
    "The garden fence is made of wood.",
    speakers=["S1", "S2"],
)
ALL = frozenset(Feature)


class Finder:
    """Finds the words with a capital, or raises what it is told to."""

    info = AnalyserInfo("capitals", "", "1")

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error

    def entities(self, sentences, language, on_progress):
        on_progress(0.5)
        if self.error is not None:
            raise self.error
        words = [word for sentence in sentences for word in sentence.words]
        return [
            FoundEntity("person_name", word.text, word.start, word.end)
            for word in words
            if word.text.istitle()
        ]


def analysed(sentences=TALK, language="en", wanted=ALL, *, config=None, finder=None):
    return analyse(
        sentences,
        language=language,
        wanted=wanted,
        analysers=Analysers(config or AnalysisConfig(), finder or Finder()),
        names={"S1": "Anna"},
        on_progress=ignore,
    )


def codes(analysis):
    return [notice.code for notice in analysis.notices]


def test_all_that_was_asked_for_is_there():
    found = analysed()

    labels = [one.label for one in found.sentiment_analysis]
    assert labels == ["NEGATIVE", "POSITIVE", "NEUTRAL"]
    assert found.auto_highlights[0].text == "garden fence"
    assert found.auto_highlights[0].count == 3
    assert "Maria" in [entity.text for entity in found.entities]
    assert found.summary
    assert found.notices == ()
    assert {feature: info.name for feature, info in found.infos.items()} == {
        Feature.SENTIMENT: "vader",
        Feature.ENTITIES: "capitals",
        Feature.HIGHLIGHTS: "yake",
        Feature.SUMMARY: "extractive",
    }


@pytest.mark.parametrize("feature", Feature)
def test_nothing_else_is_computed(feature):
    found = analysed(wanted=frozenset({feature}))

    values = {
        Feature.SENTIMENT: found.sentiment_analysis,
        Feature.ENTITIES: found.entities,
        Feature.HIGHLIGHTS: found.auto_highlights,
        Feature.SUMMARY: found.summary,
    }
    assert [each for each, value in values.items() if value is not None] == [feature]
    assert list(found.infos) == [feature]


def test_nothing_wanted_is_nothing_done():
    assert analysed(wanted=frozenset()) == Analysis()


def test_a_language_may_have_a_region():
    assert analysed(language="en-GB").notices == ()


def test_an_empty_transcript_has_empty_results():
    found = analysed([])

    assert found.sentiment_analysis == found.entities == found.auto_highlights == ()
    assert found.summary == ""
    assert found.notices == ()


def test_a_language_that_nobody_knows_costs_only_the_features_that_need_it():
    found = analysed(said("Habari ya asubuhi, rafiki yangu mpendwa."), "sw")

    assert (found.sentiment_analysis, found.auto_highlights) == (None, None)
    assert found.summary is not None
    assert codes(found) == ["LANGUAGE_NOT_SUPPORTED"] * 2
    assert "sentiment" in found.notices[0].message
    assert "“sw”" in found.notices[0].message
    assert "highlights" in found.notices[1].message
    assert set(found.infos) == {Feature.ENTITIES, Feature.SUMMARY}


@pytest.mark.parametrize(
    "error", [RuntimeError("Maria built it"), MemoryError("Maria"), KeyError("Maria")]
)
def test_a_failure_costs_the_others_nothing_and_tells_no_log_the_text(error, caplog):
    found = analysed(finder=Finder(error))

    assert found.entities is None
    assert found.summary
    assert found.sentiment_analysis
    assert codes(found) == ["ANALYSIS_FAILED"]
    assert "entities" in found.notices[0].message
    assert type(error).__name__ in caplog.text
    assert "test_analyser.py" in caplog.text
    assert "Maria" not in caplog.text + found.notices[0].message


def test_a_finder_may_not_know_the_language():
    assert codes(analysed(finder=Finder(LanguageNotSupported()))) == [
        "LANGUAGE_NOT_SUPPORTED"
    ]


def test_a_model_that_is_not_there_is_told_to_the_operator_only(caplog, tmp_path):
    model = SentimentModel(str(tmp_path / "secret-place"), device="cpu")

    found = analysed(config=AnalysisConfig(sentiment_model=model))

    assert found.sentiment_analysis is None
    assert codes(found) == ["ANALYSIS_FAILED"]
    assert "not available" in found.notices[0].message
    assert "secret-place" in caplog.text
    assert "secret-place" not in found.notices[0].message


def test_speakers_are_called_as_on_the_page_in_the_summary():
    with ChatServer(lambda request: "They talk.") as server:
        config = AnalysisConfig(summary_server=LlmServer(server.url, "tiny"))

        found = analysed(config=config)

    assert found.summary == "They talk."
    assert found.infos[Feature.SUMMARY] == AnalyserInfo("llm", "tiny", "")
    assert "Anna: The garden fence is broken" in server.prompts()[0]
    assert "Speaker 2: We love the garden fence" in server.prompts()[0]


def test_the_summary_names_who_wrote_it_in_the_end():
    with ChatServer() as server:
        server.status = 503
        config = AnalysisConfig(summary_server=LlmServer(server.url, "tiny"))

        found = analysed(config=config)

    assert found.infos[Feature.SUMMARY].name == "extractive"
    assert codes(found) == ["SUMMARY_FALLBACK"]


def test_progress_goes_from_nothing_to_all():
    shares = []
    analyse(
        TALK,
        language="en",
        wanted=ALL,
        analysers=Analysers(AnalysisConfig(), Finder()),
        names={},
        on_progress=shares.append,
    )

    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)


def test_progress_never_falls_where_another_begins_anew():
    shares = []
    with ChatServer() as server:
        server.body = b"no answer"
        config = AnalysisConfig(summary_server=LlmServer(server.url, "tiny"))
        analyse(
            TALK,
            language="en",
            wanted={Feature.SUMMARY},
            analysers=Analysers(config),
            names={},
            on_progress=shares.append,
        )

    assert shares == sorted(shares)


@pytest.mark.parametrize("calls", range(0, 24, 3))
def test_what_progress_raises_stops_the_work_wherever_it_is(calls, caplog):
    left = iter(range(calls))

    def stop(share):
        if next(left, None) is None:
            raise LanguageNotSupported("Whatever the caller raises.")

    with pytest.raises(LanguageNotSupported, match="Whatever the caller"):
        analyse(
            TALK * 200,
            language="en",
            wanted=ALL,
            analysers=Analysers(AnalysisConfig(), Finder()),
            names={},
            on_progress=stop,
        )

    assert caplog.text == ""


def test_entities_need_somebody_who_finds_them(caplog):
    found = analyse(
        TALK,
        language="en",
        wanted={Feature.ENTITIES},
        analysers=Analysers(AnalysisConfig()),
        names={},
        on_progress=ignore,
    )

    assert codes(found) == ["ANALYSIS_FAILED"]
    with pytest.raises(AnalyserUnavailable):
        _ = Analysers(AnalysisConfig()).entities
