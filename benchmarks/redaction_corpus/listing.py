"""Lists that read better as running text."""

from __future__ import annotations


def listed(text: str, separator: str = " ") -> tuple[str, ...]:
    """The terms of a text, whose line breaks may stand next to separators only."""
    joint = text.strip().replace("\n", separator if separator == " " else "")
    return tuple(term for term in joint.split(separator) if term)
