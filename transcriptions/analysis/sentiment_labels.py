"""What the labels of published sentiment models mean: POSITIVE, NEUTRAL or NEGATIVE."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from transcriptions.analysis.base import AnalyserUnavailable, Sentiment

POSITIVE, NEUTRAL, NEGATIVE = "POSITIVE", "NEUTRAL", "NEGATIVE"

#: A model that knows no neutral sentences is undecided below; about two to one.
UNDECIDED = 0.65

_NAMES = {
    "positive": POSITIVE,
    "pos": POSITIVE,
    "very positive": POSITIVE,
    "neutral": NEUTRAL,
    "neu": NEUTRAL,
    "mixed": NEUTRAL,
    "negative": NEGATIVE,
    "neg": NEGATIVE,
    "very negative": NEGATIVE,
}
#: From the worst to the best; what models mean that only number their labels.
_BY_COUNT = {
    2: (NEGATIVE, POSITIVE),
    3: (NEGATIVE, NEUTRAL, POSITIVE),
    5: (NEGATIVE, NEGATIVE, NEUTRAL, POSITIVE, POSITIVE),
}
_NUMBERED = re.compile(r"label_(\d+)")
_STARS = re.compile(r"(\d) stars?")


def meanings(labels: Mapping[int, str]) -> list[str]:
    """What each class of a model means, by its number.

    Raises AnalyserUnavailable for labels of another kind.
    """
    names = [_normal(labels[at]) for at in sorted(labels)]
    found = [_NAMES.get(name) or _starred(name) for name in names]
    if all(_NUMBERED.fullmatch(name) for name in names):
        found = list(_BY_COUNT.get(len(names), ()))
    meant = [name for name in found if name]
    if len(meant) < len(names) or not {POSITIVE, NEGATIVE} <= set(meant):
        raise AnalyserUnavailable(
            f"Its labels are {', '.join(labels.values()) or 'missing'}. It takes a model "
            "with positive, negative and maybe neutral, with 1 to 5 stars, or with 2, 3 "
            "or 5 numbered labels from the worst to the best."
        )
    return meant


def sentiment(meant: Sequence[str], shares: Sequence[float]) -> Sentiment:
    """The likeliest meaning, with the shares of all its classes as confidence."""
    sums = dict.fromkeys(meant, 0.0)
    for name, share in zip(meant, shares, strict=True):
        sums[name] += share
    label = max(sums, key=lambda name: sums[name])
    if NEUTRAL not in sums and sums[label] < UNDECIDED:
        return Sentiment(NEUTRAL, round(2 * (1 - sums[label]), 3))
    return Sentiment(label, round(min(sums[label], 1.0), 3))


def _normal(label: str) -> str:
    return " ".join(label.lower().replace("-", " ").split()).replace("very_", "very ")


def _starred(name: str) -> str | None:
    match = _STARS.fullmatch(name)
    number = int(match[1]) if match else 0
    return _BY_COUNT[5][number - 1] if 1 <= number <= 5 else None
