"""Spans of audio in order: brought into it, joined where they touch."""

from __future__ import annotations

import math
from collections.abc import Iterable

from transcriptions.transcript import Span


def merged(spans: Iterable[Span], *, duration: float = math.inf) -> tuple[Span, ...]:
    """Sorted, disjoint, inside [0, duration]; spans without length are dropped."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        start, end = max(start, 0.0), min(end, duration)
        if not start < end:
            continue
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)
