"""What stands in a transcript where personal data was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from transcriptions.options import Substitution
from transcriptions.redacted_tokens import HASHES, label
from transcriptions.transcript import Word, mean_confidence

_MARKS = ".,;:!?…。！？،؟"  # noqa: RUF001


def text_of(policy: str, substitution: Substitution) -> str:
    return HASHES if substitution == Substitution.HASH else label(policy)


def token(policy: str, words: Sequence[Word], substitution: Substitution) -> Word:
    """One word in the place of several, with their times.

    The punctuation after the last one stays, because sentences end by it.
    """
    last = words[-1].text
    marks = last[len(last.rstrip(_MARKS)) :]
    return replace(
        words[0],
        text=text_of(policy, substitution) + marks,
        end=max(word.end for word in words),
        confidence=mean_confidence(words),
    )
