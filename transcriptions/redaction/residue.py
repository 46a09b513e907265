"""Which words, heard in redacted audio, must not be heard there any more.

Pure: compares what an engine hears in a clip before and after, word by word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcriptions.redaction.number_words import is_number, sound
from transcriptions.transcript import Span, Word

#: Seconds beside a span in which a word may come from it. Beyond, the audio is as it
#: was, and what an engine hears otherwise there it makes up from the new context.
REACH = 1.0
#: The same for numbers that are in no transcript.
NUMBER_REACH = 0.6
#: A word is a span's if this much of it, or this many seconds, lie inside.
INSIDE_SHARE, INSIDE_SECONDS = 0.3, 0.06
#: Seconds by which two hearings of one word may lie apart.
SAME_TIME = 0.3
#: The same for a word of the transcript: engines time it otherwise in a long window.
SAME_KEPT_TIME = 1.0


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """What the engine heard in a clip, with the span blanked and without; in file time.

    `kept` are the words that are allowed: the transcript's, without the redacted ones.
    """

    before: Sequence[Word]
    after: Sequence[Word]
    kept: Sequence[Word]
    language: str


@dataclass(frozen=True, slots=True)
class Residue:
    """The index of the span that something is left of, and the time where it is heard.

    `certain`: it is a word of the span, or a number that no transcript has. Else it is
    an unknown word where the transcript has none: worth some more of the pause.
    """

    index: int
    time: Span
    certain: bool


def residues(heard: Heard, spans: Sequence[Span]) -> Iterator[Residue]:
    """What of the spans, or beside them, is heard and must not be."""
    allowed = [(sound(w.text, heard.language), w.middle) for w in heard.kept]
    for word in heard.after:
        if _takes(allowed, sound(word.text, heard.language), word.middle):
            continue
        index, distance = _nearest(word, spans)
        time = word.start, word.end
        if distance <= REACH and _is_residue(word, distance, heard, spans[index]):
            yield Residue(index, time, certain=True)
        elif distance <= NUMBER_REACH and not _is_within(word, heard.kept):
            yield Residue(index, time, certain=False)


def _is_residue(word: Word, distance: float, heard: Heard, span: Span) -> bool:
    if is_number(word.text, heard.language) and distance <= NUMBER_REACH:
        return True
    name = sound(word.text, heard.language)
    alike = [w for w in heard.before if sound(w.text, heard.language) == name]
    if not any(_is_inside(other, span) for other in alike):
        return False
    return not any(
        abs(other.middle - word.middle) <= SAME_TIME and not _is_inside(other, span)
        for other in alike
    )


def _is_within(word: Word, others: Sequence[Word]) -> bool:
    """Whether half of the word is said while others are."""
    common = sum(
        max(0.0, min(word.end, other.end) - max(word.start, other.start))
        for other in others
    )
    return common >= (word.end - word.start) / 2


def _takes(allowed: list[tuple[str, float]], name: str, time: float) -> bool:
    """Whether the word is an allowed one, which then is used up."""
    near = [
        (abs(when - time), at)
        for at, (allowed_name, when) in enumerate(allowed)
        if allowed_name == name and abs(when - time) <= SAME_KEPT_TIME
    ]
    if not near:
        return False
    allowed.pop(min(near)[1])
    return True


def _nearest(word: Word, spans: Sequence[Span]) -> tuple[int, float]:
    distances = [
        (max(start - word.end, word.start - end, 0.0), index)
        for index, (start, end) in enumerate(spans)
    ]
    distance, index = min(distances)
    return index, distance


def _is_inside(word: Word, span: Span) -> bool:
    common = min(word.end, span[1]) - max(word.start, span[0])
    return common >= min(INSIDE_SECONDS, INSIDE_SHARE * (word.end - word.start))
