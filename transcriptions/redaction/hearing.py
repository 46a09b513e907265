"""What an engine hears in a clip, kept in memory alone: it holds what must not leak.

Nothing here may be logged, stored, or be part of an exception's message.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256

from transcriptions.engines.base import Engine
from transcriptions.redaction.clips import Samples
from transcriptions.transcript import Word, shifted, timed_words

Report = Callable[[float], None]


class Ears:
    """Listens by an engine, to the same samples only once."""

    def __init__(self, engine: Engine, language: str) -> None:
        self.language = language
        self._engine = engine
        self._known: dict[bytes, tuple[Word, ...]] = {}

    def hear(self, samples: Samples, start: float, report: Report) -> list[Word]:
        """The words of a clip, in the file's time.

        `report` gets the file's time that is reached. Raises EngineError.
        """
        digest = sha256(samples.tobytes()).digest() + repr(start).encode()
        if digest not in self._known:
            heard = self._engine.transcribe(
                samples,
                language=self.language,
                on_progress=lambda seconds: report(start + seconds),
            )
            self._known[digest] = tuple(
                word
                for segment in heard.segments
                for word in timed_words(shifted(segment, start))
            )
        return list(self._known[digest])
