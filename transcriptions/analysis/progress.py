"""Progress of parts told as that of the whole."""

from __future__ import annotations

from transcriptions.analysis.base import Report


def part(on_progress: Report, begin: float, end: float) -> Report:
    """Return what reports the shares of a part that lies between two of the whole."""
    return lambda share: on_progress(begin + (end - begin) * share)
