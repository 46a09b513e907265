from __future__ import annotations

import numpy as np
import pytest

from transcriptions.analysis.sentence_graph import SentenceGraph


def test_the_sentence_that_shares_most_is_the_most_central():
    graph = SentenceGraph([["a", "b"], ["b", "c"], ["c", "d"], ["x", "y"]])

    rank = graph.centrality()

    assert rank.argmax() == 1 or rank[1] == pytest.approx(rank.max())
    assert rank.argmin() == 3


def test_it_is_the_pagerank_of_the_matrix_that_is_never_made():
    random = np.random.default_rng(1)
    sentences = [list(random.choice(list("abcdefghij"), 4)) for _ in range(30)]
    graph = SentenceGraph(sentences)
    vectors = graph._vectors.toarray()
    edges = vectors @ vectors.T
    np.fill_diagonal(edges, 0)
    chances = edges / edges.sum(axis=0)
    stay = 0.85 * chances + 0.15 / 30
    values, states = np.linalg.eig(stay)
    expected = np.abs(states[:, values.real.argmax()].real)

    assert graph.centrality() == pytest.approx(expected / expected.max(), abs=1e-4)


def test_sentences_that_share_nothing_are_alike():
    assert SentenceGraph([["a"], ["b"], []]).centrality() == pytest.approx([1, 1, 1])


def test_it_knows_how_far_a_term_is_spread():
    graph = SentenceGraph([["a", "a", "b"], ["a"]])

    assert list(graph.spread) == [2, 1]
