"""Groups the voices of all chunks of a file into speakers, by their embeddings. Pure.

Voices that speak alone long enough are grouped first; all others join the speaker that
they are most like.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcriptions.diarization.evidence import HeardWindow

FAR = 0.25  # cosine distance at which two groups are no longer one speaker's
SPLIT = 0.17  # the same where the customer says that there are more speakers
ENOUGH = 1.5  # seconds alone of a voice that counts in grouping
MOST = 1500  # voices to group: time and memory grow with the square
LEAST = 1.2  # seconds that a speaker must be heard in all; what is less joins another
HEARD = 4  # times that each moment is heard, in overlapping chunks

Embeddings = NDArray[np.float32]
Groups = NDArray[np.intp]


def speakers(windows, expected):
    voices = [v for w in windows for v in w.voices]
    known = [i for i, v in enumerate(voices) if v.embedding is not None]
    out = [None] * len(voices)
    if known:
        E = np.stack([voices[i].embedding for i in known])
        w = np.array([voices[i].alone for i in known])
        C = centroids(E, w, expected)
        sim = E @ C.T
        a = sim.argmax(1)
        for i, s in zip(known, a):
            out[i] = int(s)
    it = iter(out)
    return [[next(it) for _ in w.voices] for w in windows]


def centroids(E, w, expected):
    from scipy.cluster.hierarchy import fcluster, linkage

    for enough in (ENOUGH, ENOUGH / 2, 0):
        long = np.flatnonzero(w >= enough)
        if len(long) >= 8:
            break
    if len(long) > MOST:
        long = long[np.linspace(0, len(long) - 1, MOST).astype(int)]
    X, v = E[long], w[long]

    def mean(lab):
        m = np.stack(
            [(X[lab == k] * v[lab == k, None]).sum(0) for k in np.unique(lab) if k > 0]
        )
        return m / np.linalg.norm(m, axis=1, keepdims=True)

    def big(lab, least=LEAST):
        ks, n = np.unique(lab, return_counts=True)
        wt = {k: v[lab == k].sum() / HEARD for k in ks}
        keep = [k for k in ks if wt[k] >= least] or [max(wt, key=wt.get)]
        return np.where(np.isin(lab, keep), lab, 0)

    if len(X) == 1:
        return X
    Z = linkage(X, "average", metric="cosine")
    lab = big(fcluster(Z, FAR, "distance"))
    k = len(np.unique(lab[lab > 0]))
    if expected and k > expected:
        s = lab > 0
        Z2 = linkage(X[s], "average", metric="cosine")
        l2 = fcluster(Z2, expected, "maxclust")
        lab[s] = l2
    elif expected and k < expected:
        for t in np.arange(FAR, SPLIT, -0.01):
            l2 = big(fcluster(Z, t, "distance"), 2 * LEAST)
            k2 = len(np.unique(l2[l2 > 0]))
            if k < k2 <= expected:
                lab, k = l2, k2
            if k2 >= expected:
                break
    return mean(lab)
