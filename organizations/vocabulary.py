"""Terms that are likely to be said: what a list of them may hold, and how it is cleaned.

Pure. The same rule holds for what an organization keeps (`Organization.vocabulary`) and
for what one job brings. Lists are short: a long prompt makes transcripts worse.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import ClassVar

from aitronos_site.lib.errors import DomainError

MAX_TERMS = 100
MAX_TERM_LENGTH = 60
#: How a speech model's own control tokens begin; as a term they would steer it.
CONTROL_TOKEN = "<|"  # noqa: S105


class InvalidVocabulary(DomainError):
    """The vocabulary has a term that can't be used."""

    code: ClassVar[str] = "VALIDATION_ERROR"


def cleaned(terms: Iterable[str]) -> list[str]:
    """Return the terms trimmed, each once, in their order. Raises InvalidVocabulary.

    What differs only in case is the same term; the first spelling stays.
    """
    found = [_cleaned_term(number, term) for number, term in enumerate(terms, 1)]
    if len(found) > MAX_TERMS:
        raise InvalidVocabulary(
            f"{len(found)} terms were given; at most {MAX_TERMS} are taken."
        )
    return each_once(found)


def each_once(terms: Iterable[str]) -> list[str]:
    first: dict[str, str] = {}
    for term in terms:
        first.setdefault(term.casefold(), term)
    return list(first.values())


def _cleaned_term(number: int, given: str) -> str:
    term = " ".join(unicodedata.normalize("NFC", given).split())
    if not term:
        raise InvalidVocabulary(f"Term {number} is empty.")
    if len(term) > MAX_TERM_LENGTH:
        raise InvalidVocabulary(
            f"Term {number} has {len(term)} characters; at most {MAX_TERM_LENGTH} are "
            f"taken: “{term[:20]}…”."
        )
    if CONTROL_TOKEN in term or any(unicodedata.category(c) == "Cc" for c in term):
        raise InvalidVocabulary(
            f"Term {number} has control characters, or “{CONTROL_TOKEN}”: only plain "
            "text is taken."
        )
    return term
