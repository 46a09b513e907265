"""Turns the terms that a customer expects into a prompt for Whisper.

The terms are untrusted text: they can't forge the model's control tokens, and never
crowd out the room that the model needs for its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from transcriptions.transcript import Notice

MOST_TOKENS = 200  # of the 224 that Whisper has for what came before


def prompt(
    terms: Sequence[str], count_tokens: Callable[[str], int]
) -> tuple[str | None, tuple[Notice, ...]]:
    """Return the terms as one line, as many as fit, and a notice if some don't."""
    cleaned = list(dict.fromkeys(filter(None, map(_plain, terms))))
    fitting: list[str] = []
    for term in cleaned:
        if count_tokens(" " + ", ".join([*fitting, term])) > MOST_TOKENS:
            break
        fitting.append(term)
    notices = () if len(fitting) == len(cleaned) else (_shortened(fitting, cleaned),)
    return ", ".join(fitting) or None, notices


def _plain(term: str) -> str:
    """Without what a tokenizer reads as control tokens, and on one line."""
    printable = "".join(c if c.isprintable() else " " for c in term)
    return " ".join(printable.replace("<|", " ").replace("|>", " ").split())


def _shortened(fitting: list[str], given: list[str]) -> Notice:
    return Notice(
        "VOCABULARY_SHORTENED",
        f"Only the first {len(fitting)} of the {len(given)} terms of the vocabulary "
        "were used: the model takes no more.",
    )
