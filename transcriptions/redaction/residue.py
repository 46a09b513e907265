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


@dataclass(frozen=True, slots=True)
class Heard:
    """What the engine heard in a clip, with the span blanked and without; in file time.

    `kept` are the words that are allowed: the transcript's, without the redacted ones.
    """

    before: Sequence[Word]
    after: Sequence[Word]
    kept: Sequence[Word]
    language: str


def residues(heard: Heard, spans: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """For each residue the index of its span, and the time where it is heard."""
    allowed = [(sound(w.text, heard.language), _middle(w)) for w in heard.kept]
    for word in heard.after:
        if _takes(allowed, sound(word.text, heard.language), _middle(word)):
            continue
        index, distance = _nearest(word, spans)
        if distance <= REACH and _is_residue(word, distance, heard, spans, index):
            yield index, (word.start, word.end)


def _is_residue(
    word: Word, distance: float, heard: Heard, spans: Sequence[Span], index: int
) -> bool:
    if is_number(word.text, heard.language) and distance <= NUMBER_REACH:
        return True
    name = sound(word.text, heard.language)
    alike = [w for w in heard.before if sound(w.text, heard.language) == name]
    if not any(_is_inside(other, spans[index]) for other in alike):
        return False
    return not any(
        abs(_middle(other) - _middle(word)) <= SAME_TIME
        and not any(_is_inside(other, span) for span in spans)
        for other in alike
    )


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


def _middle(word: Word) -> float:
    return (word.start + word.end) / 2
