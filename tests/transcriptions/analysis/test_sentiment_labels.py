from __future__ import annotations

import pytest

from transcriptions.analysis.base import AnalyserUnavailable
from transcriptions.analysis.sentiment_labels import meanings, sentiment

P, O, N = "POSITIVE", "NEUTRAL", "NEGATIVE"  # noqa: E741


@pytest.mark.parametrize(
    ("labels", "meant"),
    [
        (["NEGATIVE", "POSITIVE"], [N, P]),
        (["positive", "neutral", "negative"], [P, O, N]),
        (["Very Negative", "Negative", "Neutral", "Positive", "Very Positive"],
         [N, N, O, P, P]),
        (["1 star", "2 stars", "3 stars", "4 stars", "5 stars"], [N, N, O, P, P]),
        (["LABEL_0", "LABEL_1"], [N, P]),
        (["LABEL_0", "LABEL_1", "LABEL_2"], [N, O, P]),
        (["NEU", "POS", "NEG"], [O, P, N]),
        (["very_negative", "positive"], [N, P]),
    ],
)  # fmt: skip
def test_the_labels_of_published_models_are_understood(labels, meant):
    assert meanings(dict(enumerate(labels))) == meant


@pytest.mark.parametrize(
    "labels",
    [["joy", "anger"], ["LABEL_0"], ["LABEL_0", "LABEL_1", "LABEL_2", "LABEL_3"],
     ["positive", "neutral"], ["0 stars", "5 stars"], ["positive", "sarcasm"], []],
)  # fmt: skip
def test_other_labels_are_refused(labels):
    with pytest.raises(AnalyserUnavailable, match="1 to 5 stars"):
        meanings(dict(enumerate(labels)))


def test_classes_that_mean_the_same_are_counted_together():
    found = sentiment([N, N, O, P, P], [0.05, 0.05, 0.3, 0.28, 0.32])

    assert (found.label, found.confidence) == (P, 0.6)


def test_a_model_without_neutral_is_neutral_where_it_is_undecided():
    assert sentiment([N, P], [0.45, 0.55]).label == O
    assert sentiment([N, P], [0.45, 0.55]).confidence == 0.9
    assert sentiment([N, P], [0.7, 0.3]) == sentiment([P, N], [0.3, 0.7])
    assert sentiment([N, P], [0.7, 0.3]).label == N
