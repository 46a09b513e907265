"""How that is written which stands in the place of personal data, and known again."""

from __future__ import annotations

import re

#: Of one length for all, because a length tells something too.
HASHES = "####"
LABEL = re.compile(r"\[([A-Z][A-Z0-9_]*)\]")
SIGNS = re.compile(r"#+")
TOKEN = re.compile(f"{LABEL.pattern}|{SIGNS.pattern}")


def label(policy: str) -> str:
    return f"[{policy.upper()}]"


def unlabelled(word: str) -> str:
    """A word with signs instead of a label, whose capitals and words nobody said."""
    return LABEL.sub(HASHES, word)
