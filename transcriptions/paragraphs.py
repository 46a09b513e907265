"""Paragraphs of a transcript: pure, from its sentences by pause, length and speaker.

No sentence is split, lost or reordered; the API and the text file show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcriptions.sentence_text import join_words, split_words
from transcriptions.transcript import Sentence

PAUSE = 2.0  # seconds of silence that always part paragraphs
BREATH = 0.8  # seconds of silence that part them once there is enough text
ENOUGH_WORDS = 60
MOST_WORDS = 120  # unless one sentence alone has more


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences of one speaker; times are seconds."""

    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        return join_words(" ".join(s.text.split()) for s in self.sentences)

    @property
    def start(self) -> float:
        return self.sentences[0].start

    @property
    def end(self) -> float:
        return max(sentence.end for sentence in self.sentences)

    @property
    def speaker(self) -> str | None:
        return self.sentences[0].speaker

    @property
    def confidence(self) -> float | None:
        """The mean of the sentences', by their words."""
        known = [
            (sentence.confidence, _words(sentence))
            for sentence in self.sentences
            if sentence.confidence is not None
        ]
        whole = sum(words for _, words in known)
        if not whole:
            return None
        return sum(confidence * words for confidence, words in known) / whole


def build_paragraphs(sentences: Iterable[Sentence]) -> Iterator[Paragraph]:
    """Sentences without text are left out."""
    current: list[Sentence] = []
    words = 0
    for sentence in sentences:
        length = _words(sentence)
        if not length:
            continue
        if current and _begins(sentence, current, words=words, length=length):
            yield Paragraph(tuple(current))
            current, words = [], 0
        current.append(sentence)
        words += length
    if current:
        yield Paragraph(tuple(current))


def _begins(
    sentence: Sentence, current: Sequence[Sentence], *, words: int, length: int
) -> bool:
    silence = sentence.start - current[-1].end
    return (
        sentence.speaker != current[-1].speaker
        or silence >= PAUSE
        or words + length > MOST_WORDS
        or (words >= ENOUGH_WORDS and silence >= BREATH)
    )


def _words(sentence: Sentence) -> int:
    return len(split_words(sentence.text))
