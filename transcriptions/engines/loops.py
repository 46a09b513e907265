"""How text that goes round in circles is decoded again, and which of the two to keep.

WhisperX's batched decoder never looks at what it wrote, so a stuck model goes unseen;
the WhisperX engine decodes such chunks once more, as these rules say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from transcriptions.repetition import is_repetitive
from transcriptions.sentence_text import split_words

#: Nothing to echo, and no three tokens twice.
REDECODING: dict[str, Any] = {
    "no_repeat_ngram_size": 3,
    "repetition_penalty": 1.1,
    "initial_prompt": None,
    "hotwords": None,
}
LEAST_LOGPROB = -1.0  # a token's mean, below which Whisper takes its text for wrong
SLOWEST = 1.0  # words in a voiced second: less, and the text leaves speech out
FASTEST = 6.0  # more, and the text was not said


@dataclass(frozen=True, slots=True)
class Reading:
    """A text of a chunk; `alignment` is the mean confidence of its words, if known."""

    text: str
    logprob: float
    alignment: float | None

    def pace(self, voiced_seconds: float) -> float:
        """Return the words in each second with voice."""
        return len(split_words(self.text)) / max(voiced_seconds, 0.1)


def is_better(first: Reading, second: Reading, voiced_seconds: float) -> bool:
    """Say whether a second reading may take the place of a looped one.

    What people really say again and again can't be read without repeats: then the
    second text matches the sounds less, and the first is kept, and flagged.
    """
    if is_repetitive(second.text) or second.logprob <= LEAST_LOGPROB:
        return False
    if second.pace(voiced_seconds) < SLOWEST:
        return False
    if second.alignment is not None:
        return first.alignment is None or second.alignment > first.alignment
    return first.pace(voiced_seconds) > FASTEST or second.logprob > first.logprob
