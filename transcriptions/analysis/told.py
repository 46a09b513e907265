"""Sentences as a reader of a summary gets them, with who said them where it matters.

The analysers get sentences whose `speaker` is what the speaker is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from transcriptions.sentence_text import TERMINALS, join_words, split_words
from transcriptions.transcript import Sentence

_FULL_STOPS = {"hi": "।", "ja": "。", "mr": "।", "ne": "।", "yue": "。", "zh": "。"}
_LOOSE_ENDS = ",;:-–— 、،"


def told(sentences: Sequence[Sentence], language: str, *, with_speakers: bool) -> str:
    """The sentences as one text, a line for each change of speaker if these are told."""
    if not with_speakers:
        return _joined(sentences, language)
    lines = []
    for speaker, run in groupby(sentences, key=lambda sentence: sentence.speaker):
        text = _joined(run, language)
        lines.append(f"{speaker}: {text}" if speaker else text)
    return "\n".join(lines)


def several_speak(sentences: Iterable[Sentence]) -> bool:
    return len({s.speaker for s in sentences if s.speaker}) > 1


def _joined(sentences: Iterable[Sentence], language: str) -> str:
    closed = (_closed(sentence.text, language) for sentence in sentences)
    return join_words(word for text in closed for word in split_words(text))


def _closed(text: str, language: str) -> str:
    """With a full stop where the engine does not punctuate."""
    bare = text.strip()
    if any(sign in TERMINALS for sign in bare[-2:]):
        return bare
    return bare.rstrip(_LOOSE_ENDS) + _FULL_STOPS.get(language, ".") if bare else ""
