"""The words of a redacted job, and where in its audio those lie that were taken out."""

from __future__ import annotations

from dataclasses import dataclass

from transcriptions import stored
from transcriptions.models import Transcription
from transcriptions.redaction import edges
from transcriptions.transcript import Span, Word


@dataclass(frozen=True)
class RedactedWords:
    """All words in their order; `hidden` stand for others, `weak` have doubtful times."""

    words: tuple[Word, ...]
    hidden: tuple[bool, ...]
    weak: tuple[bool, ...]

    @property
    def kept(self) -> list[Word]:
        pairs = zip(self.words, self.hidden, strict=True)
        return [word for word, hidden in pairs if not hidden]

    def spans(self, *, duration: float) -> tuple[Span, ...]:
        """What of the audio has to go, in seconds of the file."""
        places = edges.places(self.words, self.hidden, self.weak)
        return edges.audio_spans(places, duration=duration)


def of(job: Transcription) -> RedactedWords:
    result = job.result or {}
    taken_out = {(span["start"], span["end"]) for span in result["redaction"]["spans"]}
    engine = result["engine"]["name"]
    words, hidden, weak = [], [], []
    for sentence in stored.sentences_of(job):
        for word in sentence.words:
            words.append(word)
            hidden.append((word.start, word.end) in taken_out)
            weak.append(edges.is_weak(word, flags=sentence.flags, engine=engine))
    return RedactedWords(tuple(words), tuple(hidden), tuple(weak))
