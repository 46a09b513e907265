"""Groups the pieces of a file into speakers, by the embeddings of their voices. Pure.

Pieces that are long enough make groups, of which those too alike are merged; a group
that was heard but briefly, or in short pieces, must differ more to be a speaker. Each
piece then joins the speaker that it, and what else its local voice says, is most like.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.evidence import HeardWindow, Piece

ALIKE = 0.2  # mean cosine distance within a group, at first
BRIEF = 0.25  # distance of a brief group from another, below which they are one speaker
LASTING = 0.12  # the same of groups that both last
EASING = 0.28, 0.03  # a second heard in all: from the one to the other
SHORT = 0.43, 0.17  # a second of the mean piece: the same, of groups of short pieces
HINT = 0.8  # of these distances where the customer says that there are more speakers
HINTED = 2.0  # seconds that such a speaker must be heard
LEAST = 1.0  # seconds that any speaker must be heard
ENOUGH = 0.7  # seconds alone of a piece that makes groups
FULL = 0.6  # seconds alone of a piece that speaks for itself, whatever its local voice
MOST = 1500  # pieces that make groups: time and memory grow with the square
HEARD = 4  # times that each moment is heard, in overlapping chunks

Vectors = NDArray[np.float32]  # one row each
Seconds = NDArray[np.float32]


def speakers(
    windows: Sequence[HeardWindow], expected: int | None
) -> list[list[int | None]]:
    """Number the speaker of each piece of each window, from 0; None where unknown.

    `expected` is how many speakers there should be; groups that are too much alike or
    too brief are not speakers even so.
    """
    pieces = [piece for window in windows for piece in window.pieces]
    known = [piece for piece in pieces if piece.embedding is not None]
    if not known:
        return [[None] * len(window.pieces) for window in windows]
    centroids = _centroids(_vectors(known), _alone(known), expected)
    return [
        [
            speaker
            for _, voice in groupby(window.pieces, lambda p: (p.chunk, p.voice))
            for speaker in _assigned(list(voice), centroids)
        ]
        for window in windows
    ]


def _assigned(voice: Sequence[Piece], centroids: Vectors) -> list[int | None]:
    """The speakers of the pieces of one local voice: mostly, but not surely, the same."""
    if all(piece.embedding is None for piece in voice):
        return [None] * len(voice)
    own, alone = _vectors(voice), _alone(voice)[:, None]
    whole = _unit((own * alone).sum(axis=0, keepdims=True))
    weight = np.clip(alone / FULL, 0, 1) * own.any(axis=1, keepdims=True)
    likeness = (weight * own + (1 - weight) * whole) @ centroids.T
    return [int(speaker) for speaker in likeness.argmax(axis=1)]


def _centroids(vectors: Vectors, alone: Seconds, expected: int | None) -> Vectors:
    """The mean voice of each speaker."""
    chosen = _long(alone)
    groups = _groups(vectors[chosen])
    stands_for = max(1.0, (alone >= ENOUGH).sum() / len(chosen)) / HEARD
    sums, heard, sizes = [], [], []
    for group in range(groups.max() + 1):
        members = chosen[groups == group]
        sums.append((vectors[members] * alone[members, None]).sum(axis=0))
        heard.append(alone[members].sum() * stands_for)
        sizes.append(len(members) * stands_for)
    lasting = np.array(heard) >= min(LEAST, max(heard))
    sums_kept, heard_kept, sizes_kept = (
        np.array(part)[lasting] for part in (sums, heard, sizes)
    )
    return _merged(sums_kept, heard_kept, sizes_kept, expected)


def _long(alone: Seconds) -> NDArray[np.intp]:
    """Which pieces make groups: long ones if there are some, from all over the file."""
    for enough in (ENOUGH, ENOUGH / 2, 0.0):
        long = np.flatnonzero(alone >= enough)
        if len(long) >= 2:
            break
    if len(long) <= MOST:
        return long
    spread: NDArray[np.intp] = long[np.linspace(0, len(long) - 1, MOST).astype(int)]
    return spread


def _groups(vectors: Vectors) -> NDArray[np.intp]:
    """Number the group of each vector, from 0."""
    from scipy.cluster.hierarchy import fcluster, linkage

    if len(vectors) < 2:
        return np.zeros(len(vectors), np.intp)
    tree = linkage(vectors, "average", metric="cosine")
    groups: NDArray[np.intp] = fcluster(tree, ALIKE, "distance").astype(np.intp) - 1
    return groups


def _merged(
    sums: Vectors, heard: Seconds, sizes: Seconds, expected: int | None
) -> Vectors:
    """Merge the likeliest pair of groups, until what is left are speakers."""
    while len(sums) > 1:
        units = _unit(sums)
        briefer = np.minimum(heard[:, None], heard)
        mean = heard / sizes
        shorter = np.minimum(mean[:, None], mean)
        likeness = (1 - units @ units.T) / _least_distance(briefer, shorter)
        np.fill_diagonal(likeness, np.inf)
        one, other = divmod(int(likeness.argmin()), len(sums))
        hinted = expected is not None and len(sums) <= expected
        limit = HINT if hinted and briefer[one, other] >= HINTED else 1.0
        too_many = expected is not None and len(sums) > expected
        if likeness[one, other] >= limit and not too_many:
            break
        sums[one] += sums[other]
        heard[one] += heard[other]
        sizes[one] += sizes[other]
        sums = np.delete(sums, other, 0)
        heard, sizes = np.delete(heard, other), np.delete(sizes, other)
    return _unit(sums)


def _least_distance(heard: Seconds, mean: Seconds) -> Seconds:
    """How far apart two speakers are, if the briefer was heard so long in such pieces."""
    brief, short = (
        most - easing * seconds
        for (most, easing), seconds in ((EASING, heard), (SHORT, mean))
    )
    least: Seconds = np.clip(np.maximum(brief, short), LASTING, BRIEF)
    return least


def _vectors(pieces: Sequence[Piece]) -> Vectors:
    """Their embeddings, or zeros."""
    size = max(len(p.embedding) for p in pieces if p.embedding is not None)
    none = np.zeros(size, np.float32)
    return np.stack([none if p.embedding is None else p.embedding for p in pieces])


def _alone(pieces: Sequence[Piece]) -> Seconds:
    return np.array([piece.alone for piece in pieces], np.float32)


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = vectors / np.maximum(lengths, 1e-9)
    return unit
