"""The graph of sentences that share terms, and how central each of them is.

Edges have the cosine of the sentences' term vectors as weight (tf-idf, with sentences as
documents). The matrix of edges is never made: it would be dense where everybody says the
same words, while a product with it takes two products with the sparse term matrix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_DAMPING = 0.85  # of PageRank
_ROUNDS = 50
_CLOSE_ENOUGH = 1e-6

Vector = NDArray[np.float64]


class SentenceGraph:
    """`counts` has a row for each sentence, a column for each term; it is sparse."""

    def __init__(self, sentences: Sequence[Sequence[str]]) -> None:
        self.counts = _counts(sentences)
        present = self.counts.sign()
        #: In how many sentences each term is.
        self.spread: Vector = np.asarray(present.sum(axis=0)).ravel()
        self._vectors = _unit_rows(self.counts, self.spread)

    def centrality(self) -> Vector:
        """PageRank of each sentence, as a share of the highest."""
        count = self.counts.shape[0]
        linked = self._times_edges(np.ones(count))
        rank = np.full(count, 1 / max(count, 1))
        for _ in range(_ROUNDS):
            given = np.divide(rank, linked, out=np.zeros(count), where=linked > 1e-12)
            following = _DAMPING * self._times_edges(given)
            following += (1 - following.sum()) / count
            moved = np.abs(following - rank).sum()
            rank = following
            if moved < _CLOSE_ENOUGH:
                break
        share: Vector = rank / rank.max() if count else rank
        return share

    def likeness(self, row: int) -> Vector:
        """The cosine of each sentence's terms with those of one."""
        cosines: Vector = (self._vectors @ self._vectors[[row]].T).toarray().ravel()
        return cosines

    def _times_edges(self, vector: Vector) -> Vector:
        """The product with the matrix of edges, which has no loops."""
        product = self._vectors @ (self._vectors.T @ vector) - self._loops() * vector
        positive: Vector = np.maximum(product, 0.0)
        return positive

    def _loops(self) -> Vector:
        squares = self._vectors.multiply(self._vectors)
        loops: Vector = np.asarray(squares.sum(axis=1)).ravel()
        return loops


def _counts(sentences: Sequence[Sequence[str]]) -> Any:
    from scipy.sparse import csr_array

    columns: dict[str, int] = {}
    rows, places, values = [], [], []
    for row, terms in enumerate(sentences):
        for term, count in Counter(terms).items():
            rows.append(row)
            places.append(columns.setdefault(term, len(columns)))
            values.append(float(count))
    shape = (len(sentences), max(len(columns), 1))
    return csr_array((values, (rows, places)), shape=shape)


def _unit_rows(counts: Any, spread: Vector) -> Any:
    from scipy.sparse import diags_array

    rarity = np.log1p(counts.shape[0] / np.maximum(spread, 1.0))
    weighted = counts.copy()
    weighted.data = 1 + np.log(weighted.data)
    weighted = weighted @ diags_array(rarity)
    lengths = np.sqrt(np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel())
    inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return diags_array(inverse) @ weighted
