"""All recognizers, made once; what they need is loaded when they first work."""

from __future__ import annotations

from functools import cache

from transcriptions.entities.base import Recognizer


@cache
def recognizers() -> tuple[Recognizer, ...]:
    return ()
