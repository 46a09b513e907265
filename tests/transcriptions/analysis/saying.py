"""Sentences with words and times, as the pipeline hands them to the analysers."""

from __future__ import annotations

from collections.abc import Iterable

from transcriptions.sentence_text import split_words
from transcriptions.transcript import Sentence, Word

WORD, PAUSE = 0.4, 0.3  # seconds


def said(
    *texts: str, speakers: Iterable[str | None] = (), flagged=()
) -> list[Sentence]:
    """One sentence after the other; `flagged` are the indexes of suspect ones.

    `speakers` are said in turn, again and again.
    """
    names = list(speakers) or [None]
    sentences, time = [], 0.0
    for at, text in enumerate(texts):
        flags = ("REPETITION",) if at in flagged else ()
        sentences.append(_sentence(text, time, names[at % len(names)], flags))
        time = round(sentences[-1].end + PAUSE, 3)
    return sentences


def ignore(share: float) -> None:
    """Progress is not of interest."""


def _sentence(text, start, speaker, flags):
    words, time = [], start
    for word in split_words(text):
        words.append(Word(word, time, round(time + WORD, 3), 0.9, speaker))
        time = round(time + WORD, 3)
    return Sentence(text, start, time, tuple(words), 0.9, speaker, flags)
